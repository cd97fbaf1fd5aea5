"""Dates as people write them in French or English, as EDTF: « 18 janvier 2008 », 01/2008, 18/01/08."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.record import Page
from indexer.describe.folded_text import fold

#: Months as French writes them.
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
#: Month by name: French, English, and how both are shortened.
_MONTH_NAMES = (
    ("janvier", "january", "janv", "jan"),
    ("fevrier", "february", "fevr", "feb"),
    ("mars", "march", "mar"),
    ("avril", "april", "avr", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "july", "juil", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dec"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_NAMED = "(?P<%s>" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\.?"
_DATE = re.compile(
    rf"(?<![a-z\d/-])(?:"
    rf"(?:(?P<day>\d{{1,2}})(?:\s?er|st|nd|rd|th)?[\s-])?{_NAMED % 'named'}[\s-]+(?P<year>(?:19|20)\d\d)"
    rf"|{_NAMED % 'english_named'}\s(?P<english_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s"
    r"(?P<english_year>(?:19|20)\d\d)"
    r"|(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?"
    r"|(?P<figure_day>\d{1,2})(?P<mark>\s?[/.-]\s?)(?P<figure_month>\d{1,2})(?P=mark)"
    r"(?P<figure_year>(?:19|20)\d\d)"
    r"|(?P<short_day>\d\d)/(?P<short_month>\d\d)/(?P<short_year>\d\d)"
    # With dots, two figures for a year may as well number a chapter or begin a telephone number.
    r"|(?<=\ble )(?P<dotted_day>\d\d)\.(?P<dotted_month>\d\d)\.(?P<dotted_year>\d\d)(?!\.\d)"
    r"|(?P<only_month>0[1-9]|1[0-2])/(?P<only_year>(?:19|20)\d\d)"
    r")(?!(?!n°)[a-z]|[\d/]|-\d)"
    # A reference and a date, glued: « 80101911/26.06.2015 ».
    r"|(?<=\w/)(?P<glued_day>\d{1,2})\.(?P<glued_month>\d{1,2})\.(?P<glued_year>(?:19|20)\d\d)(?!\d)"
)
#: Where one may begin: Python looks for one of few signs much faster than for any of the above.
_BEGINS = re.compile(
    r"[\djfmasond](?:(?<![a-z\d/-].)|(?<=\w/.))"
    r"(?:(?<=\d)|(?<=j)[au]|(?<=f)e|(?<=m)a|(?<=a)[vpou]|(?<=s)ep|(?<=o)ct|(?<=n)ov|(?<=d)ec)"
)
#: A year that is neither part of a number, of a reference, nor a quantity.
#: « 2011/2 » is the second issue of that year.
_YEAR = re.compile(
    r"(?:19|20)\d\d(?<![\d/.,_°-]\d{4})"
    r"(?!\d|/(?!\d(?!\d))|[.,]\d| (?:€|euro|habitant|logement|m2|personne))"
)
_RANGE = re.compile(r"((?:19|20)\d\d)(?<!\d{5})\s?(?:[-–—/]|a|au|et)\s?((?:19|20)\d\d|\d\d(?!-?\d))(?!\d)")
#: A stretch of whole years: « 2024-2030 ».
_STRETCH = re.compile(r"((?:19|20)\d\d)(?<![\d/.,_°-]\d{4})\s?[-–—/]\s?(?:19|20)\d\d(?![\d/-])")
#: A day told by its weekday and without a year: « mardi 27 août ».
_WEEKDAY = re.compile(
    r"(?<!\w)(lun|mar|mercre|jeu|vendre|same|diman)(?:di|che) (\d{1,2})(?:er)? ("
    + "|".join(fold(month) for month in MONTHS)
    + r")(?!\w)(?! (?:19|20)\d\d)"
)
_WEEKDAYS = ("lun", "mar", "mercre", "jeu", "vendre", "same", "diman")
#: Two figures for a year are of this century up to here, of the last one above.
_PIVOT = 49


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """One date, and where it stands in the text it was read in."""

    value: str
    start: int
    end: int


def dates_in(text: str) -> Iterator[WrittenDate]:
    """Dates with at least a month, in order; impossible ones (31 février) are left out."""
    for match in _dates(fold(text)):
        value = _value(match.groupdict())
        if value and not _is_range(match[0]):
            yield WrittenDate(value, *match.span())


def _dates(folded: str) -> Iterator[re.Match[str]]:
    """Every date, possible or not."""
    end = 0
    for begin in _BEGINS.finditer(folded):
        if begin.start() >= end and (match := _DATE.match(folded, begin.start())):
            end = match.end()
            yield match


def _value(found: dict[str, str | None]) -> str | None:
    """The date by what was found of it: groups are named after what they hold, whichever form it has."""
    told = {name.rpartition("_")[2]: value for name, value in found.items() if value}
    year = told["year"] if len(told["year"]) == 4 else _century(int(told["year"]))
    month = _NUMBERS[told["named"]] if "named" in told else int(told["month"])
    return edtf(int(year), month, int(told.get("day", 0)))


def _century(figures: int) -> str:
    return str(2000 + figures if figures <= _PIVOT else 1900 + figures)


def _is_range(written: str) -> bool:
    """Whether `2006-07` is the year from 2006 to 2007 rather than the month of July."""
    match = re.fullmatch(r"(?:19|20)(\d\d)-(\d\d)", written)
    return bool(match) and match is not None and int(match[2]) == int(match[1]) + 1


def years_in(text: str) -> Iterator[WrittenDate]:
    """Bare years; those of a range (2007-2009) are left to `range_in`."""
    folded = fold(text)
    ranges = [match.span() for match in _RANGE.finditer(folded)]
    for match in _YEAR.finditer(folded):
        if not any(start <= match.start() < end for start, end in ranges):
            yield WrittenDate(match[0], *match.span())


def range_in(text: str) -> tuple[str, str] | None:
    """First and last year of the first range written in the text: 2007-2009, 2006-07."""
    for match in _RANGE.finditer(fold(text)):
        last = match[2] if len(match[2]) == len(match[1]) else match[1][:2] + match[2]
        if match[1] < last:
            return match[1], last
    return None


def stretches_in(text: str) -> Iterator[WrittenDate]:
    """The first year of every stretch of years that a text writes: « 2024-2030 »."""
    for found in _STRETCH.finditer(text):
        yield WrittenDate(found[1], *found.span())


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day told without its year, by which the year can be checked."""

    weekday: int
    month: int
    day: int

    def falls_in(self, year: int) -> bool:
        """Whether that day of that year is that weekday."""
        try:
            return date(year, self.month, self.day).weekday() == self.weekday
        except ValueError:
            return False


