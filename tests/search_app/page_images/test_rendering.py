"""An image shows the page, and a word's box is where the word was drawn."""

import hashlib
import os
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from pypdfium2 import PdfiumError

from search_app.page_images.page_words import Box
from search_app.page_images.rendered import PageRequest, Rendered
from search_app.page_images.rendering import MAX_PIXELS, MAX_SIDE, ChangedFileError, handle
from tests.search_app.pdf_files import PAGE_SIZE, Sheet, drawn_at, write_pdf

WORD = (100.0, 480.0, "Développement")
WIDTH, HEIGHT = PAGE_SIZE


def render(path: Path, page: int = 1, width: int = 400) -> Rendered:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Rendered.unpack(handle(msgspec.json.encode(PageRequest(str(path), sha256, page, width))))


def box_of(rendered: Rendered, text: str = WORD[2]) -> Box:
    (word,) = [word for word in rendered.layout.words if word.text == text]
    (box,) = word.boxes
    return box


def assert_close(box: Box, left: float, top: float, right: float, bottom: float) -> None:
    """Within one hundredth of the page."""
    found = (box.left, box.top, box.left + box.width, box.top + box.height)
    assert found == pytest.approx((left, top, right, bottom), abs=0.01)


def darkest(rendered: Rendered) -> tuple[float, float, float, float]:
    """What is not white on the image, as fractions: left, top, right, bottom."""
    image = Image.open(BytesIO(rendered.image)).convert("L")
    left, top, right, bottom = image.point(lambda shade: 255 if shade < 128 else 0).getbbox() or (0, 0, 0, 0)
    return left / image.width, top / image.height, right / image.width, bottom / image.height


def test_a_word_stands_where_it_was_drawn(tmp_path: Path) -> None:
    rendered = render(write_pdf(tmp_path / "a.pdf", Sheet((WORD, (30, 300, "autre mot")))))
    left, bottom, right, top = drawn_at(*WORD)
    assert [word.text for word in rendered.layout.words] == ["Développement", "autre", "mot"]
    assert_close(box_of(rendered), left / WIDTH, 1 - top / HEIGHT, right / WIDTH, 1 - bottom / HEIGHT)
    assert rendered.layout.ratio == pytest.approx(1.5)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_box_and_image_turn_together(tmp_path: Path, rotation: int) -> None:
    rendered = render(write_pdf(tmp_path / "a.pdf", Sheet((WORD,), rotation)), width=800)
    left, top, right, bottom = darkest(rendered)
    box = box_of(rendered)
    assert box.left - 0.01 <= left and right <= box.left + box.width + 0.01
    assert box.top - 0.01 <= top and bottom <= box.top + box.height + 0.01
    assert (rendered.layout.ratio < 1) is (rotation in {90, 270})


def test_a_quarter_turn_moves_the_box_as_expected(tmp_path: Path) -> None:
    rendered = render(write_pdf(tmp_path / "a.pdf", Sheet((WORD,), rotation=90)))
    left, bottom, right, top = drawn_at(*WORD)
    assert_close(box_of(rendered), bottom / HEIGHT, left / WIDTH, top / HEIGHT, right / WIDTH)


def test_the_cropped_part_is_neither_seen_nor_found(tmp_path: Path) -> None:
    sheet = Sheet((WORD, (10, 20, "caché")), crop=(50, 300, 350, 600))
    rendered = render(write_pdf(tmp_path / "a.pdf", sheet))
    left, bottom, right, top = drawn_at(*WORD)
    assert [word.text for word in rendered.layout.words] == ["Développement"]
    assert_close(
        box_of(rendered), (left - 50) / 300, (600 - top) / 300, (right - 50) / 300, (600 - bottom) / 300
    )


def test_the_image_has_the_width_asked(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", Sheet((WORD,)), Sheet())
    assert Image.open(BytesIO(render(path, 1, 240).image)).size == (240, 360)
    assert render(path, 2).layout.words == ()


def test_a_page_of_any_shape_has_an_image_of_bounded_size(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", Sheet((WORD,), size=(20, 14_000)))
    image = Image.open(BytesIO(render(path, width=1000).image))
    assert image.height <= MAX_SIDE
    assert image.width * image.height <= MAX_PIXELS


def test_a_file_that_changed_is_not_drawn(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", Sheet((WORD,)))
    request = msgspec.json.encode(PageRequest(str(path), "0" * 64, 1, 400))
    with pytest.raises(ChangedFileError):
        handle(request)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system cannot refuse links")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(write_pdf(tmp_path / "a.pdf", Sheet((WORD,))))
    with pytest.raises(OSError, match="symbolic links"):
        render(tmp_path / "link.pdf")


@pytest.mark.parametrize("page", [0, 2, 10**6])
def test_a_page_that_is_not_there_is_an_error(tmp_path: Path, page: int) -> None:
    with pytest.raises((PdfiumError, IndexError, ValueError)):
        render(write_pdf(tmp_path / "a.pdf", Sheet((WORD,))), page)
