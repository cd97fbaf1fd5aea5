"""The date of what is committed: by it others ask for news, so none may ever miss a change.

In comes the connection of a log; out go datestamps, to the second, in UTC.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from catalogue import database, disk
from catalogue.log.arrivals import Arrival, Arrivals

_SECOND = timedelta(seconds=1)


def utc_now() -> datetime:
    """The clock datestamps are taken from."""
    return datetime.now(UTC)


def date_rows(connection: sqlite3.Connection, after: int, ahead: timedelta = _SECOND) -> str:
    """Date what is about to be committed: the next second, but never before what stands.

    Whoever read the log up to any moment before the commit then finds all of it by asking again from that
    moment on; a clock set back hides nothing.
    """
    row = connection.execute(
        "SELECT datestamp FROM record WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1", (after,)
    ).fetchone()
    stamp = max(disk.stamp(utc_now() + ahead), row[0] if row else "")
    connection.execute("UPDATE record SET datestamp = ? WHERE sequence > ?", (stamp, after))
    return stamp


def date_again(
    connection: sqlite3.Connection, arrivals: Arrivals, after: int, stamp: str, arrived: Iterable[Arrival]
) -> None:
    """Date again what took so long to commit that somebody may have read past its date meanwhile.

    Dating many records takes longer than a second on a busy machine: each time doubles what is allowed.
    """
    ahead, new = _SECOND, [each for each in arrived if not each.datestamp]
    while disk.stamp(utc_now()) > stamp:
        ahead *= 2
        with database.transaction(connection):
            stamp = date_rows(connection, after, ahead)
            arrivals.add(replace(each, datestamp=stamp) for each in new)
