"""Notice: the TOML file beside a document that holds only what a person decided.

`rapport.pdf.toml` describes `rapport.pdf`. Keys are the record's, values are strings or lists of strings;
a notice may also pin `identifier`. A notice whose document does not exist is a record of its own. A key or
type that does not fit is an error that names the line, never a guess.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError

from catalogue import disk
from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.record import Access, Status
from catalogue.rooms import DETAILS, ROOMS
from catalogue.toml_lines import unparsed
from catalogue.written_dates import read_date
from catalogue.written_details import read_detail

SUFFIX = ".toml"
#: What Windows' Notepad writes before a text.
_MARK = "\ufeff"
#: Control characters but the line feed and the tab: a terminal obeys them, and no form of export holds them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Keys a person may write: the identifier, and every field of the record that is not derived.
DERIVED = frozenset({"centre", "format", "rubrics", "publication", "descriptors", "headings", "body"})
KEYS = frozenset({"identifier", *BY_NAME, *DETAILS}) - DERIVED
#: How much of a document's text other centres may have.
SHARING = ("full", "extract", "none")
#: Keys that say who has a document, and nothing of what it is.
HANDLING = frozenset({"identifier", "access", "sharing", "status", "embargo", "reviewed"})
#: Keys that hold one day.
DAYS = frozenset({"embargo", "reviewed"})
EDTF_LEVEL_0 = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person said of a document: field name → value, only for the fields they decided."""

    values: dict[str, Value]

    @property
    def identifier(self) -> str | None:
        """The identifier the person pinned, if any."""
        value = self.values.get("identifier")
        return value if isinstance(value, str) else None


def describes(values: Mapping[str, Value] | None) -> bool:
    """Whether a notice says what the document is: then a file nobody can read has a record all the same."""
    return bool(values) and not HANDLING.issuperset(values or ())


def read_notice(path: Path) -> Notice:
    """Read a notice; raises NoticeError with file, line and remedy."""
    return notice_in(path.name, path.read_bytes())


def notice_in(name: str, content: bytes) -> Notice:
    """The notice that the bytes of a file of that name hold; raises NoticeError as `read_notice` does."""
    try:
        text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")  # as files of text are read
    except UnicodeDecodeError as error:
        raise NoticeError(
            f"{name} : ce fichier n'est pas en UTF-8 ; enregistrez-le dans cet encodage."
        ) from error
    return parse_notice(name, text)


def parse_notice(name: str, text: str) -> Notice:
    """The notice that a text holds; raises NoticeError with `name`, line and remedy."""
    text = text.removeprefix(_MARK)
    try:
        document = tomlkit.parse(text).unwrap()
    except ParseError as error:
        raise NoticeError(f"{name}, ligne {error.line} : {unparsed(text, error)}", line=error.line) from error
    except TOMLKitError as error:
        raise NoticeError(f"{name} : TOML illisible ({error}). Corrigez-le.") from error
    return Notice({key: _checked(name, text, key, value) for key, value in document.items()})


def write_notice(path: Path, notice: Notice) -> None:
    """Write a notice, on disk before this returns, keeping comments and order of the one it replaces."""
    text = rewrite_notice(path.read_text(encoding="utf-8") if path.exists() else "", notice)
    disk.replace(path, text.encode())


def rewrite_notice(text: str, notice: Notice) -> str:
    """The text of a notice with other values, its comments and the order of its keys kept."""
    document = tomlkit.parse(text.removeprefix(_MARK))
    for key in [key for key in document if key not in notice.values]:
        del document[key]
    for key, value in notice.values.items():
        plain: str | list[str] = list(value) if isinstance(value, tuple) else value
        if key not in document or document[key].unwrap() != plain:
            document[key] = plain
    return tomlkit.dumps(document)


