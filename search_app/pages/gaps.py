"""The gap matrix as a page and as a table to take away: every count is a search."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for

from catalogue.fields import NONE
from catalogue.spreadsheet import write_rows
from search.gaps import Column, Columns, GapMatrix, Question, Rows, gap_matrix
from search.gaps import GapRow as CountedRow
from search_app.language import N_, _, counted, number_text
from search_app.pages.labels import value_label, years_text
from search_app.pages.links import Link, search_url
from search_app.pages.ways import value_url
from search_app.site_library import catalogue, reader
from search_app.state import FACET_KEYS, SearchState, write_years

#: Shades of a cell that is not empty.
SHADES = 4
#: Keys of the address and their values.
ROW_KEY, COLUMN_KEY = "par", "colonnes"
COLUMN_VALUES = {Columns.REGIONS: "region", Columns.YEARS: "annee"}
_ROW_NAMES = {Rows.THEMES: N_("Thèmes"), Rows.PROGRAMMES: N_("Dispositifs")}
_COLUMN_NAMES = {Columns.REGIONS: N_("Régions"), Columns.YEARS: N_("Années")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One count, and the search that gives it."""

    #: Empty where there is nothing to find.
    url: str
    count: str
    #: Name of the column, said before the count, and shown beside it where the table is narrow.
    column: str
    #: 0 for none, to SHADES.
    shade: int


@dataclass(frozen=True, slots=True)
class GapLine:
    """One row as printed."""

    link: Link
    group: bool
    cells: tuple[Cell, ...]
    #: All of the row, whatever the column; leads nowhere where there is nothing.
    total: Link


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One value of a list in the form."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class GapPage:
    """All that `parts/gaps.html` prints."""

    caption: str
    first: str
    columns: tuple[str, ...]
    lines: tuple[GapLine, ...]
    totals: tuple[str, ...]
    total: str
    rows: tuple[FormChoice, ...]
    columns_by: tuple[FormChoice, ...]
    regions: tuple[FormChoice, ...]
    year_from: str
    year_to: str
    csv: str
    action: str


def gap_page(asked: Question, *, action: str) -> GapPage:
    """The matrix for whoever asks; `action` is the page its form leads back to."""
    matrix = gap_matrix(catalogue(), asked, reader())
    years = asked.years
    regions = sorted(
        (code for code, region in catalogue().vocabularies.regions.concepts.items() if not region.broader),
        key=lambda code: value_label("region", code),
    )
    return GapPage(
        caption=_caption(asked, matrix),
        first=_(_ROW_NAMES[asked.rows]),
        columns=tuple(_column_name(each) for each in matrix.columns),
        lines=tuple(_line(asked, matrix, row) for row in matrix.rows),
        totals=tuple(map(number_text, matrix.totals)),
        total=number_text(matrix.total),
        rows=tuple(FormChoice(str(each), _(name), each is asked.rows) for each, name in _ROW_NAMES.items()),
        columns_by=tuple(
            FormChoice(COLUMN_VALUES[each], _(name), each is asked.columns)
            for each, name in _COLUMN_NAMES.items()
        ),
        regions=tuple(
            FormChoice(code, value_label("region", code), code == asked.region) for code in regions
        ),
        year_from=str(years.start or "") if years else "",
        year_to=str(years.end or "") if years else "",
        csv=url_for("gaps.table", **gap_arguments(asked)),
        action=action,
    )


def gap_table(asked: Question) -> str:
    """The same counts as CSV, with the identifier of each row."""
    matrix = gap_matrix(catalogue(), asked, reader())
    columns = (_column_name(each) for each in matrix.columns)
    names = (_("Identifiant"), _(_ROW_NAMES[asked.rows]), *columns, _("Total"))
    rows = ((row.value, _row_name(asked, row), *map(str, row.counts), str(row.total)) for row in matrix.rows)
    return write_rows(names, [*rows, ("", _("Tous"), *map(str, matrix.totals), str(matrix.total))])


def gap_arguments(asked: Question) -> dict[str, Any]:
    """The question as an address holds it; what is usual is left out."""
    said = {
        ROW_KEY: "" if asked.rows is Rows.THEMES else str(asked.rows),
        COLUMN_KEY: "" if asked.columns is Columns.REGIONS else COLUMN_VALUES[asked.columns],
        FACET_KEYS["year"]: write_years(asked.years),
        FACET_KEYS["region"]: asked.region,
    }
    return {key: value for key, value in said.items() if value}


def _caption(asked: Question, matrix: GapMatrix) -> str:
    parts = [_(_ROW_NAMES[asked.rows]), _(_COLUMN_NAMES[asked.columns]).lower()]
    caption = _("%(rows)s par %(columns)s") % {"rows": parts[0], "columns": parts[1]}
    within = [value_label("region", asked.region)] if asked.region else []
    within += [years_text(asked.years)] if asked.years else []
    documents = counted("%(num)s document", "%(num)s documents", matrix.total)
    return f"{', '.join([caption, *within])} ({documents})"


def _line(asked: Question, matrix: GapMatrix, row: CountedRow) -> GapLine:
    name = _row_name(asked, row)
    found = search_url(_state(asked, row.value)) if row.total else ""
    link = Link(name, value_url(str(asked.rows), row.value))
    total = Link(number_text(row.total), found)
    return GapLine(link, row.depth == 0, tuple(_cells(asked, matrix, row)), total)


def _cells(asked: Question, matrix: GapMatrix, row: CountedRow) -> Iterator[Cell]:
    highest = matrix.highest
    for column, count in zip(matrix.columns, row.counts, strict=True):
        shade = min(-(-SHADES * count // highest), SHADES) if highest else 0
        url = search_url(_state(asked, row.value, column)) if count else ""
        yield Cell(url, number_text(count), _column_name(column), shade)


def _state(asked: Question, value: str, column: Column | None = None) -> SearchState:
    """The search that a row, or a cell of it, counts."""
    state = SearchState().selecting(str(asked.rows), [value]).between(asked.years)
    region = (column.region if column else "") or asked.region
    if region:
        state = state.selecting("region", [region])
    if column and column.undated:
        return state.selecting("year", [NONE])
    return state.between(column.years) if column and column.years else state


def _row_name(asked: Question, row: CountedRow) -> str:
    return value_label(str(asked.rows), row.value)


def _column_name(column: Column) -> str:
    if column.undated:
        return value_label("year", NONE)
    if column.years is None:
        return value_label("region", column.region)
    return years_text(column.years)
