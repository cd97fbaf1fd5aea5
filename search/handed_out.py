"""The document itself, as it is handed out: a regular file of the corpus that still is what was described."""

import os
import stat
from pathlib import Path

from catalogue.deposit import digest
from catalogue.errors import FileMissingError
from catalogue.library import Library
from catalogue.log import Files, FileStamp, Log
from catalogue.record import Record


def handed_out(library: Library, log: Log, record: Record) -> Path:
    """Where a record's file stands, inside the corpus whatever links stand there.

    Raises FileMissingError when it has gone since it was indexed, or is another document now: who may see
    the record need not be who may see that one.
    """
    path = library.corpus / record.file
    inside = path.resolve().is_relative_to(library.corpus.resolve())
    if not record.file or not inside or not _is_regular(path):
        raise FileMissingError(
            "Le fichier de ce document n'est plus dans le fonds ; sa notice sera mise à jour."
        )
    if not _is_of(log, record, path):
        raise FileMissingError(
            "Ce document a été modifié depuis sa dernière lecture. Revenez dans un instant : sa notice "
            "va suivre."
        )
    return path


def _is_of(log: Log, record: Record, path: Path) -> bool:
    """Whether a file holds what the record describes: by size and time as last read, else by content."""
    known, status = Files(log).at([record.file]).get(record.file), path.stat()
    read = FileStamp(status.st_size, status.st_mtime_ns)
    if known is not None and known.stamp == read and known.sha256 == record.sha256:
        return True
    return status.st_size == record.size and digest(path) == record.sha256


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False