def check_value(key: str, value: object, where: str, line: int | None = None) -> Value:
    """One value in the form the record wants; raises NoticeError that begins with `where`."""
    if key not in KEYS:
        raise NoticeError(
            f"{where} : clé inconnue « {key} ». Clés admises : {', '.join(sorted(KEYS))}.", line=line
        )
    field = BY_NAME.get(key)
    if key in DETAILS:
        return _detail(where, key, value, line)
    if field is not None and field.repeated:
        return _strings(where, key, value, line)
    if isinstance(value, int) and key == "issued" and not isinstance(value, bool):
        value = str(value)
    if (key == "issued" or key in DAYS) and hasattr(value, "isoformat"):
        value = value.isoformat()[:10]
    if not isinstance(value, str):
        raise NoticeError(f"{where} : « {key} » attend un texte entre guillemets.", line=line)
    value = _UNSEEN.sub("", value)
    if key == "issued" or key in DAYS:
        value = _dated(where, value, line)
    _check_form(where, key, value, line)
    return value.strip()


def _checked(name: str, text: str, key: str, value: object) -> Value:
    """One value of a file, or an error that names its line."""
    line = _line_of(text, key)
    return check_value(key, value, f"{name}, ligne {line}", line)


def _strings(where: str, key: str, value: object, line: int | None) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise NoticeError(f'{where} : « {key} » attend une liste de textes, ["…", "…"].', line=line)
    return tuple(_UNSEEN.sub("", each).strip() for each in value)


def _detail(where: str, key: str, value: object, line: int | None) -> Value:
    """What a record of a room says (`catalogue.rooms`), in the form the record holds."""
    if hasattr(value, "isoformat"):
        value = value.isoformat(" ")[:16] if hasattr(value, "hour") else value.isoformat()
    repeated = DETAILS[key].repeated
    if not repeated and not isinstance(value, str | int):
        raise NoticeError(f"{where} : « {key} » attend un texte entre guillemets.", line=line)
    written = _strings(where, key, value, line) if repeated else (_UNSEEN.sub("", str(value)),)
    try:
        held = tuple(read_detail(key, each) for each in written)
    except NoticeError as error:
        said = str(error)  # which begins with the detail's label, as `where` does at the desk
        said = said if said.startswith(f"{where} : ") else f"{where} : {said}"
        raise NoticeError(said, line=line, value=error.value) from error
    return held if repeated else held[0]


def _dated(where: str, value: str, line: int | None) -> str:
    """A date as the record holds it, however the person wrote it."""
    try:
        return read_date(value) if value.strip() else ""
    except NoticeError as error:
        raise NoticeError(f"{where} : {error}", line=line, value=value, choices=error.choices) from error


def _check_form(where: str, key: str, value: str, line: int | None) -> None:
    if key == "identifier" and not IDENTIFIER.fullmatch(value):
        raise NoticeError(
            f"{where} : identifiant « {value} » refusé ; lettres sans accent, chiffres, « . _ - » seulement.",
            line=line,
        )
    if key in DAYS and value and len(value) != len("2007-10-09"):
        raise NoticeError(f"{where} : jour « {value} » ; écrivez-le comme 2007-10-09.", line=line)
    if key == "status" and value not in set(Status):
        raise NoticeError(f"{where} : publication « {value} » ; écrivez {', '.join(Status)}.", line=line)
    if key == "sharing" and value and value not in SHARING:
        raise NoticeError(f"{where} : partage « {value} » ; écrivez {', '.join(SHARING)}.", line=line)
    if key == "room" and value and value not in ROOMS:
        raise NoticeError(f"{where} : rubrique « {value} » ; écrivez {', '.join(ROOMS)}.", line=line)
    if key == "access" and value not in set(Access):
        raise NoticeError(f"{where} : diffusion « {value} » ; écrivez {', '.join(Access)}.", line=line)


def _line_of(text: str, key: str) -> int | None:
    """The line a key stands on, since the parser forgets it once the text has parsed."""
    pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=|\s*\[+\s*["']?{re.escape(key)}["']?""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)


def line_of_value(text: str, key: str, value: str) -> int | None:
    """The line of a notice on which a value of a key stands, which may be below the key's own in a list."""
    begins = _line_of(text, key)
    below = list(enumerate(text.splitlines(), 1))[begins - 1 :] if begins else []
    quoted = (f'"{value}"', f"'{value}'")
    return next((number for number, line in below if any(each in line for each in quoted)), begins)
