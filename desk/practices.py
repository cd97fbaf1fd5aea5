"""Practices: when somebody should ask whether a practice that a sheet tells of still goes on.

The sheet's notice holds all there is: the day somebody asked, the day to ask again, the day it ended.
"""

from collections.abc import Callable
from datetime import date

from catalogue.notice import Value
from catalogue.record import Record
from catalogue.rooms import PRACTICE_SHEET

#: Years after which somebody should ask again, where nobody wrote a day.
FRESH = 3
#: Details that hold when it was asked, when it is asked again, when it ended.
ASKED, AGAIN, ENDED = "active_on", "review_on", "ended_on"
_LEAP_DAY = (2, 29)


def asked_again_on(record: Record) -> str | None:
    """The day from which to ask; empty where nobody ever asked, None where there is nothing to ask."""
    if record.type != PRACTICE_SHEET or record.received or not record.file:
        return None
    return due_of(record)


def due_of(record: Record) -> str | None:
    """The same of any record, as the index has it."""
    return due_on(lambda name: "".join(record.said(name)))


def due_on(said: Callable[[str], str]) -> str | None:
    """The same of what a notice says under the name of a detail."""
    asked, again, ended = map(said, (ASKED, AGAIN, ENDED))
    if ended:
        return None
    return again or (after_years(date.fromisoformat(asked), FRESH).isoformat() if asked else "")


def goes_on(day: date, again: date) -> dict[str, Value | None]:
    """What a notice says of a practice that somebody found going on that day."""
    return {ASKED: day.isoformat(), AGAIN: again.isoformat(), ENDED: None}


def ended(day: date) -> dict[str, Value | None]:
    """What it says of one that is over."""
    return {ENDED: day.isoformat(), AGAIN: None}


def after_years(day: date, years: int) -> date:
    """The same day some years later."""
    last = 28 if (day.month, day.day) == _LEAP_DAY else day.day
    return day.replace(year=day.year + years, day=last)
