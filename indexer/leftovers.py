"""What a run does before it looks at the corpus: end what was cut short, and make room for a new log.

finish      what people asked for and a crash or a kill interrupted; erasures the desk asked for
make_room   away with a log of another version, or with a damaged one when a rebuild is asked
"""

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from catalogue import database, disk, disk_errors
from catalogue.errors import DamagedFileError, IncompatibleIndexError, OutdatedLogError, UnknownRecordError
from catalogue.library import Library
from catalogue.log import open_writer
from catalogue.presentation import FOLDER as SITE_FOLDER
from desk.erasures import asked_erasures, erased
from desk.history import History
from desk.trash import Trash
from exchange.incoming import finish_interrupted_import
from indexer.erase import erase
from indexer.report import Trouble


def finish(library: Library) -> list[Trouble]:
    """End every act that was cut short, and carry out the erasures asked for; what could not be read."""
    finish_interrupted_import(library)
    damaged = _finish_interrupted(library)
    _erase_asked(library)
    return damaged


def make_room(library: Library, *, rebuild: bool) -> None:
    """Leave room for a new log where the one that stands cannot be used; the caller holds the library's lock.

    Files that programs which died left in the making go as well. Raises DamagedFileError and its like for a
    damaged log unless `rebuild`.
    """
    _sweep(library)
    _start_afresh(library, rebuild=rebuild)


def _erase_asked(library: Library) -> None:
    """Carry out what the desk asked; a record that is no more leaves nothing to do."""
    for identifier in asked_erasures(library):
        with suppress(UnknownRecordError):
            erase(library, identifier)
        erased(library, identifier)


def _finish_interrupted(library: Library) -> list[Trouble]:
    """Do what people asked for and what was cut short; a history that cannot be read stops no indexing."""
    try:
        History(library).finish_interrupted()
        Trash(library).finish_interrupted()
    except DamagedFileError as error:
        return [Trouble("state/history.sqlite", "damaged", str(error))]
    return []


def _sweep(library: Library) -> None:
    site = library.folder / SITE_FOLDER
    for folder in (library.corpus, library.state, library.vocabularies, site, library.index):
        disk.sweep(folder)


def _start_afresh(library: Library, *, rebuild: bool) -> None:
    """Make room for a new log: always for one of another version, for a damaged one when it is asked.

    A rebuild trusts nothing that it rebuilds, so it looks at the whole file first.
    """
    path = library.log_path
    if not path.exists():
        return
    try:
        with open_writer(library) as writer:
            if rebuild:
                database.check(writer.connection, path)
    except OutdatedLogError:
        _clear(library.index)
    except (IncompatibleIndexError, DamagedFileError, sqlite3.DatabaseError) as error:
        damaged = not isinstance(error, sqlite3.Error) or isinstance(
            disk_errors.told(error), DamagedFileError
        )
        if not rebuild or not damaged:
            raise
        _clear(library.index)


def _clear(index: Path) -> None:
    """Delete what is derived, and not the page that says that it may be."""
    for each in index.iterdir():
        if each.is_dir():
            shutil.rmtree(each)
        elif each.name != "README.md":
            each.unlink()
