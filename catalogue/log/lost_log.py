"""LostLog: what is still known of a log that was lost, while another is made again in its place.

Numbers and dates that others rely on are kept in `state/arrivals.jsonl`; a record that says what it said then
gets its own back, as long as nobody else has taken it.
"""

import sqlite3
from collections.abc import Container, Iterator
from typing import TypeVar

from catalogue.log.arrivals import Arrival, Arrivals, digest_of
from catalogue.log.register import Register, Withdrawal
from catalogue.log.tables import inflated, unpack_record
from catalogue.record import Access

#: What is kept of a row.
Kept = TypeVar("Kept", Arrival, Withdrawal)
_STANDING = "FROM record WHERE current AND NOT deleted AND datestamp <> ''"


class LostLog:
    """Numbers of a lost log that may be given back to the one made again."""

    def __init__(self, connection: sqlite3.Connection, register: Register) -> None:
        self._connection = connection
        self._register = register
        self._arrivals: dict[str, Arrival] | None = None
        row = connection.execute("SELECT value FROM meta WHERE key = 'restoring'").fetchone()
        #: Its last number; 0 when none was lost, or all of it is made again.
        self.last = int(row[0]) if row else 0

    def came_back(self, identifier: str, digest: str, current: int) -> Arrival | None:
        """How a record came that says what it said in the log that was lost; None when it is new here.

        `current` is the number it has in the log made again, 0 when it has none yet.
        """
        if not self.last or 0 < current <= self.last:
            return None
        if self._arrivals is None:
            self._arrivals = self._register.arrivals.all()
        found = self._arrivals.get(identifier)
        return self.given_back(found) if found is not None and found.digest == digest else None

    def given_back(self, kept: Kept) -> Kept | None:
        """What is kept of a row of the log that was lost, when its number may be given back."""
        if not 0 < kept.sequence <= self.last or not kept.datestamp:
            return None
        query = "SELECT 1 FROM record WHERE sequence = ?"
        return None if self._connection.execute(query, (kept.sequence,)).fetchone() else kept

    def forget(self) -> None:
        """Note, within a transaction, that all of it is made again."""
        self._connection.execute("DELETE FROM meta WHERE key = 'restoring'")
        self.last = 0


def note_loss(connection: sqlite3.Connection, register: Register) -> None:
    """A log without a word, where there was one before, is made again in its place."""
    if register.arrivals and not connection.execute("SELECT 1 FROM record LIMIT 1").fetchone():
        connection.execute(
            "INSERT OR IGNORE INTO meta VALUES ('restoring', ?)", (str(register.last_sequence()),)
        )


def not_kept(connection: sqlite3.Connection, arrivals: Arrivals) -> set[str]:
    """Records that stand and of which the file of arrivals does not tell how they came to be as they are."""
    kept = arrivals.all()
    standing = connection.execute(f"SELECT identifier, sequence {_STANDING}")
    return {name for name, number in standing if name not in kept or kept[name].sequence != number}


def arrivals_of(connection: sqlite3.Connection, names: Container[str]) -> Iterator[Arrival]:
    """What the file of arrivals would hold of these records, had it always been kept well."""
    rows = connection.execute(f"SELECT identifier, sequence, datestamp, known, body {_STANDING}").fetchall()
    for name, sequence, datestamp, known, body in rows:
        if name not in names:
            continue
        pages = connection.execute("SELECT body FROM page WHERE sequence = ? ORDER BY number", (sequence,))
        digest = digest_of(unpack_record(body), (inflated(page) for (page,) in pages))
        yield Arrival(name, sequence, datestamp, digest, Access(known))
