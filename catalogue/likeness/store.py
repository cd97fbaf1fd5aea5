"""The sketches of a library: a small file in `index/` that follows the log as every reader of it does.

The indexer brings it up at the end of each run; a desk that receives a document asks it what resembles.
Lost, it is made again from the log.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from catalogue.library import Library
from catalogue.likeness.pairs import ALIKE, Alike, alike_pairs
from catalogue.likeness.sketch import SKETCH_VERSION, Sketch, resemblance, sketch_of
from catalogue.log import Log

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sketch (
    identifier TEXT PRIMARY KEY, sequence INTEGER NOT NULL, text TEXT NOT NULL, hashes BLOB NOT NULL
) WITHOUT ROWID;
"""
#: Portable, whatever machine wrote the file.
_STORED = np.dtype("<u8")


class SketchStore:
    """Sketches by record; safe for one writer and any readers."""

    def __init__(self, library: Library) -> None:
        self._path = library.index / "likeness.sqlite"

    def follow(self, log: Log) -> None:
        """Bring the sketches up to the log: new and changed texts of our own, withdrawn records.

        What other centres describe is theirs to compare.
        """
        with self._open() as connection, connection:
            connection.executescript(_TABLES)
            after = _position(connection)
            if after == 0 or after > log.position():
                after = 0
                connection.execute("DELETE FROM sketch")
            for entry in log.entries(after):
                after = entry.sequence
                connection.execute("DELETE FROM sketch WHERE identifier = ?", (entry.identifier,))
                if entry.record is None or entry.centre:
                    continue
                sketch = sketch_of("\n".join(page.text for page in log.pages_at(after)))
                if sketch is not None:
                    row = (entry.identifier, after, sketch.text, sketch.hashes.astype(_STORED).tobytes())
                    connection.execute("INSERT INTO sketch VALUES (?, ?, ?, ?)", row)
            values = (("position", str(after)), ("version", SKETCH_VERSION))
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def sketches(self) -> dict[str, Sketch]:
        """All sketches by identifier, in the order of the log; none before the first run."""
        if not self._path.exists():
            return {}
        query = "SELECT identifier, text, hashes FROM sketch ORDER BY sequence"
        with self._open() as connection:
            if not _position(connection):
                return {}
            rows = connection.execute(query).fetchall()
        return {name: Sketch(text, _hashes(body)) for name, text, body in rows}

    def position(self) -> int:
        """The last sequence number of the log followed, 0 before the first run."""
        if not self._path.exists():
            return 0
        with self._open() as connection:
            return _position(connection)

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
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_connect(self._path)) as connection:
            yield connection


def _connect(path: Path) -> sqlite3.Connection:
    """A connection; a damaged file is derived, so it is thrown away."""
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError:
        connection.close()
        path.unlink()
        connection = sqlite3.connect(path, timeout=30)
    return connection


def _position(connection: sqlite3.Connection) -> int:
    """The last number followed, 0 when there is none or the sketches are another version's."""
    try:
        said = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.OperationalError:
        return 0
    return int(said.get("position", 0)) if said.get("version") == SKETCH_VERSION else 0


def _hashes(body: bytes) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    return np.frombuffer(body, _STORED).astype(np.uint64)
