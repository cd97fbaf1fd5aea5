"""Where the pages of a Word file begin: what Word recorded at its last layout and what authors typed.

Word writes `lastRenderedPageBreak` where a page began when it last laid the file out: after a typed break
too, and once in every cell of a row that spans two pages. Counted naively a document gains pages.
"""

from dataclasses import dataclass

from lxml import etree

from indexer.extract.flow import Flow
from indexer.extract.word_styles import W, child

#: Section types that begin on the page where the section before ended.
_SAME_PAGE = frozenset({"continuous", "nextColumn"})


@dataclass(slots=True)
class _Row:
    """A table's row being read; its cells stand side by side on the same pages."""

    first_page: int
    breaks_in_cell: int = 0


class WordBreaks:
    """Turns the marks of a Word file into page breaks of a flow."""

    def __init__(self, flow: Flow, body: etree._Element) -> None:
        self._flow = flow
        #: Whether Word recorded where its pages began.
        self.recorded = False
        self._after_typed_break = False
        self._rows: list[_Row] = []
        self._boxes = 0
        #: Whether each section but the first begins a page: its own properties, at its end, say so.
        kinds = (child(section, "type") for section in body.iter(f"{W}sectPr"))
        types = ["" if kind is None else kind.get(f"{W}val", "") for kind in kinds]
        self._new_page = iter([kind not in _SAME_PAGE for kind in types[1:]])

    def typed(self) -> None:
        """Begin a page where the author wants one."""
        if self._boxes:
            return
        self._flow.break_page()
        self._after_typed_break = True

    def laid_out(self) -> None:
        """Begin a page where Word recorded one, unless a typed break or a neighbouring cell already did."""
        if self._boxes:
            return
        self.recorded = True
        if self._after_typed_break and self._flow.page_is_blank:
            self._after_typed_break = False
            return
        if self._rows:
            row = self._rows[0]
            row.breaks_in_cell += 1
            if row.first_page + row.breaks_in_cell <= self._flow.page:
                return
        self._flow.break_page()

    def before_paragraph(self, properties: etree._Element | None) -> None:
        """Begin a page before a paragraph whose properties ask for it."""
        mark = child(properties, "pageBreakBefore")
        if mark is not None and mark.get(f"{W}val") not in ("0", "false") and not self._flow.page_is_blank:
            self.typed()

    def after_paragraph(self, properties: etree._Element | None) -> None:
        """Begin a page after the last paragraph of a section, when the next section begins one."""
        if child(properties, "sectPr") is not None and next(self._new_page, False):
            self.typed()

    def start_row(self) -> None:
        """Enter a table's row."""
        self._rows.append(_Row(self._flow.page))

    def start_cell(self) -> None:
        """Enter a cell: the row's breaks are counted from its top again."""
        if self._rows:
            self._rows[0].breaks_in_cell = 0

    def end_row(self) -> None:
        """Leave the row."""
        self._rows.pop()

    def start_box(self) -> None:
        """Enter a text box, which stands beside the flow of pages."""
        self._boxes += 1

    def end_box(self) -> None:
        """Leave the box."""
        self._boxes -= 1
