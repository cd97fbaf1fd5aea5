"""PDF documents, by reportlab: reports, minutes, practice sheets, two-column letters, slides."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Paragraph, Spacer
from reportlab.platypus.tableofcontents import TableOfContents

from demonstration.source import Source
from demonstration.writers.pdf_flow import Flow
from demonstration.writers.pdf_pages import Document, Sheet, sheet_of
from demonstration.writers.pdf_styles import FACES, register_faces, stylesheet
from demonstration.writers.pdf_xmp import embed_xmp

#: How large each layout sets its text, against the usual size of the face.
SCALES = {"newsletter": 0.92, "slides": 1.9}


def write(source: Source, path: Path) -> None:
    """Lay the source out and write it, dated as the source is."""
    register_faces()
    front = source.front if source.layout == "report" else 0
    sheet = sheet_of(source, front)
    document = Document(
        str(path),
        pagesize=sheet.size,
        pageTemplates=list(sheet.templates),
        invariant=1,
        lang=source.language if source.metadata else None,
        **_metadata(source),
    )
    document.front = front
    with _clock_at(source):
        document.multiBuild(list(_story(source, sheet)), canvasmaker=_canvas_maker(front))
    if source.xmp:
        embed_xmp(source, path)


def _story(source: Source, sheet: Sheet) -> Iterator[Flowable]:
    accent = HexColor(source.accent)
    columns = source.layout == "newsletter"
    styles = stylesheet(FACES[source.font], accent, SCALES.get(source.layout, 1.0), justified=columns)
    if source.layout == "report":
        yield from _cover(source, styles)
    elif source.layout != "newsletter":
        yield from _opening(source, styles)
    yield from Flow(styles, accent, sheet.width, hyphens=columns).flow(source.blocks)


def _opening(source: Source, styles: dict[str, ParagraphStyle]) -> Iterator[Flowable]:
    """Kicker, title, subtitle and date on the first page."""
    parts = (
        ("kicker", source.kicker),
        ("title", source.title),
        ("subtitle", source.subtitle),
        ("kicker", source.dated),
    )
    for style, text in parts:
        if text:
            yield Paragraph(escape(text), styles[style])
    yield PageBreak() if source.layout == "slides" else Spacer(1, 4)


def _cover(source: Source, styles: dict[str, ParagraphStyle]) -> Iterator[Flowable]:
    large = ParagraphStyle("cover", parent=styles["title"], fontSize=30, leading=36, spaceAfter=12)
    yield NextPageTemplate("body")
    for style, text in (
        (styles["kicker"], source.kicker),
        (large, source.title),
        (styles["subtitle"], source.subtitle),
    ):
        if text:
            yield Paragraph(escape(text), style)
    yield Paragraph(escape(source.dated), styles["body"])
    yield PageBreak()
    if source.front > 1:
        yield Paragraph("Sommaire", styles["h1"])
        contents = TableOfContents()
        indent = styles["item"].leftIndent
        contents.levelStyles = [
            ParagraphStyle(
                "toc1", parent=styles["body"], fontName=styles["h1"].fontName, spaceBefore=6, spaceAfter=2
            ),
            ParagraphStyle("toc2", parent=styles["body"], leftIndent=indent, spaceAfter=1),
        ]
        contents.dotsMinLevel = 0
        yield contents
        yield PageBreak()


def _metadata(source: Source) -> dict[str, str]:
    """What the file says of itself; nothing at all when the source gives nothing."""
    keys = ("title", "author", "subject", "keywords", "creator", "producer")
    return {key: source.metadata.get(key, "") for key in keys}


def _canvas_maker(front: int) -> type[Canvas]:
    """A canvas that numbers its first pages in roman numerals, for readers that show page labels."""

    class Labelled(Canvas):  # type: ignore[misc]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            if front:
                self.addPageLabel(0, style="ROMAN_LOWER", start=1)
                self.addPageLabel(front, style="ARABIC", start=1)

    return Labelled


@contextmanager
def _clock_at(source: Source) -> Iterator[None]:
    """Make reportlab date the file as the source is dated, through the variable reproducible builds use."""
    moment = datetime(source.date.year, source.date.month, source.date.day, 9, tzinfo=UTC)
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
