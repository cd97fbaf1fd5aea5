"""Flow: paragraphs, tables, notes and page breaks as a format's walker meets them, and the blocks they make.

Every format that nests text (a box within a paragraph, a table within a cell, a note within a sentence) pours
into the same flow, so that the order of reading is decided once: a paragraph first, then what hangs from it.
"""

from dataclasses import dataclass, field, replace
from itertools import groupby

#: A row stands on one line when its cells are this short together.
ROW_LENGTH = 300
#: In a longer row, neighbouring cells as short as this still share a line; the others are laid-out text.
CELL_LENGTH = 40
CELL_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, table row or note."""

    text: str
    #: 1 to 6 for a heading, 0 for the rest.
    level: int = 0
    #: Size of type in points when the format tells it, else 0.
    size: float = 0.0
    #: Page on which it begins, by the breaks met so far.
    page: int = 1
    #: A note or a comment: it stands at the end of its page or section.
    aside: bool = False
    #: The rest of a paragraph that a page break has cut.
    continues: bool = False


@dataclass(slots=True)
class _Frame:
    """Something opened and not yet closed; only paragraphs hold text of their own."""

    kind: str
    parts: list[str] = field(default_factory=list)
    #: What page breaks have cut off a paragraph so far.
    fragments: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    page: int = 1


class Flow:
    """Collects what a walker meets; `blocks` closes it."""

    def __init__(self) -> None:
        #: Page reached so far, counted from 1.
        self.page = 1
        #: Whether nothing but space and asides has been written since the last page break.
        self.page_is_blank = True
        self._frames = [_Frame("document")]
        self._asides = 0

    def write(self, text: str) -> None:
        """Add text to the open paragraph, or to a new one where none is open."""
        if self._frames[-1].kind != "paragraph":
            if not text.strip():
                return
            self.begin_paragraph()
        self._frames[-1].parts.append(text)
        if not self._asides and text.strip():
            self.page_is_blank = False

    def begin_paragraph(self) -> None:
        """Open a paragraph, also within another one."""
        self._frames.append(_Frame("paragraph", page=self.page))

    def end_paragraph(self, level: int = 0, size: float = 0.0) -> None:
        """Close the innermost paragraph if one is open; a blank one leaves nothing."""
        if self._frames[-1].kind != "paragraph":
            return
        frame = self._frames.pop()
        self._add([*frame.fragments, *_own_block(frame, level, size), *frame.blocks])

    def begin_aside(self) -> None:
        """Open a note, a comment or a header."""
        self._frames.append(_Frame("aside"))
        self._asides += 1

    def end_aside(self) -> None:
        """Close it; what it held is set aside to the end of the page."""
        self._asides -= 1
        self._add([replace(block, aside=True) for block in self._close("aside").blocks])

    def begin_box(self) -> None:
        """Open a text box, whose paragraphs are not those around it."""
        self._frames.append(_Frame("box"))

    def end_box(self) -> None:
        """Close it; what it held follows the paragraph it stands in."""
        self._add(self._close("box").blocks)

    def begin_row(self) -> None:
        """Open a row of a table."""
        self._frames.append(_Frame("row"))

    def begin_cell(self) -> None:
        """Open a cell."""
        self._frames.append(_Frame("cell"))

    def end_cell(self) -> None:
        """Close a cell; outside of any row its blocks stand for themselves."""
        blocks = self._close("cell").blocks
        if self._frames[-1].kind == "row":
            self._frames[-1].cells.append(blocks)
        else:
            self._add(blocks)

    def end_row(self) -> None:
        """Close a row: one line when it is short, laid-out text cell after cell otherwise."""
        row = self._close("row")
        self._add(_joined(row.cells) + row.blocks)

    def break_page(self) -> None:
        """Go to the next page, in the middle of a paragraph if one is open."""
        frame = self._frames[-1]
        self.page += 1
        self.page_is_blank = True
        if frame.kind == "paragraph":
            frame.fragments += _own_block(frame, 0, 0.0)
            frame.parts, frame.page = [], self.page

    def blocks(self) -> list[Block]:
        """Close what is still open and return everything in reading order."""
        while len(self._frames) > 1:
            self._close(self._frames[-1].kind)
        return self._frames[0].blocks

    def _close(self, kind: str) -> _Frame:
        """Pop the innermost frame of a kind, closing the paragraphs left open inside it."""
        while self._frames[-1].kind == "paragraph" and kind != "paragraph":
            self.end_paragraph()
        return self._frames.pop()

    def _add(self, blocks: list[Block]) -> None:
        self._frames[-1].blocks.extend(blocks)


def _own_block(frame: _Frame, level: int, size: float) -> list[Block]:
    text = "".join(frame.parts).strip()
    if not text:
        return []
    return [Block(text, level, size, frame.page, continues=bool(frame.fragments))]


def _joined(cells: list[list[Block]]) -> list[Block]:
    """The blocks of a row, on one line where each cell holds a single short paragraph."""
    bodies = [body for cell in cells if (body := [block for block in cell if not block.aside])]
    asides = [block for cell in cells for block in cell if block.aside]
    length = sum(len(block.text) for body in bodies for block in body)
    longest = ROW_LENGTH if length <= ROW_LENGTH else CELL_LENGTH
    joined: list[Block] = []
    for short, neighbours in groupby(bodies, lambda body: len(body) == 1 and len(body[0].text) <= longest):
        blocks = [block for body in neighbours for block in body]
        joined += [_on_one_line(blocks)] if short and len(blocks) > 1 else blocks
    return joined + asides


def _on_one_line(blocks: list[Block]) -> Block:
    text = CELL_SEPARATOR.join(" ".join(block.text.split("\n")) for block in blocks)
    return replace(blocks[0], text=text, level=0)
