"""Practice sheets of varied layout: how many of their sections come into the right field, with their page.

    python bench/sheets.py [--missed]

Ten sheets as centres lay them out: headings with and without a style, in capitals, numbered, as questions, at
the head of their line, in the left column of a table, in two columns of print. A section is right when its
field holds its text, of its page, and no word of another section; one without a field (« Public visé »,
« Perspectives ») is right when no field holds it. The first five were looked at while the reading was mended,
the last five (`kept`) only measured; the same hand wrote all ten and the rules, so a centre's own do worse.
"""

import argparse
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)  # fmt: skip

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indexer.describe.practice_sheet import read_rubrics
from indexer.extract.formats import Options, detect, extract


@dataclass(frozen=True, slots=True)
class Section:
    """A heading as written, the field it belongs in (none for some), its text, the page it stands on."""

    heading: str
    field: str
    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, and how it is laid out."""

    name: str
    title: str
    sections: tuple[Section, ...]
    write: "Layout"
    kept: bool = False


Layout = Callable[[Sheet, Path], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="say which sections were missed")
    asked = parser.parse_args()
    right = {False: [0, 0], True: [0, 0]}
    with tempfile.TemporaryDirectory() as name:
        for sheet in sheets():
            path = Path(name) / sheet.name
            sheet.write(sheet, path)
            missed = missed_of(sheet, path)
            total = len(sheet.sections)
            right[sheet.kept][0] += total - len(missed)
            right[sheet.kept][1] += total
            print(f"{sheet.name:24} {total - len(missed)} of {total}{'  kept aside' if sheet.kept else ''}")
            for section, said in missed if asked.missed and not sheet.kept else ():
                print(f"    {section.heading!r} → {section.field}: {said}")
    for kept, (good, all_) in right.items():
        print(f"{'kept aside' if kept else 'looked at'}: {good} of {all_}, {good / all_:.2f}")


def missed_of(sheet: Sheet, path: Path) -> list[tuple[Section, str]]:
    """The sections that are not right, and what stands where they should."""
    pages = extract(path, detect(path), Options(ocr=False)).pages
    found = {each.name: each for each in read_rubrics(pages)}
    missed = []
    for section in sheet.sections:
        opening = _plain(section.text)[:40]
        holding = {name for name, each in found.items() if opening in _plain(each.text)}
        if holding != ({section.field} if section.field else set()):
            missed.append((section, f"in {sorted(holding)}"))
        elif section.field and _plain(section.text)[:40] not in _plain(
            pages[found[section.field].page - 1].text
        ):
            missed.append((section, f"page {found[section.field].page}"))
    return missed


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


# How sheets are laid out.


def word_styled(sheet: Sheet, path: Path) -> None:
    """Headings by their style, the identity of the action in lines."""
    made = docx.Document()
    made.add_heading(sheet.title, 0)
    for each in sheet.sections:
        made.add_heading(each.heading, 2)
        made.add_paragraph(each.text)
    made.save(str(path))


def word_table(sheet: Sheet, path: Path) -> None:
    """A heading in the left column, its text in the right one."""
    made = docx.Document()
    made.add_paragraph(sheet.title)
    table = made.add_table(rows=0, cols=2)
    for each in sheet.sections:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = each.heading, each.text
    made.save(str(path))


def word_run_in(sheet: Sheet, path: Path) -> None:
    """A heading in bold at the head of its paragraph."""
    made = docx.Document()
    made.add_paragraph(sheet.title)
    for each in sheet.sections:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{each.heading}. ").bold = True
        paragraph.add_run(each.text)
    made.save(str(path))


def open_styled(sheet: Sheet, path: Path) -> None:
    """OpenDocument, headings by their level."""
    body = "".join(
        f'<text:h text:outline-level="2">{escape(each.heading)}</text:h><text:p>{escape(each.text)}</text:p>'
        for each in sheet.sections
    )
    _open(f'<text:h text:outline-level="1">{escape(sheet.title)}</text:h>{body}', path)


def open_plain(sheet: Sheet, path: Path) -> None:
    """OpenDocument, headings that are paragraphs like any other."""
    body = "".join(
        f"<text:p>{escape(each.heading)}</text:p><text:p>{escape(each.text)}</text:p>"
        for each in sheet.sections
    )
    _open(f"<text:p>{escape(sheet.title)}</text:p>{body}", path)


def _open(body: str, path: Path) -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text")
    )
    content = f"<office:document-content {spaces} office:version='1.3'><office:body><office:text>{body}"
    listed = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"{content}</office:text></office:body></office:document-content>")
        package.writestr("META-INF/manifest.xml", listed)


_STYLES = getSampleStyleSheet()
_BODY, _HEAD = _STYLES["BodyText"], ParagraphStyle("head", _STYLES["Heading3"], textColor="#204a87")


def print_columns(sheet: Sheet, path: Path) -> None:
    """Two columns of print under a title."""
    width, height = A4
    frames = [Frame(left, 60, width / 2 - 70, height - 160) for left in (50, width / 2 + 20)]

    def head(canvas: object, _: object) -> None:
        canvas.setFont("Helvetica-Bold", 18)  # type: ignore[attr-defined]
        canvas.drawString(50, height - 70, sheet.title)  # type: ignore[attr-defined]

    made = BaseDocTemplate(str(path), pagesize=A4, pageTemplates=[PageTemplate(frames=frames, onPage=head)])
    made.build(list(_flow(sheet)))


def print_pages(sheet: Sheet, path: Path) -> None:
    """One column, over as many pages as the sections say."""
    made = SimpleDocTemplate(str(path), pagesize=A4)
    made.build([Paragraph(sheet.title, _STYLES["Title"]), *_flow(sheet)])


def print_table(sheet: Sheet, path: Path) -> None:
    """A table with rules, its headings in the left column."""
    rows = [
        [Paragraph(f"<b>{each.heading}</b>", _BODY), Paragraph(each.text, _BODY)] for each in sheet.sections
    ]
    table = Table(rows, colWidths=(130, 320), style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(str(path), pagesize=A4).build([Paragraph(sheet.title, _STYLES["Title"]), table])


def print_run_in(sheet: Sheet, path: Path) -> None:
    """A heading in bold and a colon, then its text on the same line."""
    flow = [Paragraph(f"<b>{each.heading} :</b> {each.text}", _BODY) for each in sheet.sections]
    SimpleDocTemplate(str(path), pagesize=A4).build([Paragraph(sheet.title, _STYLES["Title"]), *flow])


def _flow(sheet: Sheet) -> object:
    page = 1
    for each in sheet.sections:
        if each.page != page:
            page = each.page
            yield PageBreak()
        yield Paragraph(each.heading, _HEAD)
        yield Paragraph(each.text, _BODY)


def sheets() -> Iterator[Sheet]:
    """The ten, as `sheets.toml` tells them."""
    for told in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["sheet"]:
        sections = tuple(Section(*each) for each in told["sections"])
        layout: Layout = globals()[told["layout"]]
        yield Sheet(told["name"], told["title"], sections, layout, kept=told.get("kept", False))


if __name__ == "__main__":
    main()
