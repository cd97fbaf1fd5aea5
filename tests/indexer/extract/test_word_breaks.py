from pathlib import Path
from zipfile import ZipFile

import pytest

from indexer.extract.docx import extract
from indexer.extract.formats import Options
from tests.indexer.extract.packaging import RECORDED, TYPED, app_properties, paragraph, write_docx

SECTION = "<w:p><w:pPr><w:sectPr>{}</w:sectPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rapport.docx"


def pages(path: Path, body: str) -> list[str]:
    return [page.text for page in extract(write_docx(path, body), Options()).pages]


def test_a_recorded_break_cuts_the_paragraph_it_stands_in(path: Path) -> None:
    assert pages(path, paragraph(f"La fin {RECORDED}continue") + paragraph("Suite")) == [
        "La fin",
        "continue\nSuite",
    ]


def test_a_typed_break_that_word_also_recorded_counts_once(path: Path) -> None:
    assert pages(path, paragraph(f"Un{TYPED}") + paragraph(f"{RECORDED}Deux")) == ["Un", "Deux"]


def test_two_typed_breaks_leave_a_blank_page(path: Path) -> None:
    body = paragraph(f"Un{TYPED}{RECORDED}") + paragraph(f"{TYPED}{RECORDED}Trois")
    assert pages(path, body) == ["Un", "", "Trois"]


def test_a_row_over_two_pages_counts_once(path: Path) -> None:
    cell = f"<w:tc>{paragraph(f'haut {RECORDED}bas')}</w:tc>"
    assert len(pages(path, f"<w:tbl><w:tr>{cell * 3}</w:tr></w:tbl>{paragraph('après')}")) == 2


def test_a_section_begins_a_page_unless_it_continues(path: Path) -> None:
    continuous = '<w:type w:val="continuous"/>'
    body = SECTION.format("", "Un") + SECTION.format(continuous, "encore un") + paragraph("Deux")
    assert pages(path, f"{body}<w:sectPr/>") == ["Un\nencore un", "Deux"]


def test_a_paragraph_may_ask_for_a_page(path: Path) -> None:
    asks = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    assert pages(path, asks.format("Un") + asks.format("Deux")) == ["Un", "Deux"]


def test_breaks_inside_a_text_box_are_none(path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(f'a{RECORDED}b')}</w:txbxContent>"
    assert len(pages(path, f"<w:p><w:r>{box}</w:r></w:p>")) == 1


def test_few_recorded_breaks_of_many_pages_make_sections(path: Path) -> None:
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Chapitre {}</w:t></w:r></w:p>'
    body = "".join(
        heading.format(n) + paragraph(f"{RECORDED if n == 1 else ''}{'mot ' * 200}") for n in range(4)
    )
    write_docx(path, body)
    with ZipFile(path, "a") as package:
        package.writestr("docProps/app.xml", app_properties(pages=12))
    extracted = extract(path, Options())
    assert [page.label for page in extracted.pages] == [f"Chapitre {n}" for n in range(4)]
    assert extracted.metadata.publisher == "Villes au Carré"
