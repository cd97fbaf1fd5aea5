"""Blocks to flowables: what reportlab lays out on the pages."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, TableStyle
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Table as Grid

from demonstration import blocks as b
from demonstration.typography import with_soft_hyphens
from demonstration.writers.pdf_styles import HAIR, INK, tint

#: Reportlab pads cells by 6 points on each side; one more keeps rounding from breaking a word.
CELL_PADDING = 14.0
#: Characters beyond which a cell's length no longer widens its column.
LONG_CELL = 48


class Intertitle(Paragraph):  # type: ignore[misc]
    """A heading that marks its place in the outline and in the table of contents."""

    def __init__(self, text: str, style: ParagraphStyle, level: int, words: str) -> None:
        super().__init__(text, style)
        self.level = level
        self.words = words


class Bars(Flowable):  # type: ignore[misc]
    """A chart of horizontal bars, as wide as its frame, its labels in a column on the left."""

    def __init__(self, chart: b.Chart, style: ParagraphStyle, colour: Color) -> None:
        super().__init__()
        self.chart, self.style, self.colour = chart, style, colour
        self.row = style.fontSize * 2
        self.labels = max(self._measure(label) for label, _ in chart.bars) + style.fontSize

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width, and a line for each bar."""
        self.width, self.height = width, len(self.chart.bars) * self.row + self.style.fontSize
        return self.width, self.height

    def draw(self) -> None:
        """Draw each label, its bar, and its value at the end of the bar."""
        canvas: Canvas = self.canv
        canvas.setFont(self.style.fontName, self.style.fontSize)
        values = [f"{value:n}".replace(".", ",") + self.chart.unit for _, value in self.chart.bars]
        room = self.width - self.labels - max(map(self._measure, values)) - self.style.fontSize
        largest = max(value for _, value in self.chart.bars)
        for n, ((label, value), printed) in enumerate(zip(self.chart.bars, values, strict=True), 1):
            bottom = self.height - n * self.row
            canvas.setFillColor(self.colour)
            canvas.rect(self.labels, bottom, room * value / largest, self.row * 0.72, stroke=0, fill=1)
            canvas.setFillColor(INK)
            line = bottom + self.row * 0.2
            canvas.drawRightString(self.labels - self.style.fontSize * 0.6, line, label)
            canvas.drawString(self.labels + room * value / largest + self.style.fontSize * 0.5, line, printed)

    def _measure(self, text: str) -> float:
        return float(stringWidth(text, self.style.fontName, self.style.fontSize))


class Flow:
    """Turns the blocks of one document into flowables, numbering its footnotes on the way."""

    def __init__(
        self, styles: dict[str, ParagraphStyle], accent: Color, width: float, *, hyphens: bool = False
    ) -> None:
        self.styles, self.accent, self.width, self.hyphens = styles, accent, width, hyphens
        self.notes: list[str] = []

    def flow(self, blocks: Iterable[b.Block]) -> Iterator[Flowable]:
        """The flowables of the blocks, then the notes they called."""
        for block in blocks:
            yield from self._block(block)
        if self.notes:
            yield Spacer(1, 12)
            for number, note in enumerate(self.notes, 1):
                yield Paragraph(f"<super>{number}</super> {escape(note)}", self.styles["note"])

    def _block(self, block: b.Block) -> Iterator[Flowable]:
        match block:
            case b.Heading(level, runs):
                yield Intertitle(
                    self._markup(runs, hyphens=False), self.styles[f"h{level}"], level - 1, b.plain(runs)
                )
            case b.Paragraph(runs):
                yield Paragraph(self._markup(runs), self.styles["body"])
            case b.Quote(runs):
                yield Paragraph(self._markup(runs), self.styles["quote"])
            case b.Items(items, ordered):
                for n, runs in enumerate(items, 1):
                    yield Paragraph(
                        self._markup(runs), self.styles["item"], bulletText=f"{n}." if ordered else "•"
                    )
                yield Spacer(1, 4)
            case b.Table():
                yield self._table(block)
                yield Spacer(1, 10)
            case b.Chart(title):
                bars = Bars(block, self.styles["cell"], self.accent)
                yield from (Paragraph(escape(title), self.styles["caption"]), bars, Spacer(1, 10))
            case b.Box(paragraphs):
                yield self._box(paragraphs)
                yield Spacer(1, 10)
            case b.PageBreak():
                yield NewPage()

    def _table(self, table: b.Table) -> Grid:
        rows = [[Paragraph(self._markup(cell), self.styles["head"]) for cell in table.header]]
        rows += [[Paragraph(self._markup(cell), self.styles["cell"]) for cell in row] for row in table.rows]
        grid = Grid(rows, colWidths=self._widths(table), repeatRows=1, hAlign="LEFT")
        grid.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), self.accent),
                    ("ROWBACKGROUNDS", (0, 1), (-1, -1), [None, tint(self.accent, 0.07)]),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIR),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
                ]
            )
        )
        return grid

    def _widths(self, table: b.Table) -> list[float]:
        """Share the width by the length of the text, once every column has room for its longest word."""
        columns = [
            [b.plain(cell) for cell in column] for column in zip(table.header, *table.rows, strict=True)
        ]
        style = self.styles["head"]
        words = [max((word for text in column for word in text.split(" ")), key=len) for column in columns]
        floors = [stringWidth(word, style.fontName, style.fontSize) + CELL_PADDING for word in words]
        weights = [min(max(map(len, column)), LONG_CELL) for column in columns]
        room = self.width - sum(floors)
        return [floor + room * weight / sum(weights) for floor, weight in zip(floors, weights, strict=True)]

    def _box(self, paragraphs: tuple[b.Runs, ...]) -> Grid:
        rows = [[Paragraph(self._markup(runs), self.styles["box"])] for runs in paragraphs]
        box = Grid(rows, colWidths=[self.width], hAlign="LEFT")
        box.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), tint(self.accent, 0.09)),
                    ("LINEBEFORE", (0, 0), (0, -1), 3, self.accent),
                    ("LEFTPADDING", (0, 0), (-1, -1), 12),
                    ("TOPPADDING", (0, 0), (-1, 0), 8),
                    ("BOTTOMPADDING", (0, -1), (-1, -1), 6),
                ]
            )
        )
        return box

    def _markup(self, runs: b.Runs, *, hyphens: bool = True) -> str:
        return "".join(self._run(run, hyphens=hyphens and self.hyphens) for run in runs)

    def _run(self, run: b.Run, *, hyphens: bool) -> str:
        text = escape(with_soft_hyphens(run.text) if hyphens else run.text)
        text = f"<b>{text}</b>" if run.bold else text
        text = f"<i>{text}</i>" if run.italic else text
        if run.note:
            self.notes.append(run.note)
            text += f"<super>{len(self.notes)}</super>"
        return text
