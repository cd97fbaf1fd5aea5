import subprocess
from pathlib import Path

import pypdfium2
import pytest

from indexer.extract import ocr
from indexer.extract.layout import Sheet
from tests.indexer.extract.hocr import hocr
from tests.indexer.extract.printing import write_pdf, write_scan

LINES = "\n".join(
    ["Les habitants de tous les quartiers de la ville", "participent au suivi du projet de territoire,"] * 6
    + ["les ateliers de lecture et les jardins", "sont ouverts chaque semaine aux familles."] * 6
)
needs_tesseract = pytest.mark.skipif(not ocr.languages(), reason="Tesseract is not installed")


@pytest.fixture
def document(tmp_path: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_scan(tmp_path / "scan.pdf", "Le contrat de ville\nde Joue-les-Tours"))


@needs_tesseract
def test_a_scanned_page_is_read(document: pypdfium2.PdfDocument) -> None:
    assert "contrat de ville" in ocr.read_pages(document, [0], 60)[0].text


@needs_tesseract
def test_the_largest_line_of_a_scan_is_known_for_it(tmp_path: Path) -> None:
    path = write_scan(tmp_path / "scan.pdf", LINES, heading="Projet social de territoire")
    lines = ocr.read_pages(pypdfium2.PdfDocument(path), [0], 60)[0].lines
    largest = max(lines, key=lambda line: line.size)
    assert largest.text == "Projet social de territoire"
    assert largest.size > 1.5 * lines[-1].size


@needs_tesseract
@pytest.mark.parametrize("degrees", [90, 180, 270, 9])
def test_a_page_that_lies_askew_or_on_its_head_is_read(tmp_path: Path, degrees: float) -> None:
    path = write_scan(tmp_path / "scan.pdf", LINES, degrees=degrees)
    assert "jardins" in ocr.read_pages(pypdfium2.PdfDocument(path), [0], 600)[0].text


def test_what_makes_no_sense_whichever_way_it_lies_is_not_kept(
    document: pypdfium2.PdfDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = hocr([[("lonuenb np suonersosse sejrwwey sad jonquoew " * 9, 30)]])
    monkeypatch.setattr(ocr, "_tesseract", lambda *_: seen)
    assert ocr.read_pages(document, [0], 60) == {0: Sheet("")}


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
    header, pixels = ocr._portable(ocr._photograph(page)).split(b" 255\n", 1)
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
