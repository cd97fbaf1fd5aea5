from pathlib import Path

import pytest

from indexer.extract import pdf_fallback
from indexer.extract.pdf_fallback import LockedPdfError, read_all, read_pages
from tests.indexer.extract.printing import write_pdf


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "rapport.pdf", [[(word, 70, 700, 11)] for word in ("un", "deux", "trois")])


def test_every_page_is_read(path: Path) -> None:
    assert [sheet.text.strip() for sheet in read_all(path) or []] == ["un", "deux", "trois"]


def test_single_pages_are_read(path: Path) -> None:
    assert {number: sheet.text.strip() for number, sheet in read_pages(path, [2, 0]).items()} == {
        2: "trois",
        0: "un",
    }


def test_pages_that_are_not_there_are_left_out(path: Path) -> None:
    assert list(read_pages(path, [1, 9])) == [1]


def test_what_was_read_in_time_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = pdf_fallback._sheet
    read = []

    def slow(page: object) -> object:
        read.append(page)
        while len(read) > 1:
            pass
        return original(page)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf_fallback, "_sheet", slow)
    monkeypatch.setattr(pdf_fallback, "PATIENCE_S", 0.3)
    assert [sheet.text.strip() for sheet in read_all(path) or []] == ["un"]


def test_what_cannot_be_opened_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "faux.pdf").write_bytes(b"%PDF-1.7 rien")
    assert read_all(tmp_path / "faux.pdf") is None


def test_a_password_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LockedPdfError):
        read_all(write_pdf(tmp_path / "clos.pdf", [[("un", 70, 700, 11)]], encrypt="secret"))
