"""Rows of a spreadsheet as lines that can be found and understood alone: each value after its heading.

« Reims » in the fortieth column of the three-hundredth row means nothing to a reader of passages; « Commune :
Reims | Conseils citoyens : 4 » does. A row of headings is recognised where there is one, and only then.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from indexer.extract.flow import CELL_SEPARATOR, Block

#: Rows among which headings are looked for, below titles and notes.
_FIRST_ROWS = 15
#: Letters of a heading; longer ones are sentences, and are cut.
_LONGEST_HEADING = 60
#: Rows and cells read of one sheet; more is data for machines, and is said.
MOST_ROWS = 50_000
MOST_CELLS = 200

Row = Sequence[str]


def blocks_of_rows(rows: Iterable[Row], name: str = "") -> tuple[list[Block], str]:
    """The blocks of one sheet under its name, and what is not read of it, said in French; empty for all."""
    rows, wider = iter(rows), False
    kept: list[list[str]] = []
    for row in islice(rows, MOST_ROWS):
        kept.append(_cells(row))
        wider = wider or any(row[MOST_CELLS:])
    more = next(rows, None) is not None
    left = [f"plus de {MOST_ROWS} lignes"] * more + [f"plus de {MOST_CELLS} colonnes"] * wider
    said = [row for row in kept if any(row)]
    blocks = [Block(name, level=2)] if name and said else []
    headings = _headings(said)
    for number, row in enumerate(said):
        text = _line(row, said[headings] if headings is not None and number > headings else ())
        blocks.append(Block(text))
    return blocks, " et ".join(left)


def _cells(row: Row) -> list[str]:
    return [" ".join(cell.split()) for cell in row[:MOST_CELLS]]


def _headings(rows: Sequence[Row]) -> int | None:
    """Which row names the columns: the first as wide as the table, of words alone, all different."""
    widest = max((_filled(row) for row in rows[: 4 * _FIRST_ROWS]), default=0)
    if widest < 2 or len(rows) < 2:
        return None
    for number, row in enumerate(rows[:_FIRST_ROWS]):
        cells = [cell for cell in row if cell]
        if 2 * len(cells) > widest and len(cells) > 1:
            named = all(any(map(str.isalpha, cell)) for cell in cells) and len(set(cells)) == len(cells)
            return number if named and max(map(len, cells)) <= 2 * _LONGEST_HEADING else None
    return None


def _filled(row: Row) -> int:
    return sum(map(bool, row))


def _line(row: Row, headings: Row) -> str:
    return CELL_SEPARATOR.join(_named(row, headings))


def _named(row: Row, headings: Row) -> Iterator[str]:
    for column, cell in enumerate(row):
        if not cell:
            continue
        heading = headings[column][:_LONGEST_HEADING] if column < len(headings) else ""
        yield f"{heading} : {cell}" if heading and heading != cell else cell
