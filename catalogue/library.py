"""Library: the folder that holds a corpus, what is kept about it, and what is derived from it.

`corpus/` is given, `state/` is kept, `index/` is derived and may be deleted at any time; a backup is
everything but `index/`.
"""

import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import tomlkit

from catalogue import disk
from catalogue.errors import ConfigurationError, NotALibraryError
from catalogue.settings import FILE_NAME, Settings, check_written, read_settings

#: The name of a library that was given none.
NAME = "Fonds documentaire"
#: What `fonds init` writes.
INITIAL_SETTINGS = """\
# Réglages de cette bibliothèque ; docs/reglages.md les décrit tous.
[library]
name = {name}
centre = "{centre}"
centre_name = {centre_name}
place = {place}
contact = ""
languages = ["fr", "en"]
# L'heure du centre, si la machine en a une autre (l'agenda, les alertes, les embargos) :
# timezone = "Europe/Paris"
"""


@dataclass(frozen=True, slots=True)
class Library:
    """Where everything of one library stands."""

    folder: Path
    settings: Settings = field(default_factory=Settings)

    @property
    def corpus(self) -> Path:
        """Documents and their notices, as the documentalist keeps them."""
        return self.folder / "corpus"

    @property
    def state(self) -> Path:
        """What is kept and cannot be derived: withdrawn records, the last sequence number."""
        return self.folder / "state"

    @property
    def index(self) -> Path:
        """What is derived: the log and the engine's files."""
        return self.folder / "index"

    @property
    def log_path(self) -> Path:
        """The catalogue's log."""
        return self.index / "catalogue.sqlite"

    @property
    def vocabularies(self) -> Path:
        """Vocabularies of this library's own, which replace or extend those shipped."""
        return self.folder / "vocabularies"

    @property
    def engine_address(self) -> str:
        """Address of the engine for `open_engine`; a bare name means its files stand in `index/`."""
        engine = self.settings.index.engine
        return engine if ":" in engine else f"{engine}:{self.index / engine}"

    def refuse_own(self, file: Path) -> None:
        """Raise ConfigurationError for what would be written in the place of what the library keeps."""
        target = file.resolve()
        if target == (self.folder / FILE_NAME).resolve():
            raise ConfigurationError(f"{file} tient les réglages de la bibliothèque. Écrivez ailleurs.")
        for own in (self.corpus, self.state, self.index, self.vocabularies):
            if target.is_relative_to(own.resolve()):
                raise ConfigurationError(
                    f"{file} : la bibliothèque tient elle-même ce qui est dans « {own.name} ». "
                    "Écrivez ailleurs."
                )


def create_library(folder: Path, *, centre_name: str = "", place: str = "") -> Library:
    """Make a new library in a folder that may exist, leaving alone whatever stands there.

    `centre_name` and `place` are the centre's name, which becomes the site's too, and its town, where known.
    Raises ConfigurationError for one that no settings could hold; then nothing is made.
    """
    for key, value in (("centre_name", centre_name), ("place", place)):
        check_written("library", key, " ".join(value.split()), str(folder))
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for name in ("state", "index"):
        # They hold what is not public: texts of internal documents, accounts, keys.
        (folder / name).mkdir(exist_ok=True, mode=0o700)
    settings = folder / FILE_NAME
    if not settings.exists():
        text = INITIAL_SETTINGS.format(
            centre=_centre_of(centre_name) or _centre_of(folder.absolute().name) or "centre",
            name=_toml(centre_name or NAME),
            centre_name=_toml(centre_name),
            place=_toml(place),
        )
        disk.replace(settings, text.encode())
    return open_library(folder)


def _toml(text: str) -> str:
    """A text as TOML writes it."""
    return tomlkit.string(" ".join(text.split())).as_string()


def _centre_of(name: str) -> str:
    """A short name after the centre's or the folder's, so that two new libraries are two centres."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:40].strip("-")


def open_library(folder: Path) -> Library:
    """The library in `folder`, which must hold `fonds.toml`."""
    if not (folder / FILE_NAME).is_file():
        raise NotALibraryError(
            f"{folder} n'est pas une bibliothèque : {FILE_NAME} y manque. "
            f"Créez-la par « fonds init {folder} » ou désignez-en une par --library."
        )
    return Library(folder.absolute(), read_settings(folder))


def find_library(named: str | None = None) -> Library:
    """The library named, else that of FONDS_LIBRARY, else the folder one stands in or one above it."""
    chosen = named or os.environ.get("FONDS_LIBRARY")
    if chosen:
        return open_library(Path(chosen))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return open_library(folder)
    return open_library(here)
