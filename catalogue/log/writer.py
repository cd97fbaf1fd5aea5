"""Writing the log: all or nothing, one writer at a time."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import msgspec

from catalogue import database
from catalogue.centre import Centre, centre_of
from catalogue.library import Library
from catalogue.log import same_files
from catalogue.log.arrivals import Arrival, digest_of
from catalogue.log.dating import date_again, date_rows
from catalogue.log.lost_log import LostLog, arrivals_of, not_kept, note_loss
from catalogue.log.register import Register, Withdrawal
from catalogue.log.tables import LOG_VERSION, TABLES, connect, deflated, inflated, pack, unpack_record
from catalogue.record import Access, Page, Record, Withdrawing
from catalogue.rights import access_today, granted, today


class Writer:
    """Changes to the log; nothing is seen by anyone before the transaction around it ends."""

    def __init__(self, connection: sqlite3.Connection, register: Register) -> None:
        #: For tables of the indexer's own that must change in the same transaction.
        self.connection = connection
        self._register = register
        self._withdrawals: list[Withdrawal] = []
        self._withdrawn = register.withdrawals()
        #: Records put in this transaction: identifier → number, digest, widest access.
        self._put: dict[str, Arrival] = {}
        self._given_back = False
        self._known_before: dict[str, Access] = {}
        self._lost = LostLog(connection, register)
        position = self._meta("position")
        self._last: int = max(int(position or 0), register.last_sequence())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens inside is committed together, or not at all when an error leaves it."""
        last, stamp, withdrawn = self._last, "", dict(self._withdrawn)
        arrived: list[Arrival] = []
        try:
            with database.transaction(self.connection):
                yield
                if self._last != last:
                    stamp = date_rows(self.connection, last)
                    arrived = list(self._put.values())
                    self._register.keep(
                        self._last,
                        [replace(each, datestamp=stamp) for each in self._withdrawals],
                        [each if each.datestamp else replace(each, datestamp=stamp) for each in arrived],
                    )
                if self._last != last or self._given_back:
                    self._set("position", str(self._last))
        except BaseException:
            self._last, self._withdrawn = last, withdrawn
            raise
        finally:
            self._withdrawals, self._put, self._given_back = [], {}, False
        if stamp:
            date_again(self.connection, self._register.arrivals, last, stamp, arrived)

    def put(self, record: Record, pages: Iterable[Page]) -> int:
        """Add a record or replace it; returns its sequence number."""
        encoded = [(page.number, msgspec.json.encode(page)) for page in pages]
        digest = digest_of(record, (body for _, body in encoded))
        return self._put_rows(record, digest, ((number, deflated(body)) for number, body in encoded))

    def put_kept(self, record: Record, pages: Iterable[tuple[int, bytes]]) -> int:
        """The same as `put` for pages that are packed already (`catalogue.log.tables.pack`), by number."""
        packed = list(pages)
        return self._put_rows(record, digest_of(record, (inflated(body) for _, body in packed)), packed)

    def _put_rows(self, record: Record, digest: str, pages: Iterable[tuple[int, bytes]]) -> int:
        sequence = self._append(record.identifier, record, digest=digest)
        rows = ((sequence, number, body) for number, body in pages)
        self.connection.executemany("INSERT INTO page VALUES (?, ?, ?)", rows)
        return sequence

    def redescribe(self, record: Record) -> int:
        """Replace a record whose pages stay the same; returns its new sequence number."""
        old = self._current(record.identifier)
        rows = self.connection.execute("SELECT body FROM page WHERE sequence = ? ORDER BY number", (old,))
        digest = digest_of(record, (inflated(body) for (body,) in rows))
        sequence = self._append(record.identifier, record, digest=digest)
        self.connection.execute(
            "INSERT INTO page SELECT ?, number, body FROM page WHERE sequence = ?", (sequence, old)
        )
        return sequence

    def relocate(self, record: Record) -> None:
        """Note that a file has moved; nothing that others see has changed, so no number is given."""
        self.connection.execute(
            "UPDATE record SET body = ? WHERE identifier = ? AND current", (pack(record), record.identifier)
        )

    def withdraw(
        self, identifier: str, *, reason: Withdrawing = Withdrawing.RETIRED, replaced_by: str = ""
    ) -> int:
        """Leave a tombstone in place of a record; returns its sequence number."""
        known = self._before(identifier)
        sequence = self._append(identifier, None, replaced_by)
        if not centre_of(identifier):
            # What was received is withdrawn by whoever sent it; that is kept with what was received.
            self._keep(identifier, known or Access.PUBLIC, reason, replaced_by)
        if reason is Withdrawing.BY_RIGHT:
            self._set("expunge", str(sequence))
        return sequence

    def restore_tombstones(self) -> None:
        """Give back their tombstone to records withdrawn before the index was lost, if it was."""
        for each in self._register.withdrawals().values():
            if self._current(each.identifier) is None:
                self._append(each.identifier, None, each.replaced_by, back=self._lost.given_back(each))

    @property
    def restoring(self) -> bool:
        """Whether this log is being made again in place of one that was lost: numbers go back and forth."""
        return self._lost.last > 0

    def finish_restoring(self) -> None:
        """At the end of a whole run: withdraw what stood in the log that was lost and no file stands for.

        Called inside a transaction. Keeps the arrivals of records that came before any were, or whose own
        somebody's disk lost.
        """
        arrivals = self._register.arrivals
        if self.restoring:
            for name, each in arrivals.all().items():
                if each.sequence <= self._lost.last and not centre_of(name) and self._current(name) is None:
                    self._known_before[name] = each.known
                    self.withdraw(name)
            self._lost.forget()
        standing = self.connection.execute("SELECT identifier FROM record WHERE current AND NOT deleted")
        names = [name for (name,) in standing]
        if lacking := not_kept(self.connection, arrivals):
            arrivals.add(arrivals_of(self.connection, lacking))
        arrivals.compact(names, len(names))

    def tell_lifted(self) -> None:
        """Give a new number to records whose embargo has ended, so that those who ask for news hear of them.

        Readers have them since the day itself; harvesters and bundles only ask for what has changed.
        """
        words = "SELECT identifier, known, access FROM record WHERE current AND opens <> '' AND opens <= ?"
        levels = list(Access)
        for key, known, access in self.connection.execute(words, (today().isoformat(),)).fetchall():
            if levels.index(Access(access)) < levels.index(Access(known)):
                self._number_again(key)

    def standing(self, centre: str) -> tuple[str, ...]:
        """Keys of all records of a centre that stand."""
        rows = self.connection.execute(
            "SELECT identifier FROM record WHERE current AND NOT deleted AND centre = ?", (centre,)
        )
        return tuple(key for (key,) in rows)

    def applied(self) -> dict[str, str]:
        """Each centre whose records stand, and which state of what it sent."""
        return dict(self.connection.execute("SELECT identifier, applied FROM centre"))

    def pair_same(self) -> None:
        """Show one record for all of the same file that the same readers may see (`same_files`).

        What changes by it gets a new number, so that followers see it.
        """
        for key in same_files.pair(self.connection):
            if not self.restoring:  # else all followers begin again, and see it
                self._number_again(key)

    def put_centre(self, centre: Centre, applied: str) -> None:
        """Note that the records of a centre stand as they were in that state of what it sent."""
        body = msgspec.json.encode(centre)
        self.connection.execute(
            "INSERT OR REPLACE INTO centre VALUES (?, ?, ?)", (centre.identifier, applied, body)
        )

    def drop_centre(self, identifier: str) -> None:
        """Withdraw all records of a centre; `prune` leaves nothing of them once every follower has passed."""
        for key in self.standing(identifier):
            self.withdraw(key)
        self.connection.execute("DELETE FROM centre WHERE identifier = ?", (identifier,))

    def prune(self, position: int) -> None:
        """Drop rows that were replaced, or of centres that are gone, which every follower has passed."""
        with self.transaction():
            gone = "SELECT sequence FROM record WHERE NOT current AND sequence <= ?"
            self.connection.execute(f"DELETE FROM page WHERE sequence IN ({gone})", (position,))  # noqa: S608 - constant
            self.connection.execute("DELETE FROM record WHERE NOT current AND sequence <= ?", (position,))
            self.connection.execute(
                "DELETE FROM record WHERE deleted AND centre <> '' AND sequence <= ?"
                " AND centre NOT IN (SELECT identifier FROM centre)",
                (position,),
            )

    def must_expunge(self) -> bool:
        """Whether something was withdrawn by right whose words may still stand in files of followers."""
        return self._meta("expunge") is not None

    def expunged(self) -> None:
        """Note that followers hold no word of what was withdrawn; here the write-ahead log still may."""
        self.connection.execute("DELETE FROM meta WHERE key = 'expunge'")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _append(
        self,
        identifier: str,
        record: Record | None,
        replaced_by: str = "",
        *,
        digest: str = "",
        back: Arrival | Withdrawal | None = None,
    ) -> int:
        known = self._before(identifier)
        if record is not None:
            arrival = back = self._lost.came_back(identifier, digest, self._current(identifier) or 0)
            known = self._widest(identifier, record, arrival.known if arrival else known)
            if arrival is not None:
                self._put[identifier] = arrival
        if back is not None:
            self._given_back = True
        else:
            self._last += 1
        sequence, datestamp = (back.sequence, back.datestamp) if back else (self._last, "")
        if record is not None and back is None:
            self._put[identifier] = Arrival(identifier, sequence, "", digest, known or Access.PUBLIC)
        elif record is None:
            self._put.pop(identifier, None)
        self.connection.execute(
            "UPDATE record SET current = 0 WHERE identifier = ? AND current", (identifier,)
        )
        self.connection.execute(
            "INSERT INTO record"
            " (sequence, identifier, datestamp, centre, deleted, replaced_by, access, opens, known, sha256,"
            " body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sequence, identifier, datestamp, centre_of(identifier), record is None, replaced_by,
                granted(record) if record else "", record.embargo if record else "", known or Access.PUBLIC,
                record.sha256 if record else "",
                pack(record) if record else None,
            ),
        )  # fmt: skip
        return sequence

    def _number_again(self, key: str) -> None:
        """Give a standing record a new number, as it is."""
        row = self.connection.execute(
            "SELECT body FROM record WHERE identifier = ? AND current AND NOT deleted", (key,)
        ).fetchone()
        if row:
            self.redescribe(unpack_record(row[0]))

    def _before(self, identifier: str) -> Access | None:
        """The widest access of a record as it stood, be it in a log that was lost."""
        row = self.connection.execute(
            "SELECT known, access, opens FROM record WHERE identifier = ? AND current", (identifier,)
        ).fetchone()
        if row:
            known, access, opens = row
            lifted = access and "" < opens <= today().isoformat()
            return min(map(Access, (known, access) if lifted else (known,)), key=[*Access].index)
        withdrawn = self._withdrawn.get(identifier)
        return withdrawn.known if withdrawn else self._known_before.get(identifier)

    def _widest(self, identifier: str, record: Record, known: Access | None) -> Access:
        """Who was ever told of a record; what fewer may see from now on is kept as withdrawn for others."""
        levels = list(Access)
        access = access_today(record)
        if known is None or levels.index(access) <= levels.index(known):
            return access
        if centre_of(identifier):
            return known
        withdrawn = self._withdrawn.get(identifier)
        if withdrawn is None or levels.index(withdrawn.known) > levels.index(known):
            self._keep(identifier, known, Withdrawing.RESTRICTED)
        return known

    def _keep(self, identifier: str, known: Access, reason: Withdrawing, replaced_by: str = "") -> None:
        withdrawal = Withdrawal(identifier, self._last, "", reason, replaced_by, known)
        self._withdrawals.append(withdrawal)
        self._withdrawn[identifier] = withdrawal

    def _meta(self, key: str) -> str | None:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def _set(self, key: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _current(self, identifier: str) -> int | None:
        row = self.connection.execute(
            "SELECT sequence FROM record WHERE identifier = ? AND current", (identifier,)
        ).fetchone()
        return int(row[0]) if row else None


@contextmanager
def open_writer(library: Library) -> Iterator[Writer]:
    """The library's only writer, the log made if need be; the caller holds the library's lock."""
    library.index.mkdir(exist_ok=True)
    connection = connect(library.log_path)
    try:
        # In one transaction: a reader finds no table or all of them.
        version = f"INSERT OR IGNORE INTO meta VALUES ('version', '{LOG_VERSION}')"  # noqa: S608 - constant
        birth = "INSERT OR IGNORE INTO meta VALUES ('birth', lower(hex(randomblob(8))));"
        connection.executescript(f"BEGIN IMMEDIATE; {TABLES} {version}; {birth} COMMIT")
        register = Register(library.state)
        note_loss(connection, register)
        yield Writer(connection, register)
    finally:
        connection.close()
