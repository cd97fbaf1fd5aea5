"""The desk's small SQLite files in `state/`: never derivable, so every write reaches the disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from catalogue import database, disk_errors


@contextmanager
def opened(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """One transaction on a file that is made when it is not there; private to the user who runs Fonds."""
    with _connected(path, tables) as connection, database.transaction(connection):
        yield connection


@contextmanager
def reading(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """The same for looking only: waits for no writer, and works where nothing can be written."""
    with _connected(path, tables, writing=False) as connection:
        yield connection


@contextmanager
def _connected(path: Path, tables: str, *, writing: bool = True) -> Iterator[sqlite3.Connection]:
    """A connection to a file that has its tables; what goes wrong names the file."""
    try:
        with closing(database.connect(path, private=True, writing=writing)) as connection:
            connection.row_factory = sqlite3.Row
            have = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()
            if have[0] < tables.count("CREATE TABLE"):
                _make(connection, tables, writing=writing)
            yield connection
    except sqlite3.Error as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise disk_errors.told(error, path) from error


def _make(connection: sqlite3.Connection, tables: str, *, writing: bool) -> None:
    """Make the tables that an older version did not have; on a read-only disk, do without."""
    try:
        connection.executescript(tables)
    except sqlite3.OperationalError:
        if writing:
            raise
