"""The outbox: letters that wait to leave, on disk until a mail server has taken them.

A letter here is only what kind for whom: what it says is made up when it leaves, so that it tells what the
public may see at that moment. Of one subscription at most one of each kind waits, so the outbox is bounded. A
letter that cannot leave is tried again later each time, and given up after some days; a digest that is given
up passes nothing, so the next one tells it.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from alerts.tables import TABLES, alerts_file
from catalogue import disk
from desk.storage import reading

#: Minutes before a letter is tried again: doubled each time, up to the last.
FIRST_PAUSE, LAST_PAUSE = 1, 240
#: Names of the notes of a mail server that refuses us: until when it is left alone, why, and since how often.
_AGAIN, _SAID, _TRIES = "server again", "server said", "server tries"


class Kind(StrEnum):
    """What a letter is for."""

    CONFIRMATION = "confirmation"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """One letter that waits."""

    number: int
    kind: Kind
    subscription: int
    #: The same at each try, so that a server that took it without our knowing shows one letter.
    message_id: str
    #: The arrival up to which a digest tells; 0 for others.
    through: int
    made: str
    tries: int


def put(alerts: sqlite3.Connection, subscription: int, kind: Kind, through: int = 0) -> None:
    """Have a letter leave as soon as may be; one of that kind that waits already stays as it is."""
    now = disk.stamp()
    alerts.execute(
        "INSERT OR IGNORE INTO letter (kind, subscription, through, made, next_try) VALUES (?, ?, ?, ?, ?)",
        (kind, subscription, through, now, now),
    )


def ready(alerts: sqlite3.Connection, size: int) -> list[WaitingLetter]:
    """Letters whose time has come, the oldest first."""
    words = (
        "SELECT number, kind, subscription, message_id, through, made, tries FROM letter"
        " WHERE next_try <= ? ORDER BY next_try, number LIMIT ?"
    )
    rows = alerts.execute(words, (disk.stamp(), size)).fetchall()
    return [WaitingLetter(row[0], Kind(row[1]), *row[2:]) for row in map(tuple, rows)]


def postpone(alerts: sqlite3.Connection, letter: WaitingLetter) -> None:
    """Try a letter again later."""
    again = disk.stamp(datetime.now(UTC) + pause(letter.tries))
    alerts.execute(
        "UPDATE letter SET tries = tries + 1, next_try = ? WHERE number = ?", (again, letter.number)
    )


def remove(alerts: sqlite3.Connection, letter: WaitingLetter) -> None:
    """A letter has left, or is given up."""
    alerts.execute("DELETE FROM letter WHERE number = ?", (letter.number,))


def give_up(alerts: sqlite3.Connection, days: int) -> int:
    """Give up letters that could not leave for so many days; how many there were."""
    old = disk.stamp(datetime.now(UTC) - timedelta(days=days))
    return alerts.execute("DELETE FROM letter WHERE made < ? AND tries > 0", (old,)).rowcount


def pause(tries: int) -> timedelta:
    """How long is waited after so many tries."""
    return timedelta(minutes=min(FIRST_PAUSE * 2 ** min(tries, 20), LAST_PAUSE))


def note_trouble(alerts: sqlite3.Connection, said: str) -> None:
    """The mail server as a whole refuses us: leave it alone, longer each time."""
    row = alerts.execute("SELECT value FROM note WHERE key = ?", (_TRIES,)).fetchone()
    tries = int(row[0]) if row else 0
    again = disk.stamp(datetime.now(UTC) + pause(tries))
    notes = [(_AGAIN, again), (_SAID, said), (_TRIES, str(tries + 1))]
    alerts.executemany("INSERT OR REPLACE INTO note VALUES (?, ?)", notes)


def forget_trouble(alerts: sqlite3.Connection) -> None:
    """The mail server answers."""
    alerts.execute("DELETE FROM note WHERE key IN (?, ?, ?)", (_AGAIN, _SAID, _TRIES))


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the mail goes, for whoever runs the library."""

    waiting: int = 0
    #: When the oldest letter that waits was made; empty when none does.
    oldest: str = ""
    #: Why the mail server refuses all of it; empty when it does not.
    trouble: str = ""


def outbox_state(state: Path) -> OutboxState:
    """What waits, and why."""
    if not alerts_file(state).exists():
        return OutboxState()
    with reading(alerts_file(state), TABLES) as alerts:
        count, oldest = alerts.execute("SELECT count(*), coalesce(min(made), '') FROM letter").fetchone()
        said = alerts.execute("SELECT value FROM note WHERE key = ?", (_SAID,)).fetchone()
    return OutboxState(int(count), str(oldest), str(said[0]) if said else "")


def something_to_do(state: Path) -> bool:
    """Whether a letter may leave or is to be made up, or a subscription has run out; looks only."""
    path = alerts_file(state)
    if not path.exists():
        return False
    words = (
        "SELECT NOT EXISTS (SELECT 1 FROM note WHERE key = :again AND value > :now) AND ("
        "EXISTS (SELECT 1 FROM letter WHERE next_try <= :now)"
        " OR EXISTS (SELECT 1 FROM subscription WHERE due <> '' AND due <= :now)"
        " OR EXISTS (SELECT 1 FROM subscription WHERE expires <> '' AND expires <= :now))"
    )
    with reading(path, TABLES) as alerts:
        return bool(alerts.execute(words, {"now": disk.stamp(), "again": _AGAIN}).fetchone()[0])
