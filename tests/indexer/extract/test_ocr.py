import subprocess
from pathlib import Path

import pypdfium2
import pytest

from indexer.extract import ocr
from tests.indexer.extract.printing import write_pdf, write_scan

needs_tesseract = pytest.mark.skipif(not ocr.languages(), reason="Tesseract is not installed")


@pytest.fixture
def document(tmp_path: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_scan(tmp_path / "scan.pdf", "Le contrat de ville\nde Joue-les-Tours"))


@needs_tesseract
def test_a_scanned_page_is_read(document: pypdfium2.PdfDocument) -> None:
    assert "contrat de ville" in ocr.read_pages(document, [0], 60)[0]


def test_no_page_is_begun_when_time_is_up(document: pypdfium2.PdfDocument) -> None:
    assert ocr.read_pages(document, [0], 0) == {}


@pytest.mark.parametrize("failure", [OSError(), subprocess.TimeoutExpired("tesseract", 1)])
def test_a_page_tesseract_fails_on_is_left_out(
    document: pypdfium2.PdfDocument, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*_arguments: object) -> str:
        raise failure

    monkeypatch.setattr(ocr, "_tesseract", fail)
    assert ocr.read_pages(document, [0], 60) == {}


def test_a_poster_is_rendered_within_bounds(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "affiche.pdf", [[("Ville", 70, 700, 11)]])
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    page.set_mediabox(0, 0, 14400, 14400)
    header, pixels = ocr._photograph(page).split(b" 255\n", 1)
    kind, width, height = header.split()
    assert kind == b"P5"
    assert int(width) * int(height) == len(pixels) <= 1.01 * ocr._MOST_PIXELS


@pytest.mark.parametrize(("listing", "expected"), [("eng\nfra\nosd", "fra+eng"), ("eng", "eng"), ("osd", "")])
def test_languages_are_those_installed(monkeypatch: pytest.MonkeyPatch, listing: str, expected: str) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda _: "tesseract")
    monkeypatch.setattr(ocr, "_tesseract", lambda *_arguments, **_named: listing)
    assert ocr.languages.__wrapped__() == expected


def test_without_the_program_there_is_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda _: None)
    assert ocr.languages.__wrapped__() == ""
