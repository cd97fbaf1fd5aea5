"""The desk's small SQLite files in `state/`: never derivable, so every write reaches the disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def opened(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """One transaction on a file that is made when it is not there; private to the user who runs Fonds."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # What is deleted is overwritten: somebody may have had the right to it.
        connection.execute("PRAGMA secure_delete = ON")
        connection.executescript(tables)
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            yield connection
    finally:
        connection.close()
