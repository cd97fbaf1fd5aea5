"""Indicators: what the own documents of a library state of how much there is, in a file that follows the log.

Each with its document and page; a document that says the same twice is taken at its word once. Who may see
them is for the reader to ask of each record, as it stands. Lost, the file is made again from the log.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from catalogue import database
from catalogue.library import Library
from catalogue.likeness.files import connect, position_of, remove
from catalogue.log import Log, LogEntry
from catalogue.stated_figures import StatedFigure, figures_in

#: Raised when the same text states other figures: the file is made again.
INDICATORS_VERSION = "1"
#: Those kept of one document, the first, and those read of a library, of the latest documents.
MOST_OF_ONE, MOST = 40, 20_000
#: Language whose sentences are read.
_FRENCH = frozenset({"", "fr"})
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS indicator (
    identifier TEXT NOT NULL, sequence INTEGER NOT NULL, page INTEGER NOT NULL, number TEXT NOT NULL,
    unit TEXT NOT NULL, counted TEXT NOT NULL, year INTEGER, sentence TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS indicator_identifier ON indicator (identifier);
"""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One figure, and where it stands."""

    identifier: str
    #: The number of the log of the record that was read.
    sequence: int
    page: int
    figure: StatedFigure


class Indicators:
    """Those of one library; safe for one writer and any readers."""

    def __init__(self, library: Library) -> None:
        self._path = library.index / "indicators.sqlite"

    def follow(self, log: Log) -> None:
        """Bring the file up to the log: texts of our own, changes, withdrawals."""
        with closing(connect(self._path, writing=True)) as connection:
            connection.executescript(_TABLES)
            with database.transaction(connection):
                _follow(connection, log)

    def remove(self) -> None:
        """Leave nothing of it."""
        remove(self._path)

    def read(self) -> tuple[FoundFigure, ...]:
        """All there are, those of the documents that came last before the others; no more than MOST."""
        if not self._path.exists():
            return ()
        query = (
            "SELECT identifier, sequence, page, number, unit, counted, year, sentence FROM indicator"
            " ORDER BY sequence DESC, rowid LIMIT ?"
        )
        try:
            with closing(connect(self._path)) as connection:
                if not position_of(connection, INDICATORS_VERSION):
                    return ()
                rows = connection.execute(query, (MOST,)).fetchall()
        except sqlite3.DatabaseError:  # damaged: the next run makes it again, and the page does without
            return ()
        return tuple(FoundFigure(row[0], row[1], row[2], StatedFigure(*row[3:])) for row in rows)


def _follow(connection: sqlite3.Connection, log: Log) -> None:
    after = position_of(connection, INDICATORS_VERSION)
    said = dict(connection.execute("SELECT key, value FROM meta"))
    if after > log.position() or said.get("birth") != log.birth():
        after = 0
    if after == 0:
        connection.execute("DELETE FROM indicator")
    for entry in log.entries(after):
        after = entry.sequence
        connection.execute("DELETE FROM indicator WHERE identifier = ?", (entry.identifier,))
        rows = ((entry.identifier, after, *row) for row in _rows(entry, log))
        connection.executemany("INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    values = {"position": str(after), "version": INDICATORS_VERSION, "birth": log.birth()}
    if said != values:  # else the file would look new
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def _rows(entry: LogEntry, log: Log) -> Iterator[tuple[int, str, str, str, int | None, str]]:
    record = entry.record
    if record is None or entry.received or record.room or record.language not in _FRENCH:
        return
    seen: set[str] = set()
    for page in log.pages_at(entry.sequence):
        for each in figures_in(page.text):
            if each.sentence not in seen and len(seen) < MOST_OF_ONE:
                seen.add(each.sentence)
                yield page.number, each.number, each.unit, each.counted, each.year, each.sentence
