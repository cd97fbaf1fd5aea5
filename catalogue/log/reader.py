"""Reading the log; what engines take page text from (`search.engine.PageTexts`)."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from catalogue.centre import Centre, centre_of
from catalogue.change import Change
from catalogue.errors import IndexMissingError
from catalogue.held_connection import HeldConnection
from catalogue.log.tables import connect, unpack_page, unpack_record
from catalogue.record import Access, Page, Record
from catalogue.rights import today

_COLUMNS = "sequence, identifier, datestamp, replaced_by, known, body"
_read_centre = msgspec.json.Decoder(Centre)
#: Rows fetched at a time while walking the whole log.
_STEP = 200

NOTHING_YET = "Rien n'est encore indexé : lancez « fonds index »."


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row: a record, or the tombstone of one."""

    sequence: int
    identifier: str
    #: UTC, to the second, never earlier than that of the row before nor than the last second in which the
    #: row could not be read yet (OAI-PMH's datestamp).
    datestamp: str
    #: None when withdrawn.
    record: Record | None
    #: The record that took its place when a document was edited; empty when none did.
    replaced_by: str = ""
    #: The widest access the record ever had: who must be told when it is withdrawn.
    known: Access = Access.PUBLIC

    @property
    def centre(self) -> str:
        """The centre it was received from; empty for one of this library's own."""
        return centre_of(self.identifier)

    @property
    def received(self) -> bool:
        """Whether it is another centre's, as `Record.received` says while there is a record."""
        return bool(self.centre)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of what this library may tell others: its own records, never those received.

    All bounds but `after` are included.
    """

    #: Only what readers of one of these levels were ever told of.
    known: frozenset[Access]
    #: Sequence number already passed.
    after: int = 0
    #: Last sequence number of the stretch, 0 for none.
    through: int = 0
    #: Datestamps, empty for none.
    start: str = ""
    end: str = ""

    def condition(self) -> tuple[str, list[object]]:
        """The span in SQL."""
        marks = ", ".join("?" * len(self.known))
        told = f"(known IN ({marks}) OR (opens <> '' AND opens <= ? AND access IN ({marks})))"
        words = [f"current AND centre = '' AND {told} AND sequence > ?"]
        values: list[object] = [*self.known, today().isoformat(), *self.known, self.after]
        if self.through:
            words.append("sequence <= ?")
            values.append(self.through)
        for bound, sign in ((self.start, ">="), (self.end, "<=")):
            if bound:
                words.append(f"datestamp {sign} ?")
                values.append(bound)
        return " AND ".join(words), values


class Log:
    """The log as readers see it: safe between threads, and while an indexer writes or replaces the file."""

    def __init__(self, path: Path, connection: sqlite3.Connection | None = None) -> None:
        """Read the log at `path`; through the writer's `connection`, also what it has not committed."""
        self.path = path
        self._held = HeldConnection(path, _open)
        self._given = connection

    def position(self) -> int:
        """The last sequence number given, 0 when empty."""
        row = self._row("SELECT value FROM meta WHERE key = 'position'")
        return int(row[0]) if row else 0

    def state(self) -> tuple[str, int]:
        """Its `birth` and its `position`, in one question: readers ask at every request."""
        rows = dict(self.connection.execute("SELECT key, value FROM meta WHERE key IN ('birth', 'position')"))
        return str(rows.get("birth", "")), int(rows.get("position", 0))

    def birth(self) -> str:
        """A name drawn when this log was made: numbers begin again in another one, the name does not."""
        row = self._row("SELECT value FROM meta WHERE key = 'birth'")
        return str(row[0]) if row else ""

    def count(self, centre: str = "") -> int:
        """How many records of a centre stand, this library's own unless one is named; no withdrawn ones."""
        words = "SELECT count(*) FROM record WHERE current AND NOT deleted AND centre = ?"
        return int(self._row(words, centre)[0])

    def centres(self) -> tuple[Centre, ...]:
        """The centres whose records stand here, by name."""
        rows = self.connection.execute("SELECT body FROM centre").fetchall()
        return tuple(sorted((_read_centre.decode(body) for (body,) in rows), key=lambda each: each.name))

    def entry(self, identifier: str) -> LogEntry | None:
        """The current row of one record, be it withdrawn; None when it never existed."""
        row = self._row(f"SELECT {_COLUMNS} FROM record WHERE identifier = ? AND current", identifier)  # noqa: S608 - constant
        return _entry(row) if row else None

    def standing(self, identifiers: Collection[str]) -> dict[str, Record]:
        """Of some records those that stand, and stand for themselves: no other is shown for them."""
        marks = ", ".join("?" * len(identifiers))
        query = (
            f"SELECT identifier, body FROM record WHERE identifier IN ({marks}) AND current"  # noqa: S608
            " AND body IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM same WHERE same.identifier = record.identifier)"
        )
        rows = self.connection.execute(query, tuple(identifiers)).fetchall()
        return {identifier: unpack_record(body) for identifier, body in rows}

    def record_at(self, sequence: int) -> Record | None:
        """The record as it stood at that number, None when it is gone since."""
        row = self._row("SELECT body FROM record WHERE sequence = ?", sequence)
        return self.with_copies(unpack_record(row[0])) if row and row[0] is not None else None

    def with_copies(self, record: Record) -> Record:
        """The record with the other centres' that hold the same file and that it is shown for."""
        query = "SELECT identifier FROM same WHERE shown = ? ORDER BY identifier"
        rows = self.connection.execute(query, (record.identifier,)).fetchall()
        return replace(record, copies=tuple(key for (key,) in rows)) if rows else record

    def shown_for(self, identifier: str) -> str:
        """The record that is shown for a received one, empty when it stands for itself."""
        row = self._row("SELECT shown FROM same WHERE identifier = ?", identifier)
        return str(row[0]) if row else ""

    def page_at(self, sequence: int, number: int) -> Page | None:
        """One page as it stood at that number, None when it is gone since."""
        row = self._row("SELECT body FROM page WHERE sequence = ? AND number = ?", sequence, number)
        return unpack_page(row[0]) if row else None

    def records_at(self, sequences: Sequence[int]) -> dict[int, Record]:
        """Records as they stood at those numbers, for a page of results; those that are gone are left out."""
        marks = ", ".join("?" * len(sequences))
        query = f"SELECT sequence, body FROM record WHERE sequence IN ({marks}) AND body IS NOT NULL"  # noqa: S608
        rows = self.connection.execute(query, tuple(sequences)).fetchall()
        found = {sequence: unpack_record(body) for sequence, body in rows}
        copies = self._copies_of([each.identifier for each in found.values()])
        return {
            sequence: replace(each, copies=copies[each.identifier]) if each.identifier in copies else each
            for sequence, each in found.items()
        }

    def _copies_of(self, identifiers: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Of some records those that other centres' are shown for, with these."""
        marks = ", ".join("?" * len(identifiers))
        query = f"SELECT shown, identifier FROM same WHERE shown IN ({marks}) ORDER BY identifier"  # noqa: S608
        found: dict[str, tuple[str, ...]] = {}
        for shown, identifier in self.connection.execute(query, tuple(identifiers)):
            found[shown] = (*found.get(shown, ()), identifier)
        return found

    def pages_among(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Page]:
        """Pages as they stood, by sequence number and number; those that are gone are left out."""
        if not places:
            return {}
        marks = ", ".join(["(?, ?)"] * len(places))
        query = (
            f"WITH wanted (which, place) AS (VALUES {marks}) SELECT sequence, number, body"  # noqa: S608
            " FROM wanted CROSS JOIN page ON sequence = which AND number = place"
        )
        rows = self.connection.execute(query, tuple(chain.from_iterable(places)))
        return {(sequence, number): unpack_page(body) for sequence, number, body in rows}

    def pages_at(self, sequence: int) -> tuple[Page, ...]:
        """All pages as they stood at that number, in order."""
        rows = self.connection.execute(
            "SELECT body FROM page WHERE sequence = ? ORDER BY number", (sequence,)
        )
        return tuple(unpack_page(body) for (body,) in rows)

    def first_pages_at(self, sequence: int, characters: int) -> Iterator[Page]:
        """Pages as they stood at that number, as many as so many characters take."""
        rows = self.connection.execute(
            "SELECT body FROM page WHERE sequence = ? ORDER BY number", (sequence,)
        )
        for (body,) in rows:
            page = unpack_page(body)
            yield page
            characters -= len(page.text)
            if characters <= 0:
                return

    def entries(self, after: int = 0) -> Iterator[LogEntry]:
        """Current rows after a number, in order of change, without their pages."""
        query = (
            f"SELECT {_COLUMNS} FROM record WHERE current AND sequence > ? ORDER BY sequence LIMIT {_STEP}"  # noqa: S608 - constant
        )
        while rows := self.connection.execute(query, (after,)).fetchall():
            yield from map(_entry, rows)
            after = rows[-1][0]

    def identifiers(self, after: int = 0) -> Iterator[str]:
        """The identifiers of all current rows after a number, those of withdrawn records among them."""
        words = "SELECT identifier FROM record WHERE current AND sequence > ? ORDER BY sequence"
        yield from (str(row[0]) for row in self.connection.execute(words, (after,)))

    def within(self, span: Span) -> Iterator[LogEntry]:
        """Current rows of a span, in order of change, without their pages."""
        while True:
            condition, values = span.condition()
            query = f"SELECT {_COLUMNS} FROM record WHERE {condition} ORDER BY sequence LIMIT {_STEP}"  # noqa: S608 - constant
            rows = self.connection.execute(query, values).fetchall()
            yield from map(_entry, rows)
            if len(rows) < _STEP:
                return
            span = replace(span, after=rows[-1][0])

    def count_within(self, span: Span) -> int:
        """How many rows a span holds, tombstones included."""
        condition, values = span.condition()
        return int(self._row(f"SELECT count(*) FROM record WHERE {condition}", *values)[0])  # noqa: S608 - constant

    def stretches(self, access: frozenset[Access], size: int) -> list[tuple[int, str]]:
        """Which stretches of `size` numbers hold records of this library with such access.

        Each with its number, counted from 0, and when it last changed.
        """
        marks = ", ".join("?" * len(access))
        words = (
            f"SELECT (sequence - 1) / ? AS number, max(datestamp) FROM record WHERE current AND centre = ''"  # noqa: S608 - constant
            f" AND access IN ({marks}) AND opens <= ? GROUP BY number ORDER BY number"
        )
        values = (size, *access, today().isoformat())
        return [(int(number), str(last)) for number, last in self.connection.execute(words, values)]

    def open_to(self, access: frozenset[Access], through: int) -> Iterator[tuple[str, str]]:
        """Every record that readers of these levels may see today, received ones too, up to a number.

        Each by identifier, with when it last changed.
        """
        marks = ", ".join("?" * len(access))
        words = (
            f"SELECT identifier, datestamp FROM record WHERE current AND NOT deleted AND access IN ({marks})"  # noqa: S608 - constant
            " AND opens <= ? AND sequence <= ? ORDER BY sequence"
        )
        rows = self.connection.execute(words, (*access, today().isoformat(), through))
        return ((str(identifier), str(datestamp)) for identifier, datestamp in rows)

    def replacements(self) -> Iterator[tuple[str, str]]:
        """Records whose place another one took, each with that one."""
        words = "SELECT identifier, replaced_by FROM record WHERE current AND replaced_by <> ''"
        return ((str(old), str(new)) for old, new in self.connection.execute(words))

    def latest(self) -> str:
        """The datestamp of the last change of all, empty in an empty log."""
        row = self._row("SELECT datestamp FROM record ORDER BY sequence DESC LIMIT 1")
        return str(row[0]) if row else ""

    def earliest(self) -> str:
        """The earliest datestamp of this library's own records, empty when there is none."""
        words = "SELECT coalesce(min(datestamp), '') FROM record WHERE current AND centre = ''"
        return str(self._row(words)[0])

    def changes(self, after: int = 0) -> Iterator[Change]:
        """What a follower that stands at `after` has to do, in order, one document in memory at a time."""
        for entry in self.entries(after):
            record = entry.record
            if record is not None and entry.received and self.shown_for(entry.identifier):
                record = None  # found as a copy of the one that is shown for it
            pages = self.pages_at(entry.sequence) if record else ()
            copied = self.with_copies(record) if record else None
            yield Change(entry.sequence, entry.identifier, copied, pages)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection; a new one when the file was replaced under us."""
        if self._given is not None:
            return self._given
        found = self._held.get()
        if found is None:
            raise IndexMissingError(NOTHING_YET)
        return found

    def close(self) -> None:
        """Close this thread's connection, if it has one."""
        self._held.close()

    def _row(self, query: str, *values: object) -> Any:
        return self.connection.execute(query, values).fetchone()


def _open(path: Path) -> sqlite3.Connection:
    """A connection to a log that its writer has finished making."""
    connection = connect(path, writing=False)
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        connection.close()
        raise IndexMissingError(NOTHING_YET)
    return connection


def _entry(row: tuple[int, str, str, str, str, bytes | None]) -> LogEntry:
    sequence, identifier, datestamp, replaced_by, known, body = row
    record = unpack_record(body) if body else None
    return LogEntry(sequence, identifier, datestamp, record, replaced_by, Access(known))
