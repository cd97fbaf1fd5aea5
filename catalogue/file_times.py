"""What files were last seen like: how a program that goes on running notices that somebody edited one.

Times and sizes, not contents: asked at each request, they cost some microseconds.
"""

import os
from contextlib import suppress
from pathlib import Path

from catalogue.library import Library
from catalogue.presentation import FOLDER
from catalogue.settings import FILE_NAME

#: Name, time of change in nanoseconds, size and number of each file there is.
Times = tuple[tuple[str, int, int, int], ...]

#: Small files of `index/` that answers are made of beside log and engine.
_FOLLOWERS = ("definitions", "likeness", "neighbours", "indicators")


def settings_times(library: Library) -> Times:
    """Of the library's settings."""
    try:
        return (_times(FILE_NAME, (library.folder / FILE_NAME).stat()),)
    except OSError:
        return ()


def vocabulary_times(library: Library) -> Times:
    """Of the library's own vocabularies; empty when it has none, and while the folder is not there."""
    return folder_times(library.vocabularies)


def presentation_times(library: Library) -> Times:
    """Of the files by which the centre presents itself; empty while it has none."""
    return folder_times(library.folder / FOLDER)


def followers_times(library: Library) -> Times:
    """Of what follows the log a moment after the engine: acronyms and figures stated, what resembles what."""
    folder = os.fspath(library.index)
    return tuple([database_times(os.path.join(folder, f"{name}.sqlite")) for name in _FOLLOWERS])  # noqa: PTH118 - half the time, at each request


def database_times(path: str) -> tuple[str, int, int, int]:
    """Of a file of SQLite, or of what was last written and waits beside it; noughts while it is not there."""
    for file in (f"{path}-wal", path):
        try:
            seen = os.stat(file)  # noqa: PTH116
        except OSError:
            continue
        if seen.st_size:
            return _times(file, seen)
    return path, 0, 0, 0


def folder_times(folder: Path) -> Times:
    """Of the files of a folder; empty while it is not there."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(OSError):  # gone meanwhile
                    found.append(_times(entry.name, entry.stat()))
    except OSError:
        return ()
    return tuple(sorted(found))


def _times(name: str, seen: os.stat_result) -> tuple[str, int, int, int]:
    return name, seen.st_mtime_ns, seen.st_size, seen.st_ino
