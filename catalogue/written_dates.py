"""Written dates: a date as people type it, as the day, month or year that a record holds.

« septembre 2022 », « 3/2015 », « 1er mars 2019 » and « Oct. 2007 » are read; what is no date, a
season, a span or a word such as « hier » is refused with a sentence that says what to write. Months are
named by Babel, in French and English. Imports errors only.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from catalogue.errors import NoticeError

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_NUMBERS = re.compile(r"(?:(\d{1,2})\s?[-/.]\s?)?(\d{1,2})\s?[-/.]\s?(\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?[\s-]+)?(?:of )?([a-z]{3,})\.?[\s,-]+(\d{4})", re.ASCII)
#: « September 5, 2022 ».
_ENGLISH = re.compile(r"([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_BEFORE = re.compile(r"^(?:le|en|du|de|au|on|in|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\s+")
_SEASON = re.compile(r"(printemps|ete|automne|hiver|spring|summer|autumn|fall|winter)\b")
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)", re.ASCII)


def read_date(typed: str) -> str:
    """The date as a record holds it (`2022`, `2022-09`, `2022-09-05`).

    Raises NoticeError, a French sentence, with the years that stand in the text as choices.
    """
    text = _plain(typed)
    while (shorter := _BEFORE.sub("", text)) != text:
        text = shorter
    if found := _ISO.fullmatch(text):
        return _date(typed, *found.groups())
    if found := _NUMBERS.fullmatch(text):
        return _date(typed, found[3], found[2], found[1])
    if (found := _WORDS.fullmatch(text)) and (month := _month(found[2])):
        return _date(typed, found[3], month, found[1])
    if (found := _ENGLISH.fullmatch(text)) and (month := _month(found[1])):
        return _date(typed, found[3], month, found[2])
    raise _refused(typed, text)


def date_in_words(day: str, language: str) -> str:
    """A day, a month or a year as a record holds it, in words: « 1er décembre 2026 », « octobre 2007 ».

    Raises ValueError for what is no real date. French counts the first of a month; Babel writes « 1 ».
    """
    from babel.dates import format_date, format_skeleton  # slow to import, as above

    parts = day.split("-")
    first = date(*(int(part) for part in (*parts, "1", "1")[:3]))
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return format_skeleton("yMMMM", first, locale=language)
    said = format_date(first, "long", locale=language)
    return said.replace("1 ", "1er ", 1) if first.day == 1 and language.startswith("fr") else said


def _date(typed: str, year: str, month: str | None, day: str | None) -> str:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise _error(typed, "ce jour n'existe pas. Vérifiez-le, ou n'écrivez que l'année", [year]) from None
    return "-".join([year, *(each.zfill(2) for each in (month, day) if each)])


def _refused(typed: str, text: str) -> NoticeError:
    years = list(dict.fromkeys(_YEAR.findall(text)))
    if _SEASON.search(text):
        why = "une saison n'est pas une date. Écrivez l'année, ou un mois comme « mars 2019 »"
    elif len(years) > 1:
        why = "une notice a une seule date. Écrivez celle de la parution"
    else:
        why = "cette date ne se lit pas ; écrivez 2007, « octobre 2007 » ou « 9 octobre 2007 »"
    return _error(typed, why, years)


def _error(typed: str, why: str, years: list[str]) -> NoticeError:
    choices = tuple((year, year) for year in years if year != "0000")
    return NoticeError(f"« {typed} » : {why}.", value=typed, choices=choices)


def _month(word: str) -> str:
    """The number of the one month whose name begins so; empty when none or several do."""
    found = {number for name, number in _months() if name.startswith(word)}
    return str(found.pop()) if len(found) == 1 else ""


@lru_cache(maxsize=1)
def _months() -> tuple[tuple[str, int], ...]:
    from babel.dates import get_month_names  # slow to import, for a command that reads or says no such date

    names = (get_month_names("wide", locale=language).items() for language in ("fr", "en"))
    return (*((_plain(name), number) for each in names for number, name in each), ("sept", 9))


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", " ".join(text.split()))
    return "".join(each for each in spread if not unicodedata.combining(each)).casefold()
