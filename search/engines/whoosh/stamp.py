"""Stamp: what an index was made with and how far it follows the log, in a small file beside it.

The stamp is written first when an index is created (so that no half-made index is taken for another's) and
last after each commit. A crash between a commit and its stamp only makes the follower replay changes,
which replace documents by themselves.
"""

import json
import secrets
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec

from catalogue import disk, disk_errors
from catalogue.errors import IncompatibleIndexError
from catalogue.fields import FIELDS_VERSION
from search.analysis import ANALYSIS_VERSION
from search.analysis.stemming import STEMMER_VERSION

#: Changes whenever this package writes other files.
ENGINE_VERSION = "3"
FILE_NAME = "fonds.json"
#: File systems tell times to a few milliseconds only.
SETTLED_NS = 200_000_000
#: What the versions are called in messages.
_LABELS = {
    "fields": "les champs",
    "analysis": "l'analyse du français",
    "stemmer": "l'analyse du français (racines)",
    "facets": "les vocabulaires",
    "whoosh": "la version de Whoosh",
    "engine": "le format de l'index",
}
REMEDY = "Lancez « fonds index » pour le refaire ; les documents ne sont pas relus."


@dataclass(frozen=True, slots=True)
class Stamp:
    """The versions an index was made with, its position in the log, and its name.

    Numbers of generations begin again with each new index; with the name drawn at its birth before them, no
    state is ever taken for another.
    """

    versions: dict[str, str]
    position: int = 0
    birth: str = ""

    @classmethod
    def new(cls, versions: dict[str, str]) -> "Stamp":
        """The stamp of an index that is being born."""
        return cls(versions, birth=secrets.token_hex(8))


def current_versions(facet_rules: str) -> dict[str, str]:
    """The versions this program makes an index with."""
    return {
        "fields": FIELDS_VERSION,
        "analysis": ANALYSIS_VERSION,
        "stemmer": STEMMER_VERSION,
        "facets": facet_rules,
        "whoosh": version("whoosh3"),
        "engine": ENGINE_VERSION,
    }


def read_stamp(folder: Path) -> Stamp | None:
    """The stamp of an index, None where there is no index yet.

    Raises IncompatibleIndexError when the stamp is damaged, or missing beside other files; DiskError when the
    disk does not give it.
    """
    stamp = _read(folder)
    if stamp is None and folder.is_dir() and any(folder.glob("*.toc")):
        stamp = _read(folder)  # written before the first state of an index: it may have come meanwhile
        if stamp is None:
            raise IncompatibleIndexError(f"L'index {folder} n'a pas de fichier {FILE_NAME}. {REMEDY}")
    return stamp


class StampWatch:
    """The stamp of an index, read again only when the file has changed: asked some times a request."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[tuple[int, ...], Stamp | None] = ((), None)

    def stamp(self) -> Stamp | None:
        """As `read_stamp` says."""
        try:
            found = (self._folder / FILE_NAME).stat()
        except OSError:
            return read_stamp(self._folder)
        seen = (found.st_mtime_ns, found.st_ino, found.st_size)
        if seen == self._seen[0]:
            return self._seen[1]
        stamp = read_stamp(self._folder)
        # One that has just been written may be written again without its time telling so.
        if time.time_ns() - found.st_mtime_ns > SETTLED_NS:
            self._seen = (seen, stamp)
        return stamp


def _read(folder: Path) -> Stamp | None:
    try:
        return msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Stamp)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise IncompatibleIndexError(f"{folder / FILE_NAME} est illisible. {REMEDY}") from error
    except OSError as error:
        raise disk_errors.told(error, folder / FILE_NAME) from error


def check_versions(folder: Path, stamp: Stamp, versions: dict[str, str], *, any_facets: bool = False) -> None:
    """Raise IncompatibleIndexError naming what changed since the index was made.

    With `any_facets`, other rules of facets are let pass: what is counted under which value is of before, and
    all else is right.
    """
    kept = {name: each for name, each in versions.items() if not (any_facets and name == "facets")}
    changed = [_LABELS[name] for name, each in kept.items() if stamp.versions.get(name) != each]
    if changed:
        raise IncompatibleIndexError(
            f"L'index {folder} a été fait avec d'autres réglages ({', '.join(changed)}). {REMEDY}"
        )


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Replace the stamp, whole or not at all."""
    disk.replace(folder / FILE_NAME, json.dumps(asdict(stamp), ensure_ascii=False, indent=1).encode())
