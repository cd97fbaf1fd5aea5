"""Cells that stand far beyond all that is read of a sheet, taken out before the sheet is read.

A reader of workbooks makes a place for every cell between the first and the last. One that somebody touched
in the last column of the last row, which happens by a slip of the hand, makes it ask for more memory than
there is.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from indexer.extract.table_rows import MOST_CELLS, MOST_ROWS

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Z]+)(\d+)["']""")
#: A cell with what it holds; cells hold no cells.
_WHOLE_CELL = re.compile(
    rb"""<((?:\w+:)?)c\s[^<>]*?\br=["']([A-Z]+)(\d+)["'][^<>]*?(?:/>|(?<!/)>.*?</\1c\s*>)""", re.DOTALL
)
#: Cells that fit into the memory a reader is given, several times over.
_MANY = MOST_ROWS * MOST_CELLS


def without_far_cells(content: bytes) -> tuple[bytes, bool]:
    """A workbook of Excel's, and whether cells were taken out: unread ones, where they make it large."""
    with ZipFile(BytesIO(content)) as package:
        sheets = {name: package.read(name) for name in package.namelist() if _SHEET.fullmatch(name)}
        wide = {name: _cut(sheet) for name, sheet in sheets.items() if _extent(sheet) > _MANY}
        if not wide:
            return content, False
        written = BytesIO()
        with ZipFile(written, "w", ZIP_DEFLATED) as copy:
            for name in package.namelist():
                copy.writestr(name, wide.get(name) or package.read(name))
    return written.getvalue(), True


def _extent(sheet: bytes) -> int:
    """How many cells there are between the first of all and the last row and column."""
    last_row = last_column = 0
    for column, row in _CELL.findall(sheet):
        last_row, last_column = max(last_row, int(row[:20])), max(last_column, _number(column))
    return last_row * last_column


def _cut(sheet: bytes) -> bytes:
    def kept(cell: re.Match[bytes]) -> bytes:
        near = int(cell[3][:20]) <= MOST_ROWS and _number(cell[2]) <= MOST_CELLS
        return cell[0] if near else b""

    return _WHOLE_CELL.sub(kept, sheet)


def _number(column: bytes) -> int:
    """A column by its number: A is 1, XFD 16 384."""
    number = 0
    for letter in column[:8]:
        number = number * 26 + letter - 64
    return number
