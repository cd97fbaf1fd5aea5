"""How does the centre present itself? `site/site.toml` and the texts beside it, in the library's folder.

In come plain files, written at the desk or by hand; out goes a frozen `Presentation`. What it says of the
centre's names wins over `fonds.toml` (`settings`), so that whoever never opens a file has the last word. A
file that cannot be read takes nothing down: the site shows what it would without it, and the desk says why.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import ParseError, TOMLKitError

from catalogue.errors import ConfigurationError
from catalogue.setting_values import Line, check_setting
from catalogue.toml_lines import unparsed

FOLDER = "site"
FILE_NAME = "site.toml"
#: Characters of one line, of an address of several lines, and of a text.
LONGEST_LINE, LONGEST_LINES, LONGEST_TEXT = 200, 1000, 20_000
#: Documents put on the home page by hand.
MOST_FEATURED = 6
#: And at the top of the page of one theme or programme.
MOST_CHOSEN = 4
#: Keys of the file that say who the centre is, and win over those of `[library]`.
NAMES = ("name", "centre_name", "place", "contact")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LOGO = re.compile(r"logo-[0-9a-f]{16}\.webp")


class Block(StrEnum):
    """One part of the home page."""

    FIGURES = "figures"
    FEATURED = "featured"
    ARRIVALS = "arrivals"
    MAP = "map"
    TEXT = "text"
    THEMES = "themes"
    YEARS = "years"
    PROGRAMMES = "programmes"
    TYPES = "types"


class SitePage(StrEnum):
    """A page whose text the centre writes; the value is the name of its file and of its address."""

    HOME = "accueil"
    ABOUT = "a-propos"
    CONTACT = "contact"
    LEGAL = "mentions-legales"
    PRIVACY = "donnees-personnelles"
    ACCESSIBILITY = "accessibilite"


class PresentationError(ConfigurationError):
    """`site/site.toml` cannot be read; the message names what to correct."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """What the centre says of itself; empty is: not said."""

    name: Line = ""
    centre_name: Line = ""
    place: Line = ""
    #: One sentence below the name on the home page.
    lead: str = ""
    #: E-mail address, telephone, and postal address in lines.
    contact: Line = ""
    phone: str = ""
    address: str = ""
    #: House colour, `#rrggbb`, and the name of the logo's file in the folder.
    colour: str = ""
    logo: str = ""
    #: Who publishes the site in law, its director of publication, and who hosts it, with address.
    publisher: str = ""
    director: str = ""
    host: str = ""
    #: To whom one writes about one's data, and about what is not accessible; empty: `contact`.
    data_contact: str = ""
    access_contact: str = ""
    #: Parts of the home page in their order; a part that is not named is not shown.
    blocks: tuple[Block, ...] = tuple(Block)
    #: Identifiers of the documents put first.
    featured: tuple[str, ...] = ()
    #: Of those put first on the page of a theme or a programme: `theme/sante <identifier>`.
    chosen: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, wanted, said in (
            ("colour", _COLOUR, "une couleur s'écrit #1a2b3c"),
            ("logo", _LOGO, "c'est l'atelier qui dépose le logo"),
        ):
            value = getattr(self, name)
            if value and not wanted.fullmatch(value):
                raise ValueError(f"{name} : {said}")
        if len(set(self.blocks)) < len(self.blocks):
            raise ValueError("blocks : une partie de l'accueil y est nommée deux fois")

    def chosen_for(self, page: str) -> tuple[str, ...]:
        """The documents put first on one page, `theme/sante` or `programme/cucs`, in their order."""
        named = (each.partition(" ") for each in self.chosen)
        return tuple(identifier for name, _space, identifier in named if name == page)


def read_presentation(folder: Path) -> Presentation:
    """What the library in `folder` says of its centre; raises PresentationError for a broken file."""
    path = folder / FOLDER / FILE_NAME
    try:
        return parse_presentation(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Presentation()
    except (OSError, UnicodeDecodeError) as error:
        raise PresentationError(f"{FOLDER}/{FILE_NAME} ne se lit pas ({error}). Corrigez-le.") from error


def parse_presentation(text: str) -> Presentation:
    """The same of a text."""
    where = f"{FOLDER}/{FILE_NAME}"
    said = _parsed(text).unwrap()
    try:
        for key, kind in get_type_hints(Presentation, include_extras=True).items():
            if key in said:
                check_setting(key, said[key], kind, where)
        return msgspec.convert(said, Presentation, strict=False)
    except msgspec.ValidationError as error:
        raise PresentationError(f"{where} : {error}. Corrigez cette ligne.") from error
    except ConfigurationError as error:
        raise PresentationError(str(error)) from error


def _parsed(text: str) -> TOMLDocument:
    where = f"{FOLDER}/{FILE_NAME}"
    try:
        return tomlkit.parse(text)
    except ParseError as error:
        raise PresentationError(f"{where} : ligne {error.line}, {unparsed(text, error)}") from error
    except TOMLKitError as error:
        raise PresentationError(f"{where} : {error}. Corrigez cette ligne.") from error


def rewrite_presentation(text: str, values: Mapping[str, Any]) -> str:
    """The text of the file with other values, its comments and the order of its keys kept.

    A value that is the default's is left out. Raises PresentationError for what could not be read again.
    """
    document = _parsed(text)
    defaults = {each.name: each.default for each in fields(Presentation)}
    for key, value in values.items():
        plain = [str(each) for each in value] if isinstance(value, tuple) else value
        if value == defaults[key]:
            document.pop(key, None)
        else:
            document[key] = (
                tomlkit.string(plain, multiline="\n" in plain) if isinstance(plain, str) else plain
            )
    written = tomlkit.dumps(document)
    parse_presentation(written)
    return written


def presented_names(folder: Path) -> dict[str, str]:
    """The names of the centre that the folder says, for the settings; none while its file does not hold."""
    try:
        said = read_presentation(folder)
    except PresentationError:
        return {}
    return {key: getattr(said, key) for key in NAMES if getattr(said, key)}


def page_file(page: SitePage) -> str:
    """Name of the file that holds a page's text, in the folder."""
    return f"{page.value}.md"


def page_text(folder: Path, page: SitePage) -> str:
    """What the centre wrote on a page, in Markdown; empty when it has not."""
    try:
        return (folder / FOLDER / page_file(page)).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
