"""Figures: numbers on places and years that the centre loads, from tables in `figures/` of the library.

In: CSV with the columns place, indicator, year, value and source, in French or English, a place by its code
or its name; out: values by place, and each row that cannot be used with its reason. A number without a source
is none of ours: it is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from catalogue.errors import NoticeError
from catalogue.intake import IntakeError
from catalogue.library import Library
from catalogue.spreadsheet import SheetRow, read_rows
from catalogue.vocabulary.labels import fold

FOLDER = "figures"
#: Column, folded → what it holds.
COLUMNS = {
    "lieu": "place", "territoire": "place", "place": "place", "code": "place",
    "indicateur": "indicator", "indicator": "indicator",
    "annee": "year", "year": "year",
    "valeur": "value", "value": "value", "nombre": "value",
    "source": "source",
    "unite": "unit", "unit": "unit",
}  # fmt: skip
NEEDED = ("place", "indicator", "year", "value", "source")
#: Shares that were computed have as many decimals as a program keeps; some leave out the nought before them.
_WRITTEN = re.compile(r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")
_YEAR = re.compile(r"[12]\d{3}")
#: Bytes of one table.
LARGEST = 5_000_000

#: The place a name or a code stands for; raises NoticeError for none or several.
Placed = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number."""

    place: str
    indicator: str
    year: int
    value: Decimal
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class RefusedFigure:
    """One row, or a whole table, that cannot be used."""

    #: « chiffres.csv, ligne 12 ».
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the tables of a library say."""

    of: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    refused: tuple[RefusedFigure, ...] = ()


def figures_folder(library: Library) -> Path:
    """Where the tables stand."""
    return library.folder / FOLDER


def read_figures(library: Library, placed: Placed) -> Figures:
    """Every table of the library, by place and then by indicator and year."""
    held: dict[str, list[Figure]] = {}
    refused: list[RefusedFigure] = []
    folder = figures_folder(library)
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        for each in figures_in(path.name, path.read_bytes()[: LARGEST + 1], placed):
            if isinstance(each, RefusedFigure):
                refused.append(each)
            else:
                held.setdefault(each.place, []).append(each)
    return Figures({place: tuple(sorted(each, key=_order)) for place, each in held.items()}, tuple(refused))


def _order(figure: Figure) -> tuple[str, int]:
    return figure.indicator, figure.year


def figures_in(name: str, content: bytes, placed: Placed) -> Iterator[Figure | RefusedFigure]:
    """The rows of one table."""
    if len(content) > LARGEST:
        yield RefusedFigure(name, f"Ce tableau dépasse {LARGEST // 1_000_000} Mo. Partagez-le.")
        return
    try:
        rows = list(read_rows(content))
    except IntakeError as error:
        yield RefusedFigure(name, str(error))
        return
    columns = {COLUMNS.get(fold(column)) for row in rows[:1] for column in row.cells}
    if missing := [each for each in NEEDED if rows and each not in columns]:
        wanted = ", ".join(next(name for name, held in COLUMNS.items() if held == each) for each in missing)
        yield RefusedFigure(name, f"Il manque les colonnes : {wanted}.")
        return
    for row in rows:
        yield _figure(f"{name}, ligne {row.line}", row, placed)


def _figure(where: str, row: SheetRow, placed: Placed) -> Figure | RefusedFigure:
    said = {COLUMNS.get(fold(name), ""): cell for name, cell in row.cells.items()}
    if row.error:
        return RefusedFigure(where, row.error)
    if lacking := [name for name in NEEDED if not said.get(name)]:
        return RefusedFigure(where, f"Il manque : {', '.join(lacking)}.")
    if not _YEAR.fullmatch(said["year"]):
        return RefusedFigure(where, f"« {said['year']} » n'est pas une année.")
    try:
        value = _number(said["value"])
        place = placed(said["place"])
    except InvalidOperation:
        return RefusedFigure(where, f"« {said['value']} » n'est pas un nombre.")
    except NoticeError as error:
        return RefusedFigure(where, str(error))
    return Figure(place, said["indicator"], int(said["year"]), value, said.get("unit", ""), said["source"])


def _number(text: str) -> Decimal:
    """« 129 330 », « 5,3 », « 5.3 »."""
    plain = re.sub(r"[\s\u202f\u00a0']", "", text).replace(",", ".")
    if not _WRITTEN.fullmatch(plain):  # « 1,29E+05 » is what a spreadsheet leaves of a number it shortened
        raise InvalidOperation
    return Decimal(plain)


def series(figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """(indicator, unit) → its years in order."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for each in figures:
        found.setdefault((each.indicator, each.unit), []).append(each)
    return found
