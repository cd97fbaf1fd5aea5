"""A search as its address tells it: URL ⇄ state, both ways, pure.

The address is the whole state. Empty and default values never stand in it and its keys have one order, so one
search has one address. What cannot be read is left out and named in a `Problem`, for the page to say so.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from catalogue.fields import FACETS, NONE
from search.query import MAX_PAGE, PAGE_SIZE, Filter, Sort, YearRange
from search.search import Search

#: Longest question read; the rest is cut off and the page says so.
MAX_TEXT = 500
#: Most values of one facet in one address.
MAX_VALUES = 50

#: Facet → its key in the address, in the order of the address.
FACET_KEYS = {facet.name: facet.key for facet in FACETS.values()}
#: What the two boxes of the form send, joined into `annee` at once.
YEAR_BOXES = ("annee_min", "annee_max")
NO_SYNONYMS = "non"
#: Hits a page one may choose; the first is usual.
PAGE_SIZES = (PAGE_SIZE, 20, 50)

_YEARS = re.compile(r"([0-9]{4})?(\.\.)?([0-9]{4})?")
_NUMBER = re.compile(r"[0-9]{1,9}")

Pairs = Iterable[tuple[str, str]]
#: Whether a facet has this value at all, selected by anyone or not.
Known = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Problem:
    """One value of the address that was left out, named by its key."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchState(Search):
    """A search as the visitor set it; filters stand in the order of the address."""

    #: Hits a page.
    size: int = PAGE_SIZE
    #: Which of its results was opened, counted from 1; 0 on the list itself, whose address never says it.
    rank: int = 0

    def asking(self, text: str) -> "SearchState":
        """The same filters for other words, from the first page."""
        return replace(self, text=text, page=1)

    def selecting(self, facet: str, values: Iterable[str]) -> "SearchState":
        """Exactly these values of one facet, from the first page."""
        chosen = {each.field: each.values for each in self.filters}
        chosen[facet] = tuple(sorted(set(values)))
        filters = tuple(Filter(name, chosen[name]) for name in FACET_KEYS if chosen.get(name))
        return replace(self, filters=filters, page=1)

    def without(self, facet: str, value: str) -> "SearchState":
        """The same search without one value of one facet; the years go as a whole."""
        if facet == "year" and value != NONE:
            return self.between(None)
        return self.selecting(facet, (each for each in self.values(facet) if each != value))

    def between(self, years: YearRange | None) -> "SearchState":
        """The same search within other years, from the first page; a year is a date, so none goes."""
        filters = tuple(each for each in self.filters if each.field != "year") if years else self.filters
        return replace(self, filters=filters, years=years, page=1)

    def sorted_by(self, sort: Sort) -> "SearchState":
        """The same search in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def ranked(self, rank: int) -> "SearchState":
        """The same search as seen from one of its results."""
        return replace(self, page=1, rank=rank)

    def at(self, page: int) -> "SearchState":
        """Another page of the same answer."""
        if page == self.page:
            return self
        return replace(self, page=page)

    def sized(self, size: int) -> "SearchState":
        """The same answer with so many hits a page, from the first page."""
        return replace(self, size=size, page=1)

    def literally(self) -> "SearchState":
        """The same search with the words as typed only."""
        return replace(self, expand=False, page=1)

    def everywhere(self) -> "SearchState":
        """The same words and order without any filter."""
        return replace(self, filters=(), years=None, page=1)

    def pairs(self) -> list[tuple[str, str]]:
        """The state as an address holds it, in canonical order."""
        found = [("q", self.text)]
        if self.narrowed:  # most searches are not, and a page writes forty addresses
            filters = {each.field: each.values for each in self.filters}
            for facet, key in FACET_KEYS.items():
                values = filters.get(facet, ())
                if facet == "year" and self.years is not None:
                    values = (write_years(self.years),)
                found += [(key, value) for value in values]
        found.append(("tri", "" if self.sort is Sort.RELEVANCE else self.sort.value))
        found.append(("synonymes", "" if self.expand else NO_SYNONYMS))
        found.append(("par_page", "" if self.size == PAGE_SIZE else str(self.size)))
        found.append(("page", "" if self.page == 1 else str(self.page)))
        return [pair for pair in found if pair[1]]

    def arguments(self) -> dict[str, Any]:
        """The same as `url_for` takes it."""
        arguments: dict[str, Any] = {}
        for key, value in self.pairs():
            arguments.setdefault(key, []).append(value)
        return arguments


def write_years(years: YearRange | None) -> str:
    """`2007`, `2005..2010`, `2005..` or `..2010`; empty when any year will do."""
    if years is None or (years.start is None and years.end is None):
        return ""
    start, end = (f"{year:04d}" if year is not None else "" for year in (years.start, years.end))
    return start if start == end else f"{start}..{end}"


def read_years(text: str) -> YearRange | None:
    """The reverse of `write_years`, years put in order; None when it cannot be read."""
    match = _YEARS.fullmatch(text)
    if not match or not (match[1] or match[3]):
        return None
    start, end = (int(year) if year else None for year in (match[1], match[3]))
    if not match[2]:
        return YearRange(start, start) if match[1] and not match[3] else None
    if start is not None and end is not None and start > end:
        start, end = end, start
    return YearRange(start, end)


def read_state(pairs: Pairs, known: Known) -> tuple[SearchState, tuple[Problem, ...]]:
    """The state an address asks for, and what of it could not be read; unknown keys are ignored."""
    given: dict[str, list[str]] = {}
    for key, value in pairs:
        cleaned = _cleaned(value)
        if cleaned:
            given.setdefault(key, []).append(cleaned)
    problems: list[Problem] = []
    state = SearchState(
        text=_text(given, problems),
        filters=tuple(_filters(given, known, problems)),
        years=_years(given, problems),
        sort=_sort(given, problems),
        page=_page(given, problems),
        size=_size(given, problems),
        expand=_expand(given, problems),
    )
    return state, tuple(problems)


def _cleaned(value: str) -> str:
    """The value with control characters and lone surrogates dropped, then spaces made single."""
    kept = (each for each in value if each.isspace() or unicodedata.category(each) not in {"Cc", "Cs"})
    return " ".join("".join(kept).split())


def _text(given: dict[str, list[str]], problems: list[Problem]) -> str:
    text = given.get("q", [""])[0]
    if len(text) > MAX_TEXT:
        problems.append(Problem("q", text[:60]))
    return text[:MAX_TEXT].strip()


def _filters(given: dict[str, list[str]], known: Known, problems: list[Problem]) -> Iterable[Filter]:
    for facet, key in FACET_KEYS.items():
        if facet == "year":
            # With years as well, these say more: what is within them has a date.
            if given.get(key, []) == [NONE] and not any(given.get(box) for box in YEAR_BOXES):
                yield Filter(facet, (NONE,))
            continue
        wanted = list(dict.fromkeys(given.get(key, [])))
        values = [value for value in wanted[:MAX_VALUES] if known(facet, value)]
        problems += [Problem(key, value) for value in wanted if value not in values][:5]
        if values:
            yield Filter(facet, tuple(sorted(values)))


def _years(given: dict[str, list[str]], problems: list[Problem]) -> YearRange | None:
    boxes = [given.get(box, [""])[0] for box in YEAR_BOXES]
    told = [each for each in given.get("annee", []) if each != NONE]
    said = [box for box in boxes if box] or told[:1] or [""]
    years = read_years("..".join(boxes) if any(boxes) else said[0])
    if said[0] and years is None:
        problems.append(Problem("annee", ", ".join(said)))
    return years


def _sort(given: dict[str, list[str]], problems: list[Problem]) -> Sort:
    value = given.get("tri", [Sort.RELEVANCE.value])[0]
    if value in set(Sort):
        return Sort(value)
    problems.append(Problem("tri", value))
    return Sort.RELEVANCE


def _page(given: dict[str, list[str]], problems: list[Problem]) -> int:
    value = given.get("page", ["1"])[0]
    if _NUMBER.fullmatch(value) and 1 <= int(value) <= MAX_PAGE:
        return int(value)
    problems.append(Problem("page", value))
    return 1


def reads_on_past_all(problems: Iterable[Problem]) -> bool:
    """Whether a page was asked for beyond those that any search has.

    A person is shown the first one again and told so; a program that reads on until nothing comes would
    read on for ever, so it is given nothing.
    """
    asked = (each.value for each in problems if each.key == "page" and each.value.isdecimal())
    return any(len(value) > len(str(MAX_PAGE)) or int(value) > MAX_PAGE for value in asked)


def _size(given: dict[str, list[str]], problems: list[Problem]) -> int:
    value = given.get("par_page", [str(PAGE_SIZE)])[0]
    if value in map(str, PAGE_SIZES):
        return int(value)
    problems.append(Problem("par_page", value))
    return PAGE_SIZE


def _expand(given: dict[str, list[str]], problems: list[Problem]) -> bool:
    value = given.get("synonymes", [""])[0]
    if value and value != NO_SYNONYMS:
        problems.append(Problem("synonymes", value))
    return value != NO_SYNONYMS
