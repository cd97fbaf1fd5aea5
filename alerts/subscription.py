"""A subscription: who follows which search, how often, and when they are next written to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Frequency(StrEnum):
    """How often somebody is written to, at most: a letter with nothing new is not sent."""

    DAILY = "jour"
    WEEKLY = "semaine"
    MONTHLY = "mois"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One search followed by one address. Moments are stamps: UTC, to the second; empty until then."""

    number: int
    #: Known to whoever reads the mail of that address, and to nobody else: it opens the page that stops it.
    key: str
    email: str
    #: What follows the `?` in the address of the search, in its canonical form; empty for all documents.
    search: str
    #: The language of its letters.
    language: str
    frequency: Frequency
    asked: str
    #: When it goes unless it is confirmed.
    expires: str
    confirmed: str = ""
    #: When the next letter is made up.
    due: str = ""
    #: The number of the last arrival (`arrivals`) that a letter has passed.
    told: int = 0
    #: When a letter last left.
    written: str = ""
    #: How many letters in a row its mail server has refused for good.
    refused: int = 0


def next_due(frequency: Frequency, after: datetime, hour: int) -> datetime:
    """The next moment for a letter after another one.

    At that hour of the local clock, every day, on Mondays or on the first of the month.
    """
    local = after.astimezone()
    day = local.date()
    if frequency is Frequency.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    elif frequency is Frequency.MONTHLY and day.day > 1:
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    while (moment := datetime(day.year, day.month, day.day, hour).astimezone()) <= local:
        day += timedelta(days=7 if frequency is Frequency.WEEKLY else 1)
        if frequency is Frequency.MONTHLY:
            day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return moment.astimezone(UTC)
