"""What stands in the corpus: documents and notices, by name, size and time, nothing read yet.

Links are not followed and only regular files count, so nothing outside the corpus is ever read. A folder
that cannot be opened is named, and what was known of it is left alone rather than withdrawn.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.log import FileStamp
from catalogue.notice import SUFFIX

#: Files that programs leave behind and nobody means as documents.
LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})
UNFINISHED = (".partial", ".part", ".tmp", ".crdownload", ".lock")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One document of the corpus, or a notice that has none."""

    #: Below the corpus, with `/`; for a notice without a document, the document's name it would have.
    path: str
    #: None when there is only a notice.
    stamp: FileStamp | None
    #: None when there is no notice.
    notice: FileStamp | None = None


@dataclass(slots=True)
class Walk:
    """All that a walk found."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    #: Folders that could not be opened, with `/` at the end.
    unreadable: list[str] = field(default_factory=list)


def walk(corpus: Path) -> Walk:
    """List the corpus, in the order of names so that runs are alike."""
    found = Walk()
    stamps = dict(_stamps(corpus, "", found.unreadable))
    for path in sorted(stamps):
        document = path.removesuffix(SUFFIX)
        if document == path:
            found.files[path] = SourceFile(path, stamps[path], stamps.get(path + SUFFIX))
        elif document not in stamps:
            found.files[document] = SourceFile(document, None, stamps[path])
    return found


def _stamps(folder: Path, prefix: str, unreadable: list[str]) -> Iterator[tuple[str, FileStamp]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except PermissionError:
        unreadable.append(prefix)
        return
    for entry in entries:
        if not _meant(entry.name):
            continue
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            yield from _stamps(folder / entry.name, f"{prefix}{entry.name}/", unreadable)
        elif stat.S_ISREG(status.st_mode):
            yield prefix + entry.name, FileStamp(status.st_size, status.st_mtime_ns)


def _meant(name: str) -> bool:
    lowered = name.lower()
    return not (lowered.startswith((".", "~$")) or lowered.endswith(UNFINISHED) or lowered in LEFT_BEHIND)
