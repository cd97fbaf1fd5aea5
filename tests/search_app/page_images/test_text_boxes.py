"""Characters become words as a reader sees them."""

from pathlib import Path

import pytest

from tests.search_app.page_images.test_rendering import render
from tests.search_app.pdf_files import Sheet, write_pdf


@pytest.mark.parametrize(
    ("pieces", "word"), [(("poli-", "tique"), "politique"), (("Poitou-", "Charentes"), "Poitou-Charentes")]
)
def test_a_word_cut_at_a_lines_end_is_one_word_with_two_boxes(
    tmp_path: Path, pieces: tuple[str, str], word: str
) -> None:
    sheet = Sheet(((40, 400, f"la {pieces[0]}"), (40, 386, f"{pieces[1]} de la ville")))
    words = render(write_pdf(tmp_path / "a.pdf", sheet)).layout.words
    assert [each.text for each in words] == ["la", word, "de", "la", "ville"]
    first, second = words[1].boxes
    assert first.top < second.top
    assert first.left > second.left == pytest.approx(0.1, abs=0.01)


def test_ligatures_are_read_as_letters(tmp_path: Path) -> None:
    words = render(write_pdf(tmp_path / "a.pdf", Sheet(((40, 400, "½ m² l'action"),)))).layout.words
    assert [word.text for word in words] == ["1⁄2", "m2", "l'action"]


def test_text_outside_the_page_is_left_out(tmp_path: Path) -> None:
    sheet = Sheet(((40, 400, "dedans"), (4000, 400, "dehors"), (40, -90, "dessous")))
    words = render(write_pdf(tmp_path / "a.pdf", sheet)).layout.words
    assert [word.text for word in words] == ["dedans"]
