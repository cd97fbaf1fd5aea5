"""What has to be done, by comparing the corpus with what is known; only changed files are hashed.

A file counts as unchanged when its size and time are those noted; else its content decides, by SHA-256. A
content known under a name that has gone is a rename: nothing is extracted again.
"""

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from catalogue import disk_errors
from catalogue.errors import NoticeError
from catalogue.library import Library
from catalogue.log.ledger import FileStatus, LedgerLine
from catalogue.notice import SUFFIX, Notice, notice_in
from indexer.errors import Reason
from indexer.versions import EXTRACTION_VERSION
from indexer.walk import SourceFile, Walk

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """One file whose record must be made or made again."""

    file: SourceFile
    #: What is known of the file from before, None for a new one.
    line: LedgerLine | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run has to do."""

    jobs: tuple[Job, ...]
    #: Lines of files that have gone.
    gone: tuple[LedgerLine, ...]
    #: Lines of files that are as they were.
    unchanged: tuple[LedgerLine, ...]
    #: Lines of files below a folder that could not be opened, so that nobody knows if they have gone.
    hidden: tuple[LedgerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """Programs found on this machine, whose arrival makes some files worth another try."""

    ocr: bool
    office: bool
    #: Which LibreOffice it is, with which of its parts; empty for none.
    office_version: str = ""

    @property
    def refused_with(self) -> str:
        """What a refusal depends on beside the file: another extraction or LibreOffice may read it."""
        return f"{EXTRACTION_VERSION}/{self.office_version}"


def make_plan(found: Walk, lines: dict[str, LedgerLine], described_with: str, tools: Tools) -> Plan:
    """Compare; `lines` is the ledger by path, `described_with` the present version of the description."""
    missing = [line for path, line in lines.items() if path not in found.files]
    hidden = tuple(line for line in missing if found.hides(line.path))
    gone = tuple(line for line in missing if not found.hides(line.path))
    changed = {
        path
        for path, file in found.files.items()
        if path not in lines or not _unchanged(file, lines[path], described_with, tools)
    }
    # A copy takes over a record whose first file has gone or changed, be it in a run that died since.
    staying = [*hidden, *(lines[path] for path in found.files if path not in changed)]
    owned = {line.identifier for line in staying if line.status is not FileStatus.DUPLICATE}
    changed |= {path for path in found.files if path in lines and _heir(lines[path], owned)}
    jobs = tuple(Job(file, lines.get(path)) for path, file in found.files.items() if path in changed)
    unchanged = tuple(lines[path] for path in found.files if path not in changed)
    return Plan(jobs, gone, unchanged, hidden)


def _heir(line: LedgerLine, owned: set[str]) -> bool:
    return line.status is FileStatus.DUPLICATE and line.identifier not in owned


def _unchanged(file: SourceFile, line: LedgerLine, described_with: str, tools: Tools) -> bool:
    if file.stamp != line.stamp or file.notice != line.notice_stamp:
        return False
    if line.status is FileStatus.DUPLICATE:
        return True
    if line.reason == Reason.NEEDS_OFFICE and tools.office:
        return False
    if line.status in (FileStatus.IGNORED, FileStatus.FAILED):
        return line.described_with == tools.refused_with
    return line.described_with == described_with


def sha256_of(path: Path) -> str:
    """SHA-256 of a regular file; raises OSError for anything else (a link put there since the walk)."""
    digest = hashlib.sha256()
    with _opened(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _opened(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
    return os.fdopen(descriptor, "rb")


def notice_of(library: Library, file: SourceFile) -> Notice | None:
    """The notice beside a document; raises NoticeError when it cannot be used."""
    if file.notice is None:
        return None
    path = library.corpus / (file.path + SUFFIX)
    try:
        with _opened(path) as opened:
            return notice_in(path.name, opened.read())
    except OSError as error:
        raise NoticeError(
            f"{path.name} : ne peut être lue ({disk_errors.cause(error)}). Vérifiez ses droits, ou mettez un "
            "fichier à sa place."
        ) from error
