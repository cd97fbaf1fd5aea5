"""Spreadsheets: CSV as LibreOffice, Excel and other programs write and read it.

In come bytes in any encoding of theirs, cells separated by commas, semicolons or tabs; out goes each row
under the names of its columns, with the line it begins on. Written cells never pass for a formula.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from catalogue.encodings import decoded
from catalogue.intake import IntakeError

if TYPE_CHECKING:
    import _csv

#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), guarded already or not.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SEPARATORS = ",;\t|"
_SEPARATOR_TOLD = re.compile(r'"?sep=(\\t|[^\w\s]|\t)"?', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
#: Characters of one cell: an abstract, not a document.
_LONGEST_CELL = 200_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a table."""

    #: Counted from 1, the row of names left out.
    number: int
    #: Line of the file it begins on.
    line: int
    #: Column → cell without the spaces around it; columns without a name are left out, and of several columns
    #: of one name the last stands here.
    cells: Mapping[str, str]
    #: Why it is no row of this table; empty when it is one.
    error: str = ""
    #: Every column and its cell in their order, those of one name and those without a name included.
    pairs: tuple[tuple[str, str], ...] = ()


def read_names(content: bytes) -> list[str]:
    """The names of a table's columns, empty when there is none."""
    return next((cells for _, cells, _ in _records(content) if cells), [])


def read_rows(content: bytes) -> Iterator[SheetRow]:
    """The rows of a table, damaged ones with their error; empty ones are passed over.

    Raises IntakeError when there is not even a row of names.
    """
    names: list[str] = []
    number = 0
    for line, cells, error in _records(content):
        if not names and cells:
            names = cells
        elif cells or error:
            number += 1
            yield _row(number, line, names, cells, error)
    if not names:
        raise IntakeError("Ce fichier est vide : sa première ligne doit nommer les colonnes.")


def write_rows(names: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as text, the names of its columns first."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return written.getvalue()


def guarded(cell: str) -> str:
    """The cell behind an apostrophe where a spreadsheet would take it for a formula, as OWASP advises.

    A title may say `=HYPERLINK(…)`, and people open these files without thinking.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _lines(content: bytes) -> tuple[list[str], str, int]:
    """The lines of a table, its separator, and how many lines stand before it.

    Excel takes a first line `sep=;` for the separator of the lines that follow.
    """
    text = decoded(content).replace("\0", "").removeprefix("\ufeff")
    lines = io.StringIO(text, newline="").readlines()
    if lines and (told := _SEPARATOR_TOLD.fullmatch(lines[0].strip())):
        return lines, "\t" if told[1] == "\\t" else told[1], 1
    first = next((line for line in lines if line.strip()), "")
    return lines, max(_SEPARATORS, key=_QUOTED.sub("", first).count), 0


def _records(content: bytes) -> Iterator[tuple[int, list[str], str]]:
    """Line, cells and error of each record. One that cannot be read costs the line it begins on, no more."""
    csv.field_size_limit(_LONGEST_CELL)
    lines, separator, start = _lines(content)
    reader = _reader(lines, start, separator)
    while True:
        begins = start + reader.line_num
        try:
            cells = [_plain(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            yield (
                begins + 1,
                [],
                "les guillemets de cette ligne ne se ferment pas comme il faut ; corrigez-les.",
            )
            start = begins + 1
            reader = _reader(lines, start, separator)
        else:
            yield begins + 1, cells if any(cells) else [], ""


def _reader(lines: list[str], start: int, separator: str) -> "_csv.Reader":
    return csv.reader(islice(lines, start, None), delimiter=separator, strict=True)


def _row(number: int, line: int, names: list[str], cells: list[str], error: str) -> SheetRow:
    if any(cells[len(names) :]):
        error = (
            f"elle a {len(cells)} cellules pour {len(names)} colonnes ; une cellule demande des guillemets."
        )
    pairs = tuple(zip(names, cells, strict=False))
    return SheetRow(number, line, {name: cell for name, cell in pairs if name}, error, pairs)


def _plain(cell: str) -> str:
    """The cell without the spaces around it and without the mark that keeps it from being a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
