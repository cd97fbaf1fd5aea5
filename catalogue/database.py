"""How a file of SQLite is opened, looked at whole, and written all or nothing.

In come paths; out go connections whose commits are on disk. Imports errors and what is told of them only;
knows no table.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from catalogue.disk_errors import code_of, told
from catalogue.errors import DamagedFileError, DiskError

#: Seconds a connection waits for another one that writes.
_BUSY_S = 30


def connect(path: Path, *, private: bool = False, writing: bool = True) -> sqlite3.Connection:
    """A connection to a SQLite file in WAL mode whose commits are on disk; transactions are begun by hand.

    A file that was not closed well is checked first. One that stands where nothing can be written, a full
    disk among them, is opened for reading as it is (`Frozen`), unless `writing` is meant. Raises
    DamagedFileError, or DiskError with the cause.
    """
    try:
        if private and not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.touch(mode=0o600)
        if not writing and not _writable(path):
            return _read_only(path)
        unclean = private and _wal(path)
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            # What is deleted is overwritten: somebody may have had the right to it.
            connection.execute("PRAGMA secure_delete = ON")
            if unclean:
                check(connection, path)
        except BaseException:
            connection.close()
            raise
    except (OSError, sqlite3.Error) as error:
        if not writing and path.exists() and not _wal(path) and code_of(error, path) == errno.ENOSPC:
            return _read_only(path)
        raise told(error, path) from error
    return connection


class Frozen(sqlite3.Connection):
    """A connection that needs nothing beside its file and never sees what others write into it.

    Whoever holds one opens the file again once it has changed (`HeldConnection`).
    """


def mark_of(path: Path) -> tuple[int, bool]:
    """What tells whether a SQLite file, or what waits beside it, has changed."""
    return path.stat().st_mtime_ns, _wal(path)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Have SQLite look at the whole file; raises DamagedFileError with the first thing it found."""
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise told(error, path) from error
    if found is None or found[0] != "ok":
        raise DamagedFileError(f"{path} est endommagé ({found[0] if found else 'vide'}).", path=path)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it; the error that ended it is the one that is raised.

    SQLite ends a transaction by itself when the disk is full or fails: then there is nothing to roll back.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Several questions of one state; waits for no writer, and keeps none waiting."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _writable(path: Path) -> bool:
    """Whether SQLite may write the file and, beside it, what it needs even to read.

    A file that nobody may write is only read by root as well, whom the system lets write everything.
    """
    if not os.access(path.parent, os.W_OK):
        return False
    return not path.exists() or (path.stat().st_mode & 0o222 != 0 and os.access(path, os.W_OK))


def _wal(path: Path) -> bool:
    """Whether something is left that a connection that was closed well would have put away."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that needs nothing beside the file; raises DiskError when its last changes are apart."""
    if _wal(path):
        raise DiskError(
            f"{path} n'a pas été fermé et ne peut l'être : le dossier est en lecture seule. Rendez-le "
            "inscriptible et lancez « fonds index » une fois."
        )
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(
        address, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False, factory=Frozen
    )
