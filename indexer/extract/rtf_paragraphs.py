"""From the stream of RTF to paragraphs: RTF says where rows end, never where they begin."""

import re
from dataclasses import dataclass, field

from indexer.extract.flow import Flow
from indexer.extract.sections import HEADING_SIZES, TITLE_SIZE

_HEADING = re.compile(r"(?:heading|titre)\s*([1-6])", re.IGNORECASE)
_TITLE = re.compile(r"title|titre", re.IGNORECASE)


@dataclass(slots=True)
class Paragraph:
    """Properties that hold until they are reset, and the largest size of the text so far."""

    style: int = 0
    #: Heading level as RTF counts, from 0.
    outline: int | None = None
    in_table: bool = False
    half_points: int = 0


@dataclass(slots=True)
class _Story:
    """A run of paragraphs of its own: the body, a note, a box, a header."""

    flow: Flow
    paragraph: Paragraph = field(default_factory=Paragraph)
    in_row: bool = False


class RtfParagraphs:
    """Pours text and ends of paragraphs, cells and rows into a flow."""

    def __init__(self) -> None:
        #: Names of the styles by number.
        self.styles: dict[int, str] = {}
        self._stories = [_Story(Flow())]
        self._after_section = False
        self._repeated: set[str] = set()

    @property
    def paragraph(self) -> Paragraph:
        """The properties in force."""
        return self._stories[-1].paragraph

    def write(self, text: str, half_points: int) -> None:
        """Add text, opening the row it stands in or closing the one it has left."""
        if self._after_section:
            self.break_page()
        story = self._stories[-1]
        if text.strip():
            story.paragraph.half_points = max(story.paragraph.half_points, half_points)
            if story.paragraph.in_table and not story.in_row:
                self._begin_row(story)
            elif story.in_row and not story.paragraph.in_table:
                self.end_row()
        story.flow.write(text)

    def reset(self) -> None:
        """Return to a paragraph without properties; the text already read stays in it."""
        story = self._stories[-1]
        story.paragraph = Paragraph(half_points=story.paragraph.half_points)

    def end_paragraph(self) -> None:
        """End the paragraph; its properties stay for the next one."""
        story = self._stories[-1]
        level, size = self._prominence(story.paragraph)
        story.flow.end_paragraph(level, size)
        story.paragraph.half_points = 0

    def end_cell(self) -> None:
        """End a cell and begin the next, which the end of the row may find empty."""
        story = self._stories[-1]
        if not story.in_row:
            self._begin_row(story)
        self.end_paragraph()
        story.flow.end_cell()
        story.flow.begin_cell()

    def end_row(self) -> None:
        """End a row if one is open."""
        story = self._stories[-1]
        if story.in_row:
            story.in_row = False
            story.flow.end_cell()
            story.flow.end_row()

    def break_page(self) -> None:
        """Begin a page, in the body only."""
        self._after_section = False
        if len(self._stories) == 1:
            self._stories[-1].flow.break_page()

    def begin_on_new_page(self) -> None:
        """Begin a page before a paragraph that asks for it."""
        if not self._stories[-1].flow.page_is_blank:
            self.break_page()

    def end_section(self) -> None:
        """End a section: the next begins a page unless its properties say otherwise."""
        self.end_paragraph()
        self._after_section = len(self._stories) == 1

    def continue_page(self) -> None:
        """The section that begins stays on the page."""
        self._after_section = False

    def begin(self, kind: str) -> None:
        """Enter an `aside`, a `box`, or a `repeated` header or footer."""
        flow = self._stories[-1].flow
        if kind == "repeated":
            flow = Flow()
        elif kind == "aside":
            flow.begin_aside()
        else:
            flow.begin_box()
        self._stories.append(_Story(flow))

    def end(self, kind: str) -> None:
        """Leave it; a header that was there before leaves nothing."""
        self.end_row()
        self.end_paragraph()
        flow = self._stories.pop().flow
        if kind == "repeated":
            self._set_aside(flow)
        elif kind == "aside":
            flow.end_aside()
        else:
            flow.end_box()

    def finish(self) -> Flow:
        """The flow of the whole file."""
        self.end_row()
        self.end_paragraph()
        return self._stories[0].flow

    def _begin_row(self, story: _Story) -> None:
        story.in_row = True
        story.flow.end_paragraph()
        story.flow.begin_row()
        story.flow.begin_cell()

    def _set_aside(self, repeated: Flow) -> None:
        text = "\n".join(block.text for block in repeated.blocks())
        if text in self._repeated:
            return
        self._repeated.add(text)
        flow = self._stories[-1].flow
        flow.begin_aside()
        flow.write(text)
        flow.end_aside()

    def _prominence(self, paragraph: Paragraph) -> tuple[int, float]:
        name = self.styles.get(paragraph.style, "").strip(" ;")
        size = paragraph.half_points / 2
        if _TITLE.fullmatch(name):
            return 1, max(size, TITLE_SIZE)
        heading = _HEADING.fullmatch(name)
        outline = -1 if paragraph.outline is None else paragraph.outline
        level = int(heading[1]) if heading else outline + 1
        if 1 <= level <= len(HEADING_SIZES):
            return level, max(size, HEADING_SIZES[level - 1])
        return 0, size
