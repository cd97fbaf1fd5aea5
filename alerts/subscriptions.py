"""Subscriptions: asked for, confirmed by whoever reads the mail of that address, changed, stopped, erased.

Safe between processes. What is stopped or erased is gone at once, with the letters that waited; what nobody
confirms goes by itself.
"""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alerts import arrivals, asking
from alerts.errors import UnknownAlertError
from alerts.outbox import Kind, put
from alerts.subscription import Frequency, Subscription, next_due
from alerts.tables import TABLES, alerts_file
from catalogue import disk
from catalogue.log import Log
from desk.storage import opened, reading

#: Hours for which a link to confirm holds, from when it left.
CONFIRM_HOURS = 48
#: Days for which a letter that cannot leave is tried, so also for which an unconfirmed address may stand.
TRIED_DAYS = 5
#: Searches that one address may follow.
MOST_OF_ONE = 20


class Subscriptions:
    """Those of one library."""

    def __init__(self, state: Path) -> None:
        self._path = alerts_file(state)

    def ask(self, email: str, search: str, frequency: Frequency, language: str, *, visitor: str) -> None:
        """Have an address asked whether it wants to follow a search; raises TooManyAsksError.

        Nothing tells who asks whether that address follows it already, or was written to too often: whoever
        types another person's address learns nothing of them.
        """
        with opened(self._path, TABLES) as alerts:
            asking.let_ask(alerts, visitor)
            held = alerts.execute("SELECT search, confirmed FROM subscription WHERE email = ?", (email,))
            known = {str(row["search"]): bool(row["confirmed"]) for row in held}
            full = len(known) >= MOST_OF_ONE and search not in known
            if known.get(search) or full or not asking.may_write_to(alerts, email):
                return
            now = datetime.now(UTC)
            words = (
                "INSERT INTO subscription (key, email, search, language, frequency, asked, expires)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email, search) DO UPDATE SET"
                " language = excluded.language, frequency = excluded.frequency, expires = excluded.expires"
                " RETURNING number"
            )
            until = disk.stamp(now + timedelta(days=TRIED_DAYS))
            row = (secrets.token_urlsafe(24), email, search, language, frequency, disk.stamp(now), until)
            put(alerts, alerts.execute(words, row).fetchone()["number"], Kind.CONFIRMATION)

    def of_key(self, key: str) -> Subscription:
        """The subscription that this key opens; raises UnknownAlertError."""
        with self._looking() as alerts:
            row = alerts.execute("SELECT * FROM subscription WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise UnknownAlertError("Cette alerte n'existe plus : elle est arrêtée, ou le lien a expiré.")
        return read_row(row)

    def confirm(self, key: str, log: Log, through: int, *, hour: int) -> None:
        """The address agrees; what arrives from now on is news to it. Raises UnknownAlertError.

        `through` is the number of the log up to which searches find.
        """
        asked, now = self.of_key(key), datetime.now(UTC)
        due = disk.stamp(next_due(asked.frequency, now, hour))
        words = (
            "UPDATE subscription SET confirmed = ?, due = ?, told = ?, expires = '' "
            "WHERE key = ? AND confirmed = ''"
        )
        with opened(self._path, TABLES) as alerts:
            told = arrivals.follow(alerts, log, through)
            alerts.execute(words, (disk.stamp(now), due, told, key))

    def change(self, key: str, frequency: Frequency, *, hour: int) -> None:
        """Write more often or less from now on; raises UnknownAlertError."""
        self.of_key(key)
        due = disk.stamp(next_due(frequency, datetime.now(UTC), hour))
        words = "UPDATE subscription SET frequency = ?, due = CASE confirmed WHEN '' THEN '' ELSE ? END"
        with opened(self._path, TABLES) as alerts:
            alerts.execute(f"{words} WHERE key = ?", (frequency, due, key))

    def stop(self, key: str) -> None:
        """Leave nothing of a subscription; one that is gone already is no error: mail is opened twice."""
        if self._path.exists():
            with opened(self._path, TABLES) as alerts:
                alerts.execute("DELETE FROM subscription WHERE key = ?", (key,))

    def decline(self, key: str) -> None:
        """The reader of that mail asked for nothing: nobody may have us write there again."""
        asked = self.of_key(key)
        with opened(self._path, TABLES) as alerts:
            asking.decline(alerts, asked.email)
            alerts.execute("DELETE FROM subscription WHERE email = ? AND confirmed = ''", (asked.email,))

    def erase(self, email: str) -> int:
        """Leave nothing of an address, as the law gives everybody; gives how many alerts it had."""
        if not self._path.exists():
            return 0
        with opened(self._path, TABLES) as alerts:
            words = "DELETE FROM subscription WHERE email = ? COLLATE NOCASE"
            gone = alerts.execute(words, (email,)).rowcount
            asking.forget(alerts, email)
        return gone

    def all(self) -> list[Subscription]:
        """Every subscription by address, unconfirmed ones among them."""
        if not self._path.exists():
            return []
        with self._looking() as alerts:
            rows = alerts.execute("SELECT * FROM subscription ORDER BY email, number").fetchall()
        return [read_row(row) for row in rows]

    @contextmanager
    def _looking(self) -> Iterator[sqlite3.Connection]:
        if not self._path.exists():
            raise UnknownAlertError("Cette alerte n'existe plus : elle est arrêtée, ou le lien a expiré.")
        with reading(self._path, TABLES) as alerts:
            yield alerts


def read_row(row: sqlite3.Row) -> Subscription:
    """A subscription out of its row."""
    held = {key: row[key] for key in row.keys()}  # noqa: SIM118 - a row
    return Subscription(**held | {"frequency": Frequency(held["frequency"])})
