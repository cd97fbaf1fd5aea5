"""Troubles: what one may do about a file that could not be read: have it tried again, replaced, taken out.

Nothing is lost by it: a file that is replaced or taken out goes to the trash with its notice.
"""

import os
from pathlib import Path, PurePosixPath

from catalogue import disk_errors
from catalogue.deposit import place
from catalogue.library import Library
from catalogue.log import LedgerLine
from catalogue.notice import SUFFIX, Notice, read_notice
from catalogue.record import Record
from desk.errors import DeskError
from desk.file_names import plain_name
from desk.trash import Trash


def try_again(library: Library, line: LedgerLine) -> None:
    """Have the next run read a file anew: its time is set to now, nothing else of it changes."""
    try:
        os.utime(_standing(library, line), follow_symlinks=False)
    except OSError as error:
        raise disk_errors.told(error, library.corpus / line.path) from error


def take_out(library: Library, line: LedgerLine, *, by: str) -> None:
    """Put a file into the trash with its notice."""
    _standing(library, line)
    Trash(library).discard([_as_record(line)], by=by)


def replace_file(library: Library, line: LedgerLine, source: Path, name: str, *, by: str) -> str:
    """Put another file in the place of one, under its notice; returns where it stands below the corpus.

    The old file goes to the trash. The new one keeps the old name where it is of the same kind, else it takes
    its own. Raises RefusedFileError for a name no document may have, NoticeError for a broken notice.
    """
    old, sent = _standing(library, line), plain_name(name)
    same = PurePosixPath(sent).suffix.lower() == old.suffix.lower()
    beside = old.with_name(old.name + SUFFIX)
    notice: Notice | None = read_notice(beside) if beside.is_file() else None
    if source.stat().st_size == 0:
        raise DeskError("Le fichier est vide. Vérifiez-le et envoyez-le à nouveau.")
    Trash(library).discard([_as_record(line)], by=by)
    wanted = PurePosixPath(line.path).with_name(old.name if same else sent)
    return place(library, source, Path(wanted), notice).path


def _as_record(line: LedgerLine) -> Record:
    """What the trash wants to know of a file that has no record."""
    return Record(line.identifier, PurePosixPath(line.path).name, file=line.path, sha256=line.sha256)


def _standing(library: Library, line: LedgerLine) -> Path:
    path = library.corpus / line.path
    inside = path.resolve().is_relative_to(library.corpus.resolve())
    if path.is_symlink() or not inside or not path.is_file():
        raise DeskError("Ce fichier n'est plus dans le corpus.")
    return path
