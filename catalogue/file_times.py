"""What files were last seen like: how a program that goes on running notices that somebody edited one.

Times and sizes, not contents: asked at each request, they cost some microseconds.
"""

from collections.abc import Iterable
from pathlib import Path

from catalogue.library import Library
from catalogue.presentation import FOLDER
from catalogue.settings import FILE_NAME

#: Name, time of change in nanoseconds, size and number of each file there is.
Times = tuple[tuple[str, int, int, int], ...]


def settings_times(library: Library) -> Times:
    """Of the library's settings."""
    return _times([library.folder / FILE_NAME])


def vocabulary_times(library: Library) -> Times:
    """Of the library's own vocabularies; empty when it has none, and while the folder is not there."""
    return folder_times(library.vocabularies)


def presentation_times(library: Library) -> Times:
    """Of the files by which the centre presents itself; empty while it has none."""
    return folder_times(library.folder / FOLDER)


def folder_times(folder: Path) -> Times:
    """Of the files of a folder; empty while it is not there."""
    try:
        return _times(sorted(folder.iterdir()))
    except OSError:
        return ()


def _times(paths: Iterable[Path]) -> Times:
    found = []
    for path in paths:
        try:
            seen = path.stat()
        except OSError:
            continue
        found.append((path.name, seen.st_mtime_ns, seen.st_size, seen.st_ino))
    return tuple(found)
