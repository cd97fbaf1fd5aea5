"""What makes a workbook larger than what it says, taken out before it is read: far cells, repeats, counts.

A reader of workbooks makes a place for every cell between the first and the last, and as many places for
strings as the file says there are. A cell that somebody touched in the last column of the last row, which
happens by a slip of the hand, makes it ask for more memory than there is.
"""

import re
from io import BytesIO
from zipfile import ZipFile

from indexer.extract.table_rows import MOST_CELLS, MOST_ROWS

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRINGS, _OPEN_DOCUMENT = "xl/sharedStrings.xml", "content.xml"
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Z]+)(\d+)["']""")
#: A cell with what it holds; cells hold no cells.
_WHOLE_CELL = re.compile(
    rb"""<((?:\w+:)?)c\s[^<>]*?\br=["']([A-Z]+)(\d+)["'][^<>]*?(?:/>|(?<!/)>.*?</\1c\s*>)""", re.DOTALL
)
#: How many strings there are said to be; readers do without.
_COUNT = re.compile(rb"""\s(?:uniqueC|c)ount=["'](\d+)["']""")
_MANY_STRINGS = 1_000_000
_REPEATED = re.compile(rb"""(:number-(row|column)s-repeated=["'])(\d+)""")
#: Repeated rows and columns that are read as often as they are said to stand there.
_REPEATS = {b"row": 1000, b"column": MOST_CELLS + 1}
#: Cells that fit into the memory a reader is given, several times over.
_MANY = MOST_ROWS * MOST_CELLS


def without_far_cells(content: bytes) -> tuple[bytes, bool]:
    """A workbook that can be read, and whether far cells were taken out of it."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist() if _holds_cells(name)}
        made = {name: _tamed(name, part) for name, part in parts.items()}
        if made == parts:
            return content, False
        written = BytesIO()
        with ZipFile(written, "w") as copy:
            for name in package.namelist():
                copy.writestr(name, made[name] if name in made else package.read(name))
    cut = any(made[name] != part for name, part in parts.items() if _SHEET.fullmatch(name))
    return written.getvalue(), cut


def _holds_cells(name: str) -> bool:
    return name in (_STRINGS, _OPEN_DOCUMENT) or _SHEET.fullmatch(name) is not None


def _tamed(name: str, part: bytes) -> bytes:
    if name == _STRINGS:
        begin, end, rest = part.partition(b"<si")
        said = max((int(count[1][:20]) for count in _COUNT.finditer(begin)), default=0)
        return _COUNT.sub(b"", begin) + end + rest if said > _MANY_STRINGS else part
    if name == _OPEN_DOCUMENT:
        return _REPEATED.sub(lambda said: said[1] + b"%d" % min(int(said[3][:9]), _REPEATS[said[2]]), part)
    return _cut(part) if _extent(part) > _MANY else part


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
