"""Figures: numbers, dates, references and amounts, however they are separated.

`1 500`, `1.500` and `1500` are one number, `12/03/2019` and `12 mars 2019` one day, `L. 5211-1` and `L5211-1`
one article, `QPV2024` a word and a year. In comes one chunk; out come the words it is read as.
"""

import re
from typing import NamedTuple

from search.analysis.folding import fold

#: Folded, in order.
MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_DAY = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})")
_SHORT_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{2})")
_SHORT_DOTTED = re.compile(r"(?P<day>[0-3]\d)\.(?P<month>[01]\d)\.(?P<year>\d{2})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_MONTH = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})")
_AMOUNT = re.compile(r"([\d.,]+)\s?(M|k|K|Md)€")
_AMOUNTS = {"m": ("million", 10**6), "k": ("mille", 10**3), "md": ("milliard", 10**9)}
#: Years of two figures below this one are of this century.
_CENTURY = 50
#: Groups of figures: thousands, a telephone, a SIRET, an ISBN.
_GROUPS = re.compile(
    r"(?:97[89]-)?\d{1,5}-\d{1,7}-\d{1,7}-[\dX]|\d{1,3}(?:[\s.]\d{3})+(?:\s\d{5})?|\d{2}(?:[\s./-]\d{2}){4}"
    r"|(?!(?:19|20)\d\d-(?:19|20)\d\d)\d{4}-\d{3}[\dXx]"
)
#: A telephone as it is dialled from abroad: 33 stands for the 0 (`+33 2 47 05 12 34`).
_ABROAD = re.compile(r"(?:00)?33[\s.]?(?:\(0\)\s?)?(\d(?:[\s.-]?\d{2}){4})")
#: An article of a code or the number of a quarter: one or two letters, then figures, a letter behind several.
_REFERENCE = re.compile(r"([A-Za-z]{1,2})\.?\s?\*?\s?(\d+(?:\s\d+)+\s?[A-Z]|\d[\d\s]*(?:-\d+)*)")
#: The number under which ministries publish, NOR (`INTA0600078C`, `INTA 0600078 C`, `INT/A/06/00078/C`).
_NOR = re.compile(r"([A-Z]{3})[\s/]?([A-Z])[\s/]?(\d{2})[\s/]?(\d{5})[\s/]?([A-Z])")
#: A word and figures written together (`QPV2024`, `50km`, `20h30`); not an ordinal.
_GLUED = re.compile(r"([^\W\d_]{2,})(\d{1,7})|(\d{1,4})([^\W\d_]{1,3})(\d{0,2})")
_ORDINAL = re.compile(r"(?:\d{1,4}|[IVX]+)(?:ers?|[eè]?res?|i?[eè]mes?|nde?s?|es?|[°º])|2ds?")
#: Compounds of a stop word written in two words.
_APART = re.compile(r"(bien|mal|savoir) (etre)|(rendez) (vous)")
_OPTIONAL = re.compile(r"([A-Z]{2,6})\(([a-z]{1,3})\)")
_UNITS = (
    "",
    "unieme",
    "deuxieme",
    "troisieme",
    "quatrieme",
    "cinquieme",
    "sixieme",
    "septieme",
    "huitieme",
    "neuvieme",
)
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


class Figures(NamedTuple):
    """What a chunk with figures is read as."""

    #: Words that follow each other.
    parts: tuple[str, ...]
    #: All of it as one word, empty when its parts say enough.
    whole: str = ""
    #: Offset and word of what finds it too.
    also: tuple[tuple[int, str], ...] = ()


def read_figures(chunk: str) -> Figures | None:
    """The words of a chunk that is a number, a date, an amount or a reference; None for any other."""
    return _date(chunk) or _number(chunk) or _reference(chunk) or _spelled(chunk)


def spelled_ordinal(number: int) -> tuple[str, ...]:
    """An ordinal from 21 to 69 in letters (`vingt`, `unieme`), nothing for others."""
    tens, unit = divmod(number, 10)
    return (_TENS[tens], _UNITS[unit]) if tens in _TENS and unit else ()


def _date(chunk: str) -> Figures | None:
    found = (
        _DAY.fullmatch(chunk)
        or _SHORT_DAY.fullmatch(chunk)
        or _SHORT_DOTTED.fullmatch(chunk)
        or _ISO.fullmatch(chunk)
        or _MONTH.fullmatch(chunk)
    )
    if found is None or not 1 <= int(found["month"]) <= len(MONTHS):
        return None
    day = found.groupdict().get("day")
    year = int(found["year"])
    year += 0 if year > 99 else 2000 if year < _CENTURY else 1900
    parts = (*((str(int(day)),) if day else ()), MONTHS[int(found["month"]) - 1], str(year))
    return Figures(parts, "", ((len(parts) - 2, found["month"]),))


def _number(chunk: str) -> Figures | None:
    if found := _AMOUNT.fullmatch(chunk):
        unit, factor = _AMOUNTS[found[2].lower()]
        written = re.findall(r"\d+", found[1])
        value = round(float(".".join(written[:2])) * factor)
        return Figures((*written, unit), str(value))
    if found := _ABROAD.fullmatch(chunk):
        digits = "0" + "".join(re.findall(r"\d", found[1]))
        return Figures(tuple(re.findall(r"\d\d", digits)), digits)
    if _GROUPS.fullmatch(chunk):
        parts = re.findall(r"[\dX]+", chunk)
        return Figures(tuple(map(str.lower, parts)), "".join(parts).lower())
    return None


def _reference(chunk: str) -> Figures | None:
    if found := _APART.fullmatch(fold(chunk)):
        first, second = filter(None, found.groups())
        return Figures((first, second), first + second)
    if found := _OPTIONAL.fullmatch(chunk):
        return Figures((fold(found[1]),), fold(found[1] + found[2]))
    if found := _NOR.fullmatch(chunk):
        whole = fold("".join(found.groups()))
        return Figures((whole,))
    found = _REFERENCE.fullmatch(chunk)
    if found is None:
        return None
    figures = fold(re.sub(r"\s", "", found[2]))
    parts = (fold(found[1]), *map(fold, re.findall(r"\d+|[A-Z]", found[2])))
    return Figures(parts, fold(found[1]) + figures)


def _spelled(chunk: str) -> Figures | None:
    """A word and figures glued together, and ordinals that are also written in two words."""
    if _ORDINAL.fullmatch(chunk):
        number = re.match(r"\d+", chunk)
        if number is None:
            return None
        also = tuple((0, word) for word in (*spelled_ordinal(int(number[0])), *("1" * (chunk == "1er"))))
        return Figures((f"{int(number[0])}e",), "", also)
    if len(chunk) == 2 and chunk[0] == "0" and chunk.isdigit():
        # The day of a month, as forms have it.
        return Figures((chunk,), "", ((0, chunk[1]),))
    if found := _GLUED.fullmatch(chunk):
        parts = tuple(fold(each) for each in found.groups() if each)
        unit = "".join(parts[1:])
        # `300m2` is 300 `m2`, as it is written with a space.
        return Figures(parts, fold(chunk), ((1, unit),) if parts[2:] else ())
    return None
