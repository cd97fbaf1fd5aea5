"""Lines made again from where each letter stands, for pages whose own order misleads.

pdfium gives letters in the order they were drawn. Some programs draw columns row by row, so that every
line holds a piece of each; others put a space between all letters, so that only their distances tell words.
Slow beside pdfium's own text, so only pages that show one of these signs are laid out here.
"""

import ctypes
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

#: Letters of one page looked at; a page of a newspaper has 15 000.
_MOST_GLYPHS = 30_000
#: By how much more than the usual distance between letters, in heights of letters, a space sets them apart:
#: in text set close, and in text whose letters all stand apart.
_CLOSE_SPACE, _WIDE_SPACE = 0.15, 0.3
#: Rows one after the other that must hold two pieces before a page is drawn across its columns.
_FEWEST_ROWS = 4
#: Points between two columns, at least, and by how many the lines of a column may begin apart.
_GUTTER, _SAME_EDGE = 9.0, 6.0
#: A column's line is full from this share of the longest; most are in prose, few in a table.
_FULL, _MOSTLY_FULL = 0.75, 0.6
#: Share of the page's width that a line of prose takes in a column.
_NARROWEST = 0.2

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter and its frame on the page, in points from the lower left corner."""

    letter: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class GlyphLine:
    """A line of a page as laid out here."""

    text: str
    size: float
    left: float
    bottom: float


def column_edges(textpage: pypdfium2.PdfTextPage, width: float) -> tuple[float, ...]:
    """Where each column but the first begins, of columns that were drawn row by row; else empty."""
    run: list[tuple[Box, ...]] = []
    for row in [*_rows(textpage), ()]:
        if len(row) > 1 and (not run or _continues(run[-1], row)):
            run.append(row)
            continue
        if _is_prose(run, width):
            return tuple(min(box[0] for box in column) for column in _columns(run)[1:])
        run = [row] if len(row) > 1 else []
    return ()


def lay_out(textpage: pypdfium2.PdfTextPage, edges: tuple[float, ...] = ()) -> list[GlyphLine]:
    """Make lines of the letters, column by column where there are edges between them."""
    columns: list[list[list[Glyph]]] = [[] for _ in range(len(edges) + 1)]
    for glyph in _glyphs(textpage):
        column = columns[bisect_right(edges, glyph.left + 1)]
        if column and _same_line(column[-1][-1], glyph):
            column[-1].append(glyph)
        else:
            column.append([glyph])
    return [_written(line) for column in columns for line in column]


def _columns(run: Sequence[tuple[Box, ...]]) -> list[tuple[Box, ...]]:
    return list(zip(*run, strict=True))


def _rows(textpage: pypdfium2.PdfTextPage) -> list[tuple[Box, ...]]:
    """The pieces of each line, in the order of drawing: what stands on one height without a gap is one."""
    rows: list[list[Box]] = []
    for box in _pieces(textpage):
        if rows and box[0] > rows[-1][-1][0] and _on_one_height(rows[-1][-1], box):
            last = rows[-1][-1]
            if box[0] - last[2] < _GUTTER:
                rows[-1][-1] = (last[0], min(last[1], box[1]), box[2], max(last[3], box[3]))
            else:
                rows[-1].append(box)
        else:
            rows.append([box])
    return [tuple(row) for row in rows]


def _pieces(textpage: pypdfium2.PdfTextPage) -> Iterator[Box]:
    """The frames of pieces of text; asked of pdfium itself, since a table has thousands on a page."""
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    handle, frame_of = textpage.raw, pdfium.FPDFText_GetRect
    for index in range(textpage.count_rects()):
        if not frame_of(handle, index, left, top, right, bottom):
            raise pypdfium2.PdfiumError("piece of text that lies nowhere")
        yield left.value, bottom.value, right.value, top.value


def _on_one_height(one: Box, other: Box) -> bool:
    common = min(one[3], other[3]) - max(one[1], other[1])
    return common > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _continues(above: tuple[Box, ...], below: tuple[Box, ...]) -> bool:
    """Whether the next row stands below in the same columns."""
    if len(above) != len(below) or below[0][1] >= above[0][1]:
        return False
    return all(abs(one[0] - other[0]) < _SAME_EDGE for one, other in zip(above, below, strict=True))


def _is_prose(run: Sequence[tuple[Box, ...]], width: float) -> bool:
    """Whether rows are lines of running text rather than cells: full ones, on either side of clear gaps."""
    if len(run) < _FEWEST_ROWS:
        return False
    columns = _columns(run)
    for left, right in pairwise(columns):
        if max(box[2] for box in left) > min(box[0] for box in right) - _GUTTER / 2:
            return False
    return all(_is_full(column[:-1], width) for column in columns)


def _is_full(column: Sequence[Box], width: float) -> bool:
    lengths = [box[2] - box[0] for box in column]
    full = sum(length > _FULL * max(lengths) for length in lengths)
    return max(lengths) >= _NARROWEST * width and full >= _MOSTLY_FULL * len(lengths)


def _glyphs(textpage: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    for index in range(min(textpage.count_chars(), _MOST_GLYPHS)):
        letter = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if letter in "\x02\ufffe":
            letter = "-"
        if not letter.isspace() and letter.isprintable():
            yield Glyph(letter, *textpage.get_charbox(index, loose=True))


def _same_line(one: Glyph, other: Glyph) -> bool:
    return other.left > one.left - 1 and _on_one_height(
        (one.left, one.bottom, one.right, one.top), (other.left, other.bottom, other.right, other.top)
    )


def _written(line: Sequence[Glyph]) -> GlyphLine:
    """The letters of a line with a space where they stand further apart than most of them do."""
    size = median(glyph.top - glyph.bottom for glyph in line)
    gaps = [after.left - before.right for before, after in pairwise(line)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    space = size * (_WIDE_SPACE if usual > size / 10 else _CLOSE_SPACE)
    text = line[0].letter
    for glyph, gap in zip(line[1:], gaps, strict=True):
        text += " " * (gap - usual > space) + glyph.letter
    return GlyphLine(text, round(size, 1), line[0].left, line[0].bottom)
