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
    try:
        return _times(sorted(library.vocabularies.iterdir()))
    except OSError:
        return ()


def presentation_times(library: Library) -> Times:
    """Of the files by which the centre presents itself; empty while it has none."""
    try:
        return _times(sorted((library.folder / FOLDER).iterdir()))
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
