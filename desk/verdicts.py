"""Verdicts: what a person said of two documents that resemble each other, so that nobody is asked twice.

Kept in `state/verdicts.sqlite`, one row a pair, whichever of the two is named first. A pair that was told
apart, or made a version of the other, does not come back; « the same » only notes that one of them went to
the trash: restored from there, the pair is asked about again.
"""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from catalogue import disk
from catalogue.library import Library
from desk.storage import opened, reading

FILE_NAME = "verdicts.sqlite"
TABLES = """
CREATE TABLE IF NOT EXISTS verdict (
    one TEXT NOT NULL, other TEXT NOT NULL, said TEXT NOT NULL, by TEXT NOT NULL, date TEXT NOT NULL,
    step TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
"""


class Said(StrEnum):
    """What two documents that resemble each other are."""

    SAME = "same"
    VERSION = "version"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of one pair."""

    #: Identifiers; of a version, the newer first; of the same, the one that was kept.
    one: str
    other: str
    said: Said
    by: str
    #: UTC, to the second.
    date: str = ""
    #: The step of the history by which the notices were told; empty when none was.
    step: str = ""


class Verdicts:
    """Those of one library; safe between threads and processes."""

    def __init__(self, library: Library) -> None:
        self._path = library.state / FILE_NAME

    def note(self, verdict: Verdict) -> None:
        """Remember a verdict in the place of any earlier one of the pair; raises DiskError."""
        with opened(self._path, TABLES) as database:
            _delete(database, verdict.one, verdict.other)
            database.execute(
                "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?)",
                (verdict.one, verdict.other, verdict.said, verdict.by, disk.stamp(), verdict.step),
            )

    def take_back(self, one: str, other: str) -> Verdict | None:
        """Forget what was said of a pair, so that it is asked about again; what it was, None if nothing."""
        found = next((each for each in self.all() if {each.one, each.other} == {one, other}), None)
        if found is not None:
            with opened(self._path, TABLES) as database:
                _delete(database, one, other)
        return found

    def all(self) -> list[Verdict]:
        """All of them, newest first."""
        if not self._path.exists():
            return []
        query = "SELECT one, other, said, by, date, step FROM verdict ORDER BY date DESC, one, other"
        with reading(self._path, TABLES) as database:
            return [Verdict(row[0], row[1], Said(row[2]), *row[3:]) for row in database.execute(query)]

    def settled(self) -> frozenset[frozenset[str]]:
        """The pairs that do not come back."""
        return frozenset(frozenset((each.one, each.other)) for each in self.all() if each.said != Said.SAME)

    def forget(self, identifier: str) -> None:
        """Leave no word of a record that somebody had a right to have erased."""
        if self._path.exists():
            with opened(self._path, TABLES) as database:
                database.execute("DELETE FROM verdict WHERE ? IN (one, other)", (identifier,))


def _delete(database: sqlite3.Connection, one: str, other: str) -> None:
    database.execute(
        "DELETE FROM verdict WHERE (one = ? AND other = ?) OR (one = ? AND other = ?)",
        (one, other, other, one),
    )
