"""The sketches of a library: a small file in `index/` that follows the log as every reader of it does.

The indexer brings it up at the end of each run; a desk that receives a document asks it what resembles.
Lost, it is made again from the log.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import numpy as np

from catalogue import disk
from catalogue.library import Library
from catalogue.likeness.files import STORED, connect, position_of
from catalogue.likeness.pairs import ALIKE, Alike, alike_pairs
from catalogue.likeness.sketch import SKETCH_VERSION, Sketch, resemblance, sketch_of
from catalogue.log import Log

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sketch (
    identifier TEXT PRIMARY KEY, sequence INTEGER NOT NULL, text TEXT NOT NULL, hashes BLOB NOT NULL
) WITHOUT ROWID;
"""


class SketchStore:
    """Sketches by record; safe for one writer and any readers."""

    def __init__(self, library: Library) -> None:
        self._path = library.index / "likeness.sqlite"

    def follow(self, log: Log) -> None:
        """Bring the sketches up to the log: new and changed texts of our own, withdrawn records.

        What other centres describe is compared with ours only (`neighbours`).
        """
        with closing(connect(self._path, writing=True)) as connection:
            connection.executescript(_TABLES)
            self._follow(connection, log)

    def _follow(self, connection: sqlite3.Connection, log: Log) -> None:
        with disk.transaction(connection):
            after = position_of(connection, SKETCH_VERSION)
            if after == 0 or after > log.position():
                after = 0
                connection.execute("DELETE FROM sketch")
            for entry in log.entries(after):
                after = entry.sequence
                connection.execute("DELETE FROM sketch WHERE identifier = ?", (entry.identifier,))
                if entry.record is None or entry.received:
                    continue
                sketch = sketch_of("\n".join(page.text for page in log.pages_at(after)))
                if sketch is not None:
                    row = (entry.identifier, after, sketch.text, sketch.hashes.astype(STORED).tobytes())
                    connection.execute("INSERT INTO sketch VALUES (?, ?, ?, ?)", row)
            values = (("position", str(after)), ("version", SKETCH_VERSION))
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def sketches(self) -> dict[str, Sketch]:
        """All sketches by identifier, in the order of the log; none before the first run."""
        if not self._path.exists():
            return {}
        query = "SELECT identifier, text, hashes FROM sketch ORDER BY sequence"
        with self._open() as connection:
            if not position_of(connection, SKETCH_VERSION):
                return {}
            rows = connection.execute(query).fetchall()
        return {name: Sketch(text, _hashes(body)) for name, text, body in rows}

    def among(self, identifiers: Sequence[str], at_least: float = ALIKE) -> list[Alike]:
        """Which of a few records resemble each other; those of whole catalogues are `pairs`."""
        if len(identifiers) < 2 or not self._path.exists():
            return []
        marks = ", ".join("?" * len(identifiers))
        query = f"SELECT identifier, text, hashes FROM sketch WHERE identifier IN ({marks})"  # noqa: S608
        with self._open() as connection:
            rows = connection.execute(query, tuple(identifiers)).fetchall()
        return alike_pairs({name: Sketch(text, _hashes(body)) for name, text, body in rows}, at_least)

    def position(self) -> int:
        """The last sequence number of the log followed, 0 before the first run."""
        if not self._path.exists():
            return 0
        with self._open() as connection:
            return position_of(connection, SKETCH_VERSION)

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


def _hashes(body: bytes) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    return np.frombuffer(body, STORED).astype(np.uint64)
