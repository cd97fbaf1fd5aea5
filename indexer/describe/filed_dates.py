"""The dates an address says: papers and blogs file a page under the day it came out, or name it by it.

`/2017/12/12/au-conseil-citoyen` is a page of that day; `contrat-de-ville-2015-2020.html` repeats a title.
What each way of telling is worth beside the text is learnt (`by_origin`), and a page whose address says no
date is dated as if there were no address.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from indexer.describe.by_origin import BY_ORIGIN, OWN, beside, rivals
from indexer.describe.weights import Signs, Weights
from indexer.describe.written_dates import dates_in, edtf, years_in

#: The question that a document's own dates are asked under (`year_signs`).
YEAR = "year"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
#: A page filed by folders: a year, its month, its day, or the day first.
_FOLDERS = (
    re.compile(rf"(?:^|/){_YEAR}(?:/(?P<month>\d\d?)(?:/(?P<day>\d\d?))?)?(?=/|$)"),
    re.compile(rf"(?:^|/)(?P<day>\d\d?)/(?P<month>\d\d?)/{_YEAR}(?=/|$)"),
)
#: A day in figures within a name: `352633-20091006-succes`, `,02-07-2015.html`, `23091994`.
_FIGURES = (
    re.compile(rf"(?<!\d){_YEAR}(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark){_YEAR}(?!\d)"),
)
_EXACT = {4: "a year", 7: "a month", 10: "a day"}

#: Date → how an address says it: `filed: a day`, `named: a year`.
Filed = Mapping[str, str]


def filed_dates(path: Iterable[str]) -> Filed:
    """The dates of the segments of a path, each as it is said most surely."""
    segments = tuple(path)
    found = chain(
        ((date, "filed") for date in _folders("/".join(segments))),
        ((date, "named") for each in segments for date in _names(each)),
    )
    dates: dict[str, str] = {}
    for date, how in found:
        dates.setdefault(date, f"{how}: {_EXACT[len(date)]}")
    return dates


def _folders(path: str) -> Iterator[str]:
    for form in _FOLDERS:
        for found in form.finditer(path):
            yield _date(found) or found["year"]


def _names(segment: str) -> Iterator[str]:
    dates = [date for form in _FIGURES for found in form.finditer(segment) if (date := _date(found))]
    words = re.sub(r"[-_+,.]+", " ", segment)
    dates += [each.value for each in dates_in(words)]
    yield from dates
    if not segment.isdigit():
        told = {date[:4] for date in dates}
        yield from (each.value for each in years_in(words) if each.value not in told)


def _date(found: re.Match[str]) -> str | None:
    """The day or month that was found; None when no calendar has it, or only a year was."""
    return edtf(int(found["year"]), int(found["month"]), int(found["day"] or 0)) if found["month"] else None


def signs_by_address(filed: Filed, years: Iterable[str], last: int) -> dict[str, dict[str, float]]:
    """Year → what the address says of it, for those of the text and its own; empty where it says none.

    `last` is the latest year a document may be of.
    """
    said: dict[str, dict[str, float]] = {}
    for date, how in filed.items():
        if int(date[:4]) <= last:
            said.setdefault(date[:4], {})[how] = 1.0
    surest = {how.split(":")[0] for signs in said.values() for how in signs}
    another = "another is filed" if "filed" in surest else "another is named"
    found = {year: {another: 1.0} for year in years} if said else {}
    alone = {"only one": 1.0} if len(said) == 1 else {}
    return found | {year: {**signs, **alone, OWN: 1.0} for year, signs in said.items()}


def by_address(
    weights: Weights, chances: Mapping[str, float], said: Mapping[str, Signs]
) -> Mapping[str, float]:
    """How likely each year is by the text and by what the address says, by the text alone without one."""
    question = BY_ORIGIN[YEAR]
    if not said or question not in weights.questions:
        return chances
    told = {year: chances.get(year) for year in said}
    others = rivals(told)
    signs = {year: beside(told[year], each, others[year]) for year, each in said.items()}
    return weights.choice(question, signs)
