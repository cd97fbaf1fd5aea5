"""Dates as cataloguers and programs write them, in the form a notice holds (EDTF level 0)."""

import re
from datetime import date

from catalogue.vocabulary.labels import fold

_NAMES = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_ENGLISH = "january february march april may june july august september october november december"
_SHORT = "janv fevr mars avr mai juin juil aout sept oct nov dec"
_SHORT_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec"
#: Short names that stand in none of these, a dot for a month without one.
_OTHER = "jan fev . . . . . aou"
_MONTHS = {
    name: number
    for names in (_NAMES, _ENGLISH, _SHORT, _SHORT_ENGLISH, _OTHER)
    for number, name in enumerate(names.split(), 1)
    if name != "."
}
#: `2007`, `2007-10`, `2007/10/09/`, `2007-10-09T12:00:00Z`.
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:/.*|[T ]\d.*)?")
#: `09/10/2007`, `10.2007`.
_FRENCH = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
#: `9 octobre 2007`, `octobre 2007`, folded.
_WORDED = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})")
#: `2015/october`; `févr-18`, what Excel makes of `2018-02`.
_WEEKDAY = re.compile(
    r"^(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day) "
)
_YEAR_FIRST = re.compile(r"(\d{4}) ([a-z]+)(?: (\d{1,2}))?")
_EXCEL = re.compile(r"([a-z]+) (\d\d)")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
#: Two figures above are of the last century, as spreadsheets take them.
_LAST_OF_CENTURY = 29
#: What is written where there is no date, folded.
_UNDATED = frozenset({"", "s d", "sd", "n d", "nd", "non date", "sans date", "date inconnue"})


def read_date(text: str) -> str | None:
    """`2007`, `2007-10` or `2007-10-09`; empty when it says that there is none, None when it tells no date.

    Of several years ("cop. 2007", "2006-2008") the first one stands.
    """
    text = text.strip(" []().")
    if fold(text) in _UNDATED:
        return ""
    if (match := _ISO.fullmatch(text)) and (found := _valid(match[1], match[2], match[3])):
        return found
    if (match := _FRENCH.fullmatch(text)) and (found := _valid(match[3], match[2], match[1])):
        return found
    if found := _worded(_WEEKDAY.sub("", fold(text.replace("/", " ")))):
        return found
    year = _YEAR.search(text)
    return year[1] if year else None


def _worded(text: str) -> str:
    """A date whose month is a name, in French or English, short or whole; empty when it is none."""
    if (match := _WORDED.fullmatch(text)) and match[2] in _MONTHS:
        return _valid(match[3], str(_MONTHS[match[2]]), match[1])
    if (match := _YEAR_FIRST.fullmatch(text)) and match[2] in _MONTHS:
        return _valid(match[1], str(_MONTHS[match[2]]), match[3])
    if (match := _EXCEL.fullmatch(text)) and match[1] in _MONTHS:
        century = "19" if int(match[2]) > _LAST_OF_CENTURY else "20"
        return _valid(century + match[2], str(_MONTHS[match[1]]), None)
    return ""


def _valid(year: str, month: str | None, day: str | None) -> str:
    """The date, as precise as it is possible; empty when no such day has been."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    parts = [year, f"{int(month):02d}" if month else "", f"{int(day):02d}" if month and day else ""]
    return "-".join(filter(None, parts))
