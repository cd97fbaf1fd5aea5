"""The small SQLite files of this package: derived from the log, so a damaged one is thrown away."""

import sqlite3
from pathlib import Path

import numpy as np

from catalogue import database
from catalogue.errors import DamagedFileError

#: How hashes are stored: portable, whatever machine wrote the file.
STORED = np.dtype("<u8")


def connect(path: Path, *, writing: bool = False) -> sqlite3.Connection:
    """A connection; for `writing`, the file made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return database.connect(path, writing=writing)
    except DamagedFileError:
        remove(path)
        return database.connect(path)


def remove(path: Path) -> None:
    """Delete a file with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def position_of(connection: sqlite3.Connection, version: str) -> int:
    """The last number followed, 0 when there is none or it was another version that followed."""
    try:
        said = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.OperationalError:
        return 0
    return int(said.get("position", 0)) if said.get("version") == version else 0


def note_position(connection: sqlite3.Connection, position: int, version: str) -> None:
    """Note how far a file has followed; one that stands there already is left alone, lest it look new."""
    if position != position_of(connection, version):
        values = (("position", str(position)), ("version", version))
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
