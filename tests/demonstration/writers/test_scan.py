from pathlib import Path

import pypdfium2 as pdfium

from demonstration.writers.scan import write
from tests.demonstration.samples import sample


def test_is_an_image_black_and_white_and_turned(tmp_path: Path) -> None:
    write(sample(), path := tmp_path / "a.pdf")
    with pdfium.PdfDocument(path) as document:
        page = document[0]
        assert page.get_textpage().count_chars() == 0
        image = page.render(scale=1, grayscale=True).to_pil()
    assert image.getextrema() == (0, 255)


def test_specks_fall_at_the_same_places(tmp_path: Path) -> None:
    write(sample(), tmp_path / "a.pdf")
    write(sample(), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
