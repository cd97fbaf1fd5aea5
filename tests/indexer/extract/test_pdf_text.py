import os
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from confined import FailureKind, Limits, Pool
from indexer.extract.formats import Options
from indexer.extract.layout import Sheet
from indexer.extract.pdf import extract
from indexer.extract.pdf_text import open_pdf, read_sheets
from tests.indexer.extract.printing import rewrite, write_pdf

HEAD = [("En haut", 70, 800, 18), ("En bas", 70, 30, 9)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rapport.pdf"


def read_in_confinement(request: bytes) -> bytes:
    """The task of a limited process: the text of one PDF."""
    pages = extract(Path(request.decode()), Options(ocr=False)).pages
    return "\f".join(page.text for page in pages).encode()


def test_lines_know_their_place_and_size(path: Path) -> None:
    with open_pdf(write_pdf(path, [HEAD])) as document:
        (sheet,) = read_sheets(document)
    assert [(line.text, line.index, line.size, round(line.top, 2)) for line in sheet.lines] == [
        ("En haut", 0, 18.0, 0.05),
        ("En bas", 1, 9.0, 0.96),
    ]


@pytest.mark.parametrize(("rotation", "top"), [(90, 0.12), (180, 0.95), (270, 0.88)])
def test_a_turned_page_is_measured_as_shown(path: Path, rotation: int, top: float) -> None:
    write_pdf(path, [HEAD])
    rewrite(path, lambda writer: writer.pages[0].rotate(rotation))
    with open_pdf(path) as document:
        (sheet,) = read_sheets(document)
    assert round(sheet.lines[0].top, 2) == top


def test_pages_that_only_the_count_promises_end_the_reading(path: Path) -> None:
    write_pdf(path, [HEAD])
    path.write_bytes(path.read_bytes().replace(b"/Count 1", b"/Count 1000000"))
    assert [page.text for page in extract(path, Options(ocr=False)).pages] == ["En haut\nEn bas"]


def test_a_page_that_cannot_be_loaded_is_asked_of_pypdf(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = pypdfium2.PdfDocument.get_page

    def refuse_second(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        if index == 1:
            raise pypdfium2.PdfiumError("refused")
        return original(document, index)

    write_pdf(path, [[(word, 70, 700, 11)] for word in ("un", "deux", "trois")])
    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", refuse_second)
    extracted = extract(path, Options(ocr=False))
    assert [page.text for page in extracted.pages] == ["un", "deux", "trois"]
    assert extracted.warnings == ()


def test_a_page_nobody_can_load_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = pypdfium2.PdfDocument.get_page

    def refuse_first(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        if index == 0:
            raise pypdfium2.PdfiumError("refused")
        return original(document, index)

    write_pdf(path, [[("un", 70, 700, 11)], [("deux", 70, 700, 11)]])
    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", refuse_first)
    monkeypatch.setattr("indexer.extract.pdf_fallback.read_pages", lambda *_: {})
    extracted = extract(path, Options(ocr=False))
    assert [page.text for page in extracted.pages] == ["", "deux"]
    assert "1 page du fichier est illisible" in extracted.warnings[0]


def test_a_page_taken_to_pieces_is_read_by_pypdf(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Le contrat de ville engage la commune et ses partenaires pour six ans."
    write_pdf(path, [[(words, 70, 700 - 14 * line, 11) for line in range(10)]])
    apart = Sheet("\n".join(" ".join(words.replace(" ", "")) for _ in range(10)))
    monkeypatch.setattr("indexer.extract.pdf.read_sheets", lambda *_: [apart])
    assert extract(path, Options(ocr=False)).pages[0].text.startswith(words)


def test_a_bomb_costs_its_process_alone(path: Path, tmp_path: Path) -> None:
    def explode(writer: pypdf.PdfWriter) -> None:
        content = DecodedStreamObject()
        content.set_data(b"BT /F1 12 Tf " + b"(a) Tj " * 2_000_000 + b"ET")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())

    bomb, sound = write_pdf(path, [HEAD]), write_pdf(tmp_path / "sain.pdf", [HEAD])
    rewrite(bomb, explode)
    task = f"{__name__}:{read_in_confinement.__name__}"
    with Pool(task, workers=1, limits=Limits(memory_mb=400, cpu_s=30, wall_s=60)) as pool:
        died, lived = pool.run(str(bomb).encode()), pool.run(str(sound).encode())
    assert died.failure is not None
    assert died.failure.kind in (FailureKind.MEMORY, FailureKind.CRASH)
    assert lived.value == b"En haut\nEn bas"


@pytest.mark.real_data
def test_every_real_file_is_read_or_refused_with_a_reason() -> None:
    folder = os.environ.get("FONDS_TEST_DATA")
    if not folder:
        pytest.skip("FONDS_TEST_DATA names no folder")
    paths = sorted(Path(folder, "robust").rglob("*.pdf"))
    task = f"{__name__}:{read_in_confinement.__name__}"
    with Pool(task, workers=2, limits=Limits(memory_mb=1200, cpu_s=60, wall_s=120)) as pool:
        outcomes = dict(pool.map((path, str(path).encode()) for path in paths))
    failures = {path: outcome.failure for path, outcome in outcomes.items() if outcome.failure}
    assert [path for path, failure in failures.items() if "ExtractionError" not in failure.detail] == []
    assert len(failures) < len(paths) / 10
