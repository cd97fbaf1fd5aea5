"""Erasures asked for at the desk: the indexer carries them out, since it alone may write the log.

One identifier a line in `state/erasures.txt`; a line goes when its record has been erased.
"""

from pathlib import Path

from filelock import FileLock

from catalogue import disk
from catalogue.library import Library

FILE_NAME = "erasures.txt"


def ask_erasure(library: Library, identifier: str) -> None:
    """Have a record erased with every word of it that is kept; on disk before this returns."""
    with _alone(library):
        waiting = [*_read(library), identifier]
        _write(library, list(dict.fromkeys(waiting)))


def asked_erasures(library: Library) -> tuple[str, ...]:
    """The records that wait to be erased."""
    return tuple(_read(library))


def erased(library: Library, identifier: str) -> None:
    """Forget that a record waits: it is gone."""
    with _alone(library):
        _write(library, [each for each in _read(library) if each != identifier])


def _alone(library: Library) -> FileLock:
    library.state.mkdir(exist_ok=True)
    return FileLock(library.state / "erasures.lock", timeout=30)


def _path(library: Library) -> Path:
    return library.state / FILE_NAME


def _read(library: Library) -> list[str]:
    path = _path(library)
    return path.read_text(encoding="utf-8").split() if path.is_file() else []


def _write(library: Library, identifiers: list[str]) -> None:
    disk.replace(_path(library), "".join(f"{each}\n" for each in identifiers).encode(), private=True)
