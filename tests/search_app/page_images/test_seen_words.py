"""On a page that is a picture, a word's box is where Tesseract saw it."""

import hashlib
import shutil
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from search_app.page_images import page_image
from search_app.page_images.page_image import PageImages
from search_app.page_images.page_words import Box
from search_app.page_images.seen_words import words_of_table
from tests.search_app.pdf_files import PAGE_SIZE, Sheet, write_pdf

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
WORD, LEFT, BASELINE = "Bonjour", 100.0, 400.0


def row(line: int, left: int, text: str, level: int = 5) -> str:
    return f"{level}\t1\t1\t1\t{line}\t1\t{left}\t{line * 100}\t50\t20\t96.0\t{text}"


def test_words_stand_where_the_table_says_as_fractions_of_the_page() -> None:
    table = "\n".join([HEAD, row(1, 0, "", level=4), row(1, 100, "Bonjour"), row(1, 200, " ")])
    (word,) = words_of_table(table, 1000, 2000)
    assert (word.text, word.boxes) == ("Bonjour", (Box(0.1, 0.05, 0.05, 0.01),))


def test_a_word_cut_at_the_end_of_a_line_is_one_with_two_boxes() -> None:
    table = "\n".join(
        [HEAD, row(1, 900, "déve-"), row(2, 0, "loppement"), row(3, 0, "Poitou-"), row(4, 0, "Charentes")]
    )
    words = words_of_table(table, 1000, 2000)
    assert [word.text for word in words] == ["développement", "Poitou-", "Charentes"]
    assert [len(word.boxes) for word in words] == [2, 1, 1]


@pytest.mark.parametrize("junk", ["", "rien", "5\t1\t1", HEAD])
def test_what_is_no_table_has_no_words(junk: str) -> None:
    assert words_of_table(junk, 10, 10) == ()


def picture(folder: Path) -> Path:
    """A PDF of one page that is the picture of a word."""
    drawn = write_pdf(folder / "drawn.pdf", Sheet(((LEFT, BASELINE, WORD),)))
    with pypdfium2.PdfDocument(drawn) as document:
        image = document[0].render(scale=3).to_pil().convert("RGB")
    content = BytesIO()
    image.save(content, "PDF", resolution=72 * 3)
    path = folder / "scan.pdf"
    path.write_bytes(content.getvalue())
    return path


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_the_words_of_a_picture_are_seen_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, images = picture(tmp_path), PageImages(tmp_path / "pages")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        plain, seen = images.layout(path, sha256, 1), images.seen_layout(path, sha256, 1)
        path.unlink()
        monkeypatch.setattr(page_image.shutil, "which", lambda _name: None)
        again = images.seen_layout(path, sha256, 1)
    finally:
        images.close()
    assert plain is not None and plain.words == ()
    assert seen is not None and seen == again
    (word,) = seen.words
    assert word.text == WORD
    assert word.boxes[0].left == pytest.approx(LEFT / PAGE_SIZE[0], abs=0.01)
    assert word.boxes[0].top + word.boxes[0].height == pytest.approx(1 - BASELINE / PAGE_SIZE[1], abs=0.02)


def test_without_tesseract_a_picture_is_shown_without_boxes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, images = picture(tmp_path), PageImages(tmp_path / "pages")
    monkeypatch.setattr(page_image.shutil, "which", lambda _name: None)
    try:
        layout = images.seen_layout(path, hashlib.sha256(path.read_bytes()).hexdigest(), 1)
    finally:
        images.close()
    assert layout is not None and layout.words == ()
