"""Word documents, by python-docx and `docx_parts` for what it does not write itself."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from demonstration import blocks as b
from demonstration.source import Source
from demonstration.writers.archive import entries_of, write_zip
from demonstration.writers.docx_parts import Footnotes, tracked_insertion, with_text_box

FONT = "Calibri"


def write(source: Source, path: Path) -> None:
    """Write the source as a Word document."""
    document = docx.Document()
    _dress(document, source)
    _opening(document, source)
    body = Body(document, source)
    for block in source.blocks:
        body.add(block)
    body.footnotes.attach(document)
    _describe(document, source)
    package = BytesIO()
    document.save(package)
    write_zip(path, entries_of(package), source.date)


class Body:
    """Appends blocks to a document, numbering its footnotes."""

    def __init__(self, document: Document, source: Source) -> None:
        self.document, self.source = document, source
        self.footnotes = Footnotes()

    def add(self, block: b.Block) -> None:
        """Append one block."""
        match block:
            case b.Heading(level, runs):
                self.document.add_heading(b.plain(runs), level)
            case b.Paragraph(runs):
                self._fill(self.document.add_paragraph(), runs)
            case b.Quote(runs):
                self._fill(self.document.add_paragraph(style="Quote"), runs)
            case b.Items(items, ordered):
                for runs in items:
                    self._fill(
                        self.document.add_paragraph(style="List Number" if ordered else "List Bullet"), runs
                    )
            case b.Table(header, rows):
                self._table((header, *rows))
            case b.Chart(title, bars, unit):
                self.document.add_paragraph(style="Caption").add_run(title)
                self._table(
                    tuple((_words(label), _words(f"{value:n}{unit}")) for label, value in bars), headed=False
                )
            case b.Box(paragraphs):
                with_text_box(self.document.add_paragraph(), paragraphs, self.source.accent)
            case b.PageBreak():
                self.document.add_page_break()

    def _fill(self, paragraph: Paragraph, runs: b.Runs) -> None:
        for run in runs:
            added = paragraph.add_run(run.text)
            added.bold, added.italic = run.bold or None, run.italic or None
            if run.inserted:
                tracked_insertion(added, self.source)
            if run.note:
                self.footnotes.call(paragraph, run.note)
            if run.remark:
                self._comment(added, run.remark)

    def _comment(self, run: Run, text: str) -> None:
        comment = self.document.add_comment(run, text=text, author="Relecture", initials="R")
        comment._comment_elm.set(qn("w:date"), f"{self.source.date}T09:00:00Z")

    def _table(self, rows: tuple[tuple[b.Runs, ...], ...], *, headed: bool = True) -> None:
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for line, (cells, texts) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, runs in zip(cells.cells, texts, strict=True):
                self._fill(cell.paragraphs[0], runs)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
                if headed and line == 0:
                    cell._tc.get_or_add_tcPr().append(_shading())
                for run in cell.paragraphs[0].runs:
                    run.bold = (headed and line == 0) or run.bold
        self.document.add_paragraph()


def _shading() -> BaseOxmlElement:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "E6E6E1")
    return shade


def _words(text: str) -> b.Runs:
    return (b.Run(text),)


def _dress(document: Document, source: Source) -> None:
    """Set the page, the faces and the colours."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(7)
    colour = RGBColor.from_string(source.accent[1:].upper())
    for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12.5), ("Caption", 9)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), colour, FONT
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    section.header.paragraphs[0].text = source.organisation
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{source.note} – page ").font.size = Pt(7.5)
    _page_field(foot)


def _page_field(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(parse_xml(f'<w:r xmlns:w="{paragraph._p.nsmap["w"]}"><w:t>1</w:t></w:r>'))
    paragraph._p.append(field)


def _opening(document: Document, source: Source) -> None:
    if source.kicker:
        document.add_paragraph().add_run(source.kicker).bold = True
    document.add_paragraph(source.title, style="Title")
    for text in (source.subtitle, source.dated):
        if text:
            line = document.add_paragraph()
            line.add_run(text).italic = True
            line.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _describe(document: Document, source: Source) -> None:
    """Write what the file says of itself, dated of the source's day."""
    moment = datetime(source.date.year, source.date.month, source.date.day, 9, tzinfo=UTC)
    core = document.core_properties
    core.title, core.author = source.metadata.get("title", ""), source.metadata.get("author", "")
    core.subject, core.keywords = source.metadata.get("subject", ""), source.metadata.get("keywords", "")
    core.last_modified_by, core.comments, core.revision = core.author, "", 3
    core.created = core.modified = moment
