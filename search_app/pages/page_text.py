"""The text of a page as HTML has it: headings, paragraphs and tables, with the words found marked in each.

What a format told of its structure is kept in a page's text by the extraction: a heading stands on a line of
its own and among `Page.headings`, a row of a table is a line whose cells a bar parts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from catalogue.document_formats import Unit, unit_of
from catalogue.record import Page
from search.results import Mark

#: What parts the cells of a row; `indexer.extract.flow` writes it.
CELL_SEPARATOR = " | "
#: Rows that make a table; one line alone with a bar in it is a sentence.
LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a paragraph (lines kept), or a table, of which exactly one is there."""

    heading: Markup | None = None
    paragraph: Markup | None = None
    #: Rows of cells; the first names the columns where `titled`.
    rows: tuple[tuple[Markup, ...], ...] = ()
    titled: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    kind: str


class PageText:
    """One page's text with its marks; `anchored` marks can be gone to, the `current` one is told apart."""

    def __init__(
        self, text: str, marks: Sequence[Mark] = (), *, anchored: bool = False, current: int = 0
    ) -> None:
        self._text = text
        self._marks = tuple(sorted(marks))
        self._anchored = anchored
        self._current = current

    def piece(self, start: int, end: int) -> Markup:
        """A stretch of the text, escaped, then marked; a mark's anchor stands where it begins."""
        pieces: list[Markup] = []
        done = start
        for number, mark in enumerate(self._marks, 1):
            first, last = max(mark.start, done), min(mark.end, end)
            if first >= last:
                continue
            opening = self._opening(number, begins=first == mark.start)
            pieces += [escape(self._text[done:first]), opening, escape(self._text[first:last]), _CLOSE]
            done = last
        pieces.append(escape(self._text[done:end]))
        return Markup("").join(pieces)

    def _opening(self, number: int, *, begins: bool) -> Markup:
        here = Markup(' class="current"') if number == self._current else Markup("")
        anchor = Markup(' id="occ-{}" tabindex="-1"').format(number) if self._anchored and begins else ""
        return Markup("<mark{}{}>").format(anchor, here)


_CLOSE = Markup("</mark>")


def text_blocks(page: Page, media_type: str, text: PageText) -> tuple[TextBlock, ...]:
    """The blocks of a page in their order; `text` is the page's own.

    Only formats without pages of paper write rows as lines: on a printed page a bar is a bar.
    """
    tables = unit_of(media_type) is not Unit.PAGE
    return tuple(
        block
        for kind, lines in groupby(_lines(page, tables=tables), lambda line: line.kind)
        if kind
        for block in _blocks(kind, list(lines), text)
    )


def _lines(page: Page, *, tables: bool) -> Iterator[_Line]:
    """Each line with what it is: empty between paragraphs, `heading`, `rowN` of N cells, `text`."""
    headings = {" ".join(each.split()) for each in page.headings}
    start = 0
    for line in page.text.split("\n"):
        yield _Line(start, line, _kind(line, headings, tables=tables))
        start += len(line) + 1


def _kind(line: str, headings: set[str], *, tables: bool) -> str:
    if not line.strip():
        return ""
    if " ".join(line.split()) in headings:
        return "heading"
    bars = line.count(CELL_SEPARATOR) if tables else 0
    return f"row{bars + 1}" if bars else "text"


def _blocks(kind: str, lines: list[_Line], text: PageText) -> Iterator[TextBlock]:
    if kind == "heading":
        yield from (TextBlock(heading=_piece(line, text)) for line in lines)
    elif kind == "text" or len(lines) < LEAST_ROWS:
        last = lines[-1]
        yield TextBlock(paragraph=text.piece(lines[0].start, last.start + len(last.text)))
    else:
        titled = not any(character.isdigit() for character in lines[0].text)
        yield TextBlock(rows=tuple(tuple(_cells(line, text)) for line in lines), titled=titled)


def _piece(line: _Line, text: PageText) -> Markup:
    return text.piece(line.start, line.start + len(line.text))


def _cells(line: _Line, text: PageText) -> Iterator[Markup]:
    start = line.start
    for cell in line.text.split(CELL_SEPARATOR):
        yield text.piece(start, start + len(cell))
        start += len(cell) + len(CELL_SEPARATOR)
