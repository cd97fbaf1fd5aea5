"""Page templates of the PDF documents: frames, running headers, footers, page labels."""

from dataclasses import dataclass
from zlib import crc32

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from demonstration.source import Source
from demonstration.typography import NO_BREAK
from demonstration.writers.pdf_flow import Intertitle
from demonstration.writers.pdf_styles import FACES, GREY, HAIR

SLIDE = (254 * mm, 142.875 * mm)
MARGIN = 24 * mm
ROMAN = ("i", "ii", "iii", "iv", "v", "vi")


class Document(BaseDocTemplate):  # type: ignore[misc]
    """A document whose headings enter its outline and its table of contents."""

    def afterFlowable(self, flowable: Flowable) -> None:
        """Note where a heading fell."""
        if not isinstance(flowable, Intertitle) or flowable.level > 1:
            return
        key = f"p{self.page}-{crc32(flowable.words.encode())}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.words, key, flowable.level, closed=flowable.level > 0)
        self.notify("TOCEntry", (flowable.level, flowable.words, self.page - self.front, key))

    #: Pages before page 1: a cover and a table of contents bear roman numerals.
    front = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page a layout is printed on, and the frames text runs through."""

    size: tuple[float, float]
    templates: tuple[PageTemplate, ...]
    #: Width of a column, in points.
    width: float


def sheet_of(source: Source, front: int) -> Sheet:
    """The page templates of the source's layout; `front` counts the pages in roman numerals."""
    makers = {"report": _report, "newsletter": _newsletter, "slides": _slides}
    return makers.get(source.layout, _plain)(source, front)


def label_of(page: int, front: int) -> str:
    """What is printed on a page: `ii` among the first ones, then 1, 2, 3."""
    return ROMAN[page - 1] if page <= front else str(page - front)


def _frame(
    width: float, height: float, *, top: float = MARGIN, left: float = MARGIN, column: float = 0
) -> Frame:
    column = column or width - 2 * MARGIN
    return Frame(left, 22 * mm, column, height - top - 22 * mm, 0, 0, 0, 0)


def _footer(source: Source, front: int, canvas: Canvas, page: int, width: float) -> None:
    face = FACES[source.font]
    canvas.setFillColor(GREY)
    canvas.setFont(face.regular, 7)
    canvas.drawString(MARGIN, 12 * mm, source.note)
    canvas.setFont(face.regular, 9)
    canvas.drawRightString(width - MARGIN, 12 * mm, label_of(page, front))


def _report(source: Source, front: int) -> Sheet:
    width, height = A4
    face, accent = FACES[source.font], HexColor(source.accent)

    def cover(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFillColor(accent)
        canvas.rect(0, height - 70 * mm, width, 70 * mm, stroke=0, fill=1)
        canvas.rect(MARGIN, 40 * mm, 30 * mm, 1.2 * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setFont(face.bold, 15)
        canvas.drawString(MARGIN, height - 40 * mm, source.organisation)
        _footer(source, front, canvas, document.page, width)

    def body(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(face.regular, 8)
        canvas.setFillColor(GREY)
        canvas.drawString(MARGIN, height - 14 * mm, source.title.replace(NO_BREAK, " "))
        canvas.drawRightString(width - MARGIN, height - 14 * mm, source.organisation)
        canvas.setStrokeColor(HAIR)
        canvas.line(MARGIN, height - 16.5 * mm, width - MARGIN, height - 16.5 * mm)
        _footer(source, front, canvas, document.page, width)

    templates = (
        PageTemplate("cover", [_frame(width, height, top=95 * mm)], cover),
        PageTemplate("body", [_frame(width, height)], body),
    )
    return Sheet(A4, templates, width - 2 * MARGIN)


def _plain(source: Source, front: int) -> Sheet:
    width, height = A4
    accent = HexColor(source.accent)

    def first(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFillColor(accent)
        if source.layout == "sheet":
            canvas.rect(0, height - 11 * mm, width, 11 * mm, stroke=0, fill=1)
        later(canvas, document)
        canvas.setFont(FACES[source.font].bold, 9)
        canvas.setFillColor(GREY)
        canvas.drawRightString(width - MARGIN, height - 19 * mm, source.organisation)

    def later(canvas: Canvas, document: BaseDocTemplate) -> None:
        _footer(source, front, canvas, document.page, width)

    templates = (
        PageTemplate("first", [_frame(width, height, top=26 * mm)], first, autoNextPageTemplate="later"),
        PageTemplate("later", [_frame(width, height)], later),
    )
    return Sheet(A4, templates, width - 2 * MARGIN)


def _newsletter(source: Source, front: int) -> Sheet:
    width, height = A4
    face, accent, gutter = FACES[source.font], HexColor(source.accent), 9 * mm
    column = (width - 2 * MARGIN + 12 * mm - gutter) / 2
    left = MARGIN - 6 * mm

    def rules(canvas: Canvas, document: BaseDocTemplate, top: float) -> None:
        canvas.setStrokeColor(HAIR)
        canvas.line(width / 2, 24 * mm, width / 2, height - top)
        _footer(source, front, canvas, document.page, width)

    def masthead(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFillColor(accent)
        canvas.rect(0, height - 44 * mm, width, 44 * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setFont(face.bold, 30)
        canvas.drawString(left, height - 25 * mm, source.title)
        canvas.setFont(face.regular, 11)
        canvas.drawString(left, height - 35 * mm, f"{source.subtitle} – {source.dated}")
        rules(canvas, document, 52 * mm)

    def later(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFillColor(accent)
        canvas.setFont(face.bold, 9)
        canvas.drawString(left, height - 14 * mm, f"{source.title} – {source.dated}")
        rules(canvas, document, 22 * mm)

    def columns(top: float) -> list[Frame]:
        return [_frame(width, height, top=top, left=x, column=column) for x in (left, left + column + gutter)]

    templates = (
        PageTemplate("first", columns(52 * mm), masthead, autoNextPageTemplate="later"),
        PageTemplate("later", columns(22 * mm), later),
    )
    return Sheet(A4, templates, column)


def _slides(source: Source, front: int) -> Sheet:
    width, height = SLIDE
    accent = HexColor(source.accent)

    def slide(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFillColor(accent)
        canvas.rect(0, 0, 8 * mm, height, stroke=0, fill=1)
        _footer(source, front, canvas, document.page, width)

    return Sheet(
        SLIDE, (PageTemplate("slide", [_frame(width, height, top=15 * mm)], slide),), width - 2 * MARGIN
    )
