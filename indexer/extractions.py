"""What was read of each content, kept so that it is described again unread; its pages stand in the log."""

import sqlite3
from dataclasses import replace

import msgspec

from indexer.extract.extracted import Extracted
from indexer.versions import EXTRACTION_VERSION

_TABLE = """
CREATE TABLE IF NOT EXISTS extraction (
    sha256 TEXT PRIMARY KEY, made_with TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
"""


class Extractions:
    """Reads and writes that table through the log's own connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Make the table if need be."""
        self._connection.executescript(_TABLE)

    def keep(self, sha256: str, extracted: Extracted) -> None:
        """Keep what a file said of itself."""
        body = msgspec.json.encode(replace(extracted, pages=()))
        values = (sha256, EXTRACTION_VERSION, body)
        self._connection.execute("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)", values)

    def find(self, sha256: str) -> Extracted | None:
        """What was kept, without its pages; None when the file must be read."""
        query = "SELECT body FROM extraction WHERE sha256 = ? AND made_with = ?"
        row = self._connection.execute(query, (sha256, EXTRACTION_VERSION)).fetchone()
        return msgspec.json.decode(row[0], type=Extracted) if row else None

    def forget(self) -> None:
        """Have every file read again."""
        self._connection.execute("DELETE FROM extraction")

    def drop_unused(self) -> None:
        """Forget what was read of contents that stand under no name any more."""
        self._connection.execute("DELETE FROM extraction WHERE sha256 NOT IN (SELECT sha256 FROM file)")
