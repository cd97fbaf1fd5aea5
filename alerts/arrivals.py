"""Arrivals: in which order the public came to know documents, so that each is news once.

Every public document has one number here, given when it was first seen and kept for ever: indexed again,
described anew, withdrawn and published again, or come back as a new version of its file, it keeps that
number. A subscription passes each number once. Documents are named by their short codes, which say nothing
of them.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.log import Log
from catalogue.rights import PUBLIC_READER
from catalogue.short_code import short_code


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document as it came: its place in the order, and when the catalogue then said it last changed."""

    code: str
    number: int
    #: UTC, to the second.
    seen: str


def follow(alerts: sqlite3.Connection, log: Log, through: int) -> int:
    """Note what the public may see by now, up to a number of the log; gives the last number in the order.

    `through` is what searches find: a document that no search finds yet is noted the next time. One that was
    taken back before anybody was told of it is forgotten, and news when it is published.
    """
    standing = {short_code(name): seen for name, seen in log.open_to(PUBLIC_READER.access, through)}
    known = _known(alerts)
    told = alerts.execute("SELECT coalesce(max(told), 0) FROM subscription").fetchone()[0]
    gone = [(code,) for code, number in known.items() if number > told and code not in standing]
    alerts.executemany("DELETE FROM arrival WHERE code = ?", gone)
    took_place = {short_code(new): short_code(old) for old, new in log.replacements()}
    for code, seen in standing.items():
        if code not in known:
            before = _first_known(code, took_place, known)
            known[code] = known[before] if before else _last(alerts) + 1
            alerts.execute("INSERT INTO arrival VALUES (?, ?, ?)", (code, known[code], seen))
    return _last(alerts)


def between(alerts: sqlite3.Connection, after: int, through: int) -> tuple[Arrival, ...]:
    """What arrived after one number and up to another."""
    words = "SELECT code, number, seen FROM arrival WHERE number > ? AND number <= ? ORDER BY number"
    return tuple(Arrival(*row) for row in alerts.execute(words, (after, through)))


def since(alerts: sqlite3.Connection, moment: str, codes: Iterable[str]) -> frozenset[str]:
    """Which of some documents arrived at a moment or later; those not noted yet did."""
    seen = {str(code): str(at) for code, at in alerts.execute("SELECT code, seen FROM arrival")}
    return frozenset(code for code in codes if seen.get(code, moment) >= moment)


def _known(alerts: sqlite3.Connection) -> dict[str, int]:
    return {str(code): int(number) for code, number in alerts.execute("SELECT code, number FROM arrival")}


def _last(alerts: sqlite3.Connection) -> int:
    return int(alerts.execute("SELECT coalesce(max(number), 0) FROM arrival").fetchone()[0])


def _first_known(code: str, took_place: dict[str, str], known: dict[str, int]) -> str:
    """The version before it that was known, however many lie between; empty for none."""
    passed: set[str] = set()
    while (code := took_place.get(code, "")) and code not in passed:
        if code in known:
            return code
        passed.add(code)
    return ""
