"""The sketches of a library: a small file in `index/` that follows the log as every reader of it does.

The indexer brings it up at the end of each run; a desk that receives a document asks it what resembles.
Lost, it is made again from the log; so is a sketch that is no longer what was written, by its checksum.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress

import numpy as np

from catalogue import database
from catalogue.held_connection import HeldConnection
from catalogue.library import Library
from catalogue.likeness.files import STORED, connect, note_position, position_of
from catalogue.likeness.pairs import ALIKE, LOOKED_AT, Alike, alike_pairs
from catalogue.likeness.sketch import SKETCH_VERSION, Sketch, resemblance, sketch_of
from catalogue.log import Log

#: Changes with what is kept of a sketch; a file of another version is made again.
_VERSION = f"{SKETCH_VERSION}.1"
#: Sketches stand apart from their keys, as pages do in the log; a file made otherwise reads the same.
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sketch (
    identifier TEXT PRIMARY KEY, sequence INTEGER NOT NULL, text TEXT NOT NULL, hashes BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
"""
#: Bytes, whatever the disk made of them.
_KEPT = "SELECT identifier, CAST(text AS BLOB), hashes, checksum FROM sketch"
_Row = tuple[str, bytes, bytes, int]
#: The hashes by which candidates are found, and the text's digest.
_MARKS = f"SELECT CAST(text AS BLOB), substr(hashes, 1, {LOOKED_AT * STORED.itemsize}) FROM sketch"  # noqa: S608


class SketchStore:
    """Sketches by record; safe for one writer and any readers."""

    def __init__(self, library: Library) -> None:
        self._path = library.index / "likeness.sqlite"
        self._verified = False
        self._held = HeldConnection(self._path, connect)

    def follow(self, log: Log) -> None:
        """Bring the sketches up to the log: new and changed texts of our own, withdrawn records.

        What other centres describe is compared with ours only (`neighbours`).
        """
        with closing(connect(self._path, writing=True)) as connection:
            if not position_of(connection, _VERSION):
                connection.executescript(f"DROP TABLE IF EXISTS sketch; {_TABLES}")
            self._follow(connection, log)

    def _follow(self, connection: sqlite3.Connection, log: Log) -> None:
        with database.transaction(connection):
            after = position_of(connection, _VERSION)
            if after > log.position():
                after = 0
                connection.execute("DELETE FROM sketch")
            if not self._verified:  # once: it reads the whole file
                for name in _damaged(connection):
                    _put(connection, log, name)
                self._verified = True
            for entry in log.entries(after):
                after = entry.sequence
                _put(connection, log, entry.identifier)
            note_position(connection, after, _VERSION)

    def damaged(self) -> list[str]:
        """Records whose sketch is no longer what was written; the next run makes it again."""
        if not self._path.exists():
            return []
        with self._open() as connection:
            return _damaged(connection) if position_of(connection, _VERSION) else []

    def sketches(self) -> dict[str, Sketch]:
        """All sketches by identifier, in the order of the log; none before the first run."""
        if not self._path.exists():
            return {}
        with self._open() as connection:
            if not position_of(connection, _VERSION):
                return {}
            return _read(connection.execute(f"{_KEPT} ORDER BY sequence"))

    def among(self, identifiers: Sequence[str], at_least: float = ALIKE) -> list[Alike]:
        """Which of a few records resemble each other; those of whole catalogues are `pairs`.

        Asked for each page of results, which does without where the file is damaged.
        """
        with suppress(sqlite3.DatabaseError):
            connection = self._held.get() if len(identifiers) > 1 else None
            if connection is not None and _may_meet(connection, identifiers):
                if not position_of(connection, _VERSION):
                    return []
                marks = ", ".join("?" * len(identifiers))
                rows = connection.execute(f"{_KEPT} WHERE identifier IN ({marks})", tuple(identifiers))
                return alike_pairs(_read(rows), at_least)
        return []

    def close(self) -> None:
        """Let go of what `among` holds open for its next question, by this thread."""
        self._held.close()

    def position(self) -> int:
        """The last sequence number of the log followed, 0 before the first run."""
        if not self._path.exists():
            return 0
        with self._open() as connection:
            return position_of(connection, _VERSION)

    def pairs(self, at_least: float = ALIKE) -> list[Alike]:
        """Records that resemble each other, the most alike first."""
        return alike_pairs(self.sketches(), at_least)

    def like(self, text: str, at_least: float = ALIKE) -> list[tuple[str, float]]:
        """Identifiers of records that resemble a text, with how much, the most alike first.

        Answers 1.0 only for the very same text, laid out as it may be.
        """
        asked = sketch_of(text)
        if asked is None:
            return []
        found = []
        for identifier, sketch in self.sketches().items():
            same = sketch.text == asked.text
            likeness = 1.0 if same else min(resemblance(asked, sketch), 0.99)
            if likeness >= at_least:
                found.append((identifier, likeness))
        return sorted(found, key=lambda each: -each[1])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(connect(self._path)) as connection:
            yield connection


def _may_meet(connection: sqlite3.Connection, identifiers: Sequence[str]) -> bool:
    """Whether two of them have a text or one of their first hashes in common: on most pages none have."""
    marks = ", ".join("?" * len(identifiers))
    query = f"{_MARKS} WHERE identifier IN ({marks})"
    rows = connection.execute(query, tuple(identifiers)).fetchall()
    if len({text for text, _ in rows}) < len(rows):
        return True
    ordered = np.sort(np.frombuffer(b"".join(body for _, body in rows), STORED))
    return bool((ordered[1:] == ordered[:-1]).any())


def _put(connection: sqlite3.Connection, log: Log, identifier: str) -> None:
    """Keep the sketch of a record as it stands; none of one that is gone, another centre's or short."""
    connection.execute("DELETE FROM sketch WHERE identifier = ?", (identifier,))
    entry = log.entry(identifier)
    if entry is None or entry.record is None or entry.received:
        return
    sketch = sketch_of("\n".join(page.text for page in log.pages_at(entry.sequence)))
    if sketch is not None:
        body = sketch.hashes.astype(STORED).tobytes()
        row = (identifier, entry.sequence, sketch.text, body, _checksum(sketch.text.encode(), body))
        connection.execute("INSERT INTO sketch VALUES (?, ?, ?, ?, ?)", row)


def _read(rows: Iterable[_Row]) -> dict[str, Sketch]:
    """Sketches by identifier; one that is damaged is left out, as if the text were too short."""
    return {
        name: Sketch(text.decode(), np.frombuffer(body, STORED).astype(np.uint64))
        for name, text, body, checksum in rows
        if _checksum(text, body) == checksum
    }


def _damaged(connection: sqlite3.Connection) -> list[str]:
    rows: Iterable[_Row] = connection.execute(_KEPT)
    return [name for name, text, body, checksum in rows if _checksum(text, body) != checksum]


def _checksum(text: bytes, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(text))
