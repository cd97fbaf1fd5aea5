"""Dates as cataloguers and programs write them, in the form a notice holds (EDTF level 0)."""

import re
from datetime import date

from catalogue.vocabulary.labels import fold

_NAMES = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
#: `2007`, `2007-10`, `2007/10/09/`, `2007-10-09T12:00:00Z`.
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:/.*|[T ]\d.*)?")
#: `09/10/2007`, `10.2007`.
_FRENCH = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
#: `9 octobre 2007`, `octobre 2007`, folded.
_WORDED = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (\d{4})")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
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
    match = _WORDED.fullmatch(fold(text))
    if match and match[2] in _MONTHS and (found := _valid(match[3], str(_MONTHS[match[2]]), match[1])):
        return found
    year = _YEAR.search(text)
    return year[1] if year else None


def _valid(year: str, month: str | None, day: str | None) -> str:
    """The date, as precise as it is possible; empty when no such day has been."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    parts = [year, f"{int(month):02d}" if month else "", f"{int(day):02d}" if month and day else ""]
    return "-".join(filter(None, parts))
