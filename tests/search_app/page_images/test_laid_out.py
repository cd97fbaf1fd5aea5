"""Documents that are no PDF are laid out once, one at a time, and never in the way of anybody."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from confined.office import find_part
from search_app.page_images.image_cache import ImageCache
from search_app.page_images.laid_out import LaidOut
from search_app.page_images.page_image import THUMBNAIL, PageImages

writer = pytest.mark.skipif(not find_part("writer"), reason="LibreOffice Writer is not installed")


@pytest.fixture
def images(tmp_path: Path) -> Iterator[PageImages]:
    images = PageImages(tmp_path / "pages")
    yield images
    images.close()


def letter(folder: Path) -> tuple[Path, str]:
    path = folder / "lettre.docx"
    document = docx.Document()
    document.add_paragraph("Bonjour")
    document.save(str(path))
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


@writer
def test_a_letter_has_a_cover_made_once(images: PageImages, tmp_path: Path) -> None:
    path, sha256 = letter(tmp_path)
    cover = images.image(path, sha256, 1, THUMBNAIL)
    assert cover is not None and cover[8:12] == b"WEBP"
    assert [word.text for word in images.words(path, sha256, 1) or ()] == ["Bonjour"]
    path.unlink()
    assert images.image(path, sha256, 1, THUMBNAIL) == cover


@writer
def test_what_cannot_be_laid_out_is_not_tried_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = ImageCache(tmp_path / "pages", 2**20)
    path, _sha256 = letter(tmp_path)
    laid_out = LaidOut(cache)
    try:
        assert [laid_out.pdf(path, "0" * 64, "00/0") for _ in range(2)] == [None, None]
    finally:
        laid_out.close()
    assert len(caplog.records) == 1


def test_nobody_waits_for_the_document_of_another(tmp_path: Path) -> None:
    laid_out = LaidOut(ImageCache(tmp_path / "pages", 2**20))
    path, sha256 = letter(tmp_path)
    laid_out._busy.acquire()
    try:
        assert laid_out.pdf(path, sha256, "00/0") is None
    finally:
        laid_out._busy.release()
        laid_out.close()


def test_one_document_is_laid_out_at_a_time_whichever_process_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_app.page_images.laid_out.find_part", lambda part: "soffice")
    path, sha256 = letter(tmp_path)
    made = (tmp_path / "lettre.pdf", "0" * 64)
    monkeypatch.setattr(LaidOut, "_make", lambda *_: made)
    laid_out = LaidOut(ImageCache(tmp_path / "pages", 2**20))
    with ImageCache(tmp_path / "pages", 2**20).alone("laying-out") as alone:
        assert alone
        assert laid_out.pdf(path, sha256, "00/0") is None
    assert laid_out.pdf(path, sha256, "00/0") == made
    laid_out.close()


def test_other_files_have_no_pages_of_paper(images: PageImages, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("# Note")
    assert images.image(path, hashlib.sha256(path.read_bytes()).hexdigest(), 1, THUMBNAIL) is None
