from pathlib import Path

import pypdf

from indexer.extract.pdf_outline import read_headings
from indexer.extract.pdf_text import open_pdf
from tests.indexer.extract.printing import rewrite, write_pdf


def test_the_outline_leads_to_its_pages_at_every_depth(tmp_path: Path) -> None:
    def outline(writer: pypdf.PdfWriter) -> None:
        part = writer.add_outline_item(title="I. Diagnostic", page_number=0)
        writer.add_outline_item(title="I.1 L'emploi", page_number=1, parent=part)
        writer.add_outline_item(title="I.2 La santé", page_number=1, parent=part)

    path = write_pdf(tmp_path / "rapport.pdf", [[("un", 70, 700, 11)], [("deux", 70, 700, 11)]])
    rewrite(path, outline)
    with open_pdf(path) as document:
        assert read_headings(document) == {0: ("I. Diagnostic",), 1: ("I.1 L'emploi", "I.2 La santé")}


def test_no_outline_is_no_fault(tmp_path: Path) -> None:
    with open_pdf(write_pdf(tmp_path / "note.pdf", [[("un", 70, 700, 11)]])) as document:
        assert read_headings(document) == {}
