"""Writing the log: all or nothing, one writer at a time."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from catalogue.library import Library
from catalogue.log.register import Register, Withdrawal
from catalogue.log.tables import LOG_VERSION, TABLES, connect, pack
from catalogue.record import Page, Record


class Writer:
    """Changes to the log; nothing is seen by anyone before the transaction around it ends."""

    def __init__(self, connection: sqlite3.Connection, register: Register) -> None:
        #: For tables of the indexer's own that must change in the same transaction.
        self.connection = connection
        self._register = register
        self._withdrawals: list[Withdrawal] = []
        highest = connection.execute("SELECT coalesce(max(sequence), 0) FROM record").fetchone()[0]
        self._last: int = max(highest, register.last_sequence())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens inside is committed together, or not at all when an error leaves it."""
        self.connection.execute("BEGIN IMMEDIATE")
        last = self._last
        try:
            yield
            if self._last != last:
                self._register.keep(self._last, self._withdrawals)
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            self._last = last
            raise
        finally:
            self._withdrawals = []

    def put(self, record: Record, pages: Iterable[Page]) -> int:
        """Add a record or replace it; returns its sequence number."""
        sequence = self._append(record.identifier, record.centre, pack(record))
        self.connection.executemany(
            "INSERT INTO page VALUES (?, ?, ?)", ((sequence, page.number, pack(page)) for page in pages)
        )
        return sequence

    def redescribe(self, record: Record) -> int:
        """Replace a record whose pages stay the same; returns its new sequence number."""
        old = self._current(record.identifier)
        sequence = self._append(record.identifier, record.centre, pack(record))
        self.connection.execute(
            "INSERT INTO page SELECT ?, number, body FROM page WHERE sequence = ?", (sequence, old)
        )
        return sequence

    def relocate(self, record: Record) -> None:
        """Note that a file has moved; nothing that others see has changed, so no number is given."""
        self.connection.execute(
            "UPDATE record SET body = ? WHERE identifier = ? AND current", (pack(record), record.identifier)
        )

    def withdraw(self, identifier: str, *, reason: str = "retire", replaced_by: str = "") -> int:
        """Leave a tombstone in place of a record; returns its sequence number."""
        centre = self.connection.execute(
            "SELECT centre FROM record WHERE identifier = ? AND current", (identifier,)
        ).fetchone()
        sequence = self._append(identifier, centre[0] if centre else "", None, replaced_by)
        datestamp = self.connection.execute(
            "SELECT datestamp FROM record WHERE sequence = ?", (sequence,)
        ).fetchone()[0]
        self._withdrawals.append(Withdrawal(identifier, sequence, datestamp, reason, replaced_by))
        return sequence

    def restore_tombstones(self) -> None:
        """Give back their tombstone to records withdrawn before the index was lost, if it was."""
        for each in self._register.withdrawals().values():
            if self._current(each.identifier) is None:
                self._append(each.identifier, "", None, each.replaced_by)

    def prune(self, position: int) -> None:
        """Drop the rows that were replaced and that every follower has passed."""
        with self.transaction():
            gone = "SELECT sequence FROM record WHERE NOT current AND sequence <= ?"
            self.connection.execute(f"DELETE FROM page WHERE sequence IN ({gone})", (position,))  # noqa: S608 - constant
            self.connection.execute("DELETE FROM record WHERE NOT current AND sequence <= ?", (position,))

    def _append(self, identifier: str, centre: str, body: bytes | None, replaced_by: str = "") -> int:
        self._last += 1
        self.connection.execute(
            "UPDATE record SET current = 0 WHERE identifier = ? AND current", (identifier,)
        )
        self.connection.execute(
            "INSERT INTO record (sequence, identifier, datestamp, centre, deleted, replaced_by, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._last, identifier, self._datestamp(), centre, body is None, replaced_by, body),
        )
        return self._last

    def _current(self, identifier: str) -> int | None:
        row = self.connection.execute(
            "SELECT sequence FROM record WHERE identifier = ? AND current", (identifier,)
        ).fetchone()
        return int(row[0]) if row else None

    def _datestamp(self) -> str:
        """Now, but never earlier than the row before: a clock set back must not hide a change."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        last = self.connection.execute(
            "SELECT datestamp FROM record ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        return max(now, last[0]) if last else now


@contextmanager
def open_writer(library: Library) -> Iterator[Writer]:
    """The library's only writer, the log made if need be; the caller holds the library's lock."""
    library.index.mkdir(parents=True, exist_ok=True)
    connection = connect(library.log_path)
    try:
        # In one transaction: a reader finds no table or all of them.
        version = f"INSERT OR IGNORE INTO meta VALUES ('version', '{LOG_VERSION}')"  # noqa: S608 - constant
        connection.executescript(f"BEGIN IMMEDIATE; {TABLES} {version}; COMMIT")
        yield Writer(connection, Register(library.state))
    finally:
        connection.close()