def weekdays_in(text: str) -> list[Weekday]:
    """The days that a text tells by weekday, day and month, and no year."""
    months = [fold(month) for month in MONTHS]
    return [
        Weekday(_WEEKDAYS.index(found[1]), months.index(found[3]) + 1, int(found[2]))
        for found in _WEEKDAY.finditer(fold(text))
    ]


def edtf(year: int, month: int, day: int = 0) -> str | None:
    """`2008-01-18`, or `2008-01` without a day; None when no calendar has it."""
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def years_near(text: str, start: int, end: int, reach: int = 40) -> tuple[int, ...]:
    """Years written within `reach` characters of a place, nearest first; of a range, its first."""
    low = max(0, start - reach)
    found = re.finditer(
        r"(?<!\d)((?:19|20)\d\d)(?:\s?[-–—/]\s?(?:(?:19|20)?\d\d))?(?!\d)", text[low : end + reach]
    )
    around = [(_gap((low + each.start(), low + each.end()), start, end), int(each[1])) for each in found]
    return tuple(year for _, year in sorted(around))


def _gap(span: tuple[int, int], start: int, end: int) -> int:
    """Characters between a span and a place."""
    return max(start - span[1], span[0] - end, 0)


def last_year(pages: tuple[Page, ...], reach: int = 200_000) -> int | None:
    """The latest year, not in the future, that the first `reach` characters write; None without any."""
    this_year = date.today().year  # noqa: DTZ011 - a year, on the clock the library lives by
    found: set[int] = set()
    for page in pages:
        found.update(int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", page.text[:reach]))
        reach -= len(page.text)
        if reach <= 0:
            break
    return max((year for year in found if year <= this_year), default=None)
