"""Slide shows, by python-pptx: one slide for each stretch between page breaks, with the speaker's notes."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Length, Mm, Pt

from demonstration import blocks as b
from demonstration.source import Source
from demonstration.writers.archive import entries_of, write_zip

WIDTH, HEIGHT = Mm(254), Mm(142.875)
LEFT, INNER = Mm(18), Mm(218)
TITLE_TOP = Mm(11)
TITLE_ONLY = 5
FONT = "Calibri"


def write(source: Source, path: Path) -> None:
    """Write the source as a slide show."""
    show: Presentation = pptx.Presentation()
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    _opening(show, source)
    for is_break, blocks in groupby(source.blocks, lambda block: isinstance(block, b.PageBreak)):
        if not is_break:
            _slide(show, source, list(blocks))
    _describe(show, source)
    package = BytesIO()
    show.save(package)
    write_zip(path, entries_of(package), source.date)


def _opening(show: Presentation, source: Source) -> None:
    slide = _blank(show, source, source.title, size=32, top=Mm(42))
    lines = [line for line in (source.subtitle, source.organisation, source.dated) if line]
    frame = _text_box(slide, Mm(78), Mm(40))
    for line in lines:
        _line(frame, (b.Run(line),), size=18)


def _slide(show: Presentation, source: Source, blocks: list[b.Block]) -> None:
    title = next((b.plain(block.runs) for block in blocks if isinstance(block, b.Heading)), source.title)
    slide = _blank(show, source, title)
    frame = None
    for block in blocks:
        match block:
            case b.Paragraph(runs) | b.Quote(runs):
                frame = frame or _text_box(slide, Mm(34), Mm(86))
                _line(frame, runs)
            case b.Items(items):
                frame = frame or _text_box(slide, Mm(34), Mm(86))
                for runs in items:
                    _line(frame, (b.Run("• "), *runs))
            case b.Table(header, rows):
                _table(slide, (header, *rows), source)
            case b.Chart():
                _chart(slide, block, source)
            case b.SpeakerNotes(text):
                slide.notes_slide.notes_text_frame.text = text


def _blank(
    show: Presentation, source: Source, title: str, *, size: float = 26, top: Length = TITLE_TOP
) -> Slide:
    """A slide with its title, a coloured edge and the note at its foot."""
    slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
    edge = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Mm(6), HEIGHT)
    edge.fill.solid()
    edge.fill.fore_color.rgb = _colour(source)
    edge.line.fill.background()
    place = slide.shapes.title
    place.left, place.top, place.width, place.height = LEFT, top, INNER, Mm(20)
    place.text_frame.text = ""
    place.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    run = place.text_frame.paragraphs[0].add_run()
    run.text = title
    run.font.size, run.font.bold, run.font.name, run.font.color.rgb = Pt(size), True, FONT, _colour(source)
    place.text_frame.paragraphs[0].alignment = 1
    _line(_text_box(slide, Mm(132), Mm(8)), (b.Run(source.note),), size=8)
    return slide


def _text_box(slide: Slide, top: Length, height: Length) -> TextFrame:
    frame = slide.shapes.add_textbox(LEFT, top, INNER, height).text_frame
    frame.word_wrap = True
    return frame


def _line(frame: TextFrame, runs: b.Runs, size: float = 18) -> None:
    first = frame.paragraphs[0]
    paragraph = first if not first.runs else frame.add_paragraph()
    paragraph.space_after = Pt(6)
    for run in runs:
        added = paragraph.add_run()
        added.text = run.text
        added.font.size, added.font.name = Pt(size), FONT
        added.font.bold, added.font.italic = run.bold or None, run.italic or None


def _table(slide: Slide, rows: tuple[tuple[b.Runs, ...], ...], source: Source) -> None:
    shape = slide.shapes.add_table(len(rows), len(rows[0]), LEFT, Mm(36), INNER, Mm(9 * len(rows)))
    for line, texts in enumerate(rows):
        for column, runs in enumerate(texts):
            cell = shape.table.cell(line, column)
            _line(cell.text_frame, runs, size=13)
            if line == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = _colour(source)


def _chart(slide: Slide, chart: b.Chart, source: Source) -> None:
    """Bars drawn as shapes: an embedded workbook would carry the date it is made."""
    _line(_text_box(slide, Mm(34), Mm(10)), (b.Run(chart.title, bold=True),), size=15)
    largest = max(value for _, value in chart.bars)
    for row, (label, value) in enumerate(chart.bars):
        top = Mm(48 + row * 12)
        _line(slide.shapes.add_textbox(LEFT, top, Mm(70), Mm(9)).text_frame, (b.Run(label),), size=13)
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(90), top, int(Mm(115) * value / largest), Mm(8))
        bar.fill.solid()
        bar.fill.fore_color.rgb = _colour(source)
        bar.line.fill.background()
        end = slide.shapes.add_textbox(bar.left + bar.width, top, Mm(24), Mm(9)).text_frame
        _line(end, (b.Run(f"{value:n}{chart.unit}"),), size=13)


def _colour(source: Source) -> RGBColor:
    return RGBColor.from_string(source.accent[1:].upper())


def _describe(show: Presentation, source: Source) -> None:
    core = show.core_properties
    core.title, core.author = source.metadata.get("title", ""), source.metadata.get("author", "")
    core.last_modified_by, core.revision = core.author, 2
    core.created = core.modified = datetime(
        source.date.year, source.date.month, source.date.day, 9, tzinfo=UTC
    )
