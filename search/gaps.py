"""Gaps: how many records each theme or programme has by region or by years, and so where there are none.

Counts are those that searches give the same reader, theme by theme, so that every cell is a search with that
many answers; what the reader may not see counts nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalogue.fields import NONE
from catalogue.rights import Reader
from catalogue.vocabulary import Vocabulary
from catalogue.vocabulary.labels import fold
from catalogue.vocabulary.regions import SUCCESSORS
from search.door import Catalogue
from search.query import Filter, YearRange
from search.results import Results
from search.search import Search

#: Years in a column when one a year would make more than so many.
MOST_YEARS = 20
PERIOD = 5


class Rows(StrEnum):
    """What stands in the rows, by the name of its facet."""

    THEMES = "theme"
    PROGRAMMES = "programme"


class Columns(StrEnum):
    """What stands in the columns, by the name of its facet."""

    REGIONS = "region"
    YEARS = "year"


@dataclass(frozen=True, slots=True)
class Question:
    """Which matrix is asked for."""

    rows: Rows = Rows.THEMES
    columns: Columns = Columns.REGIONS
    #: Only records of these years, and of this region; None and empty for all.
    years: YearRange | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a region, one year or more, or NONE as either for records without one."""

    region: str = ""
    years: YearRange | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class GapRow:
    """One theme or programme."""

    value: str
    #: 0 for a group of themes, 1 for a theme below one.
    depth: int
    counts: tuple[int, ...]
    #: Records of the row; a record of two regions counts once here and in both columns.
    total: int


@dataclass(frozen=True, slots=True)
class GapMatrix:
    """All counts."""

    columns: tuple[Column, ...]
    rows: tuple[GapRow, ...]
    #: Records of each column whatever their theme, and of all.
    totals: tuple[int, ...]
    total: int

    @property
    def highest(self) -> int:
        """The largest count of a cell below the groups, which the others are shaded against."""
        return max((count for row in self.rows if row.depth for count in row.counts), default=0)


def gap_matrix(catalogue: Catalogue, asked: Question, reader: Reader) -> GapMatrix:
    """Count; one short search a row."""
    everything = _search(catalogue, asked, reader, None)
    columns = tuple(_columns(catalogue, asked, everything))
    rows = []
    for value, depth in _values(catalogue, asked):
        found = _search(catalogue, asked, reader, value)
        rows.append(GapRow(value, depth, _counts(found, columns), found.total))
    return GapMatrix(columns, tuple(rows), _counts(everything, columns), everything.total)


def _search(catalogue: Catalogue, asked: Question, reader: Reader, value: str | None) -> Results:
    filters = [Filter(str(asked.rows), (value,))] if value else []
    if asked.region:
        filters.append(Filter("region", (asked.region,)))
    search = Search(filters=tuple(filters), years=asked.years)
    return catalogue.search(catalogue.query(search, reader, size=1, passages=0, facets=(str(asked.columns),)))


def _values(catalogue: Catalogue, asked: Question) -> Iterator[tuple[str, int]]:
    if asked.rows is Rows.THEMES:
        yield from _tree(catalogue.vocabularies.themes)
    else:
        for programme in catalogue.vocabularies.programmes.concepts.values():
            if _in_force(programme.start, programme.end, asked.years):
                yield programme.identifier, 1
    yield NONE, 0


def _tree(themes: Vocabulary) -> Iterator[tuple[str, int]]:
    """Groups with the themes below them; a theme under several groups stands under each."""
    for theme in themes.concepts.values():
        if not any(parent in themes.concepts for parent in theme.broader):
            yield theme.identifier, 0
            yield from ((below, 1) for below in themes.narrower(theme.identifier))


def _in_force(start: int | None, end: int | None, years: YearRange | None) -> bool:
    """Whether a programme was there in some of the years asked for."""
    first, last = (years.start, years.end) if years else (None, None)
    begun = start is None or last is None or start <= last
    return begun and (end is None or first is None or first <= end)


def _columns(catalogue: Catalogue, asked: Question, everything: Results) -> Iterator[Column]:
    if asked.columns is Columns.REGIONS:
        regions = catalogue.vocabularies.regions
        today = (code for code in regions.concepts if code not in SUCCESSORS)
        yield from (Column(region=code) for code in sorted(today, key=lambda code: fold(regions.label(code))))
        if not asked.region:
            yield Column(region=NONE)
        return
    yield from _periods(asked, everything)
    if asked.years is None:
        yield Column(undated=True)


def _periods(asked: Question, everything: Results) -> Iterator[Column]:
    counted = everything.facets.get("year", ())
    told = sorted(int(each.value) for each in counted if each.count and each.value != NONE)
    first = asked.years.start if asked.years and asked.years.start else next(iter(told), None)
    last = asked.years.end if asked.years and asked.years.end else next(iter(told[::-1]), None)
    if first is None or last is None:
        return
    step = 1 if last - first < MOST_YEARS else PERIOD
    for start in range(first - first % step, last + 1, step):
        yield Column(years=YearRange(max(start, first), min(start + step - 1, last)))


def _counts(found: Results, columns: tuple[Column, ...]) -> tuple[int, ...]:
    told = {each.value: each.count for values in found.facets.values() for each in values}
    return tuple(sum(told.get(value, 0) for value in _facet_values(column)) for column in columns)


def _facet_values(column: Column) -> Iterator[str]:
    if column.undated:
        yield NONE
    elif column.years is None:
        yield column.region
    elif column.years.start is not None and column.years.end is not None:
        yield from map(str, range(column.years.start, column.years.end + 1))
