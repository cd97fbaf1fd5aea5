"""Marks on the text of a page become boxes on its image."""

from hypothesis import given
from hypothesis import strategies as st

from search.results import Mark
from search_app.page_images.page_words import Box, PageWord, highlights, text_of


def word(text: str, left: float, top: float = 0.1) -> PageWord:
    return PageWord(text, (Box(left, top, 0.08, 0.02),))


LINE = (word("la", 0.1), word("politique", 0.2), word("de", 0.3), word("la", 0.4), word("ville", 0.1, 0.2))


def mark(words: tuple[PageWord, ...], text: str) -> Mark:
    start = text_of(words).index(text)
    return Mark(start, start + len(text))


def test_a_mark_is_the_box_of_its_word() -> None:
    assert highlights(LINE, [mark(LINE, "politique")]) == LINE[1].boxes


def test_part_of_a_word_marks_the_word() -> None:
    assert highlights(LINE, [mark(LINE, "tiq")]) == LINE[1].boxes


def test_neighbours_on_one_line_share_a_box() -> None:
    boxes = highlights(LINE, [mark(LINE, "politique"), mark(LINE, "de"), mark(LINE, "ville")])
    assert boxes == (Box(0.2, 0.1, 0.18, 0.02), Box(0.1, 0.2, 0.08, 0.02))


def test_a_phrase_over_two_lines_has_two_boxes() -> None:
    assert highlights(LINE, [mark(LINE, "la ville")]) == (
        Box(0.4, 0.1, 0.08, 0.02),
        Box(0.1, 0.2, 0.08, 0.02),
    )


def test_a_cut_word_has_its_two_boxes() -> None:
    cut = PageWord("politique", (Box(0.8, 0.1, 0.1, 0.02), Box(0.1, 0.2, 0.1, 0.02)))
    assert highlights((word("la", 0.71), cut, word("de", 0.21, 0.2)), [Mark(0, 15)]) == (
        Box(0.71, 0.1, 0.19, 0.02),
        Box(0.1, 0.2, 0.19, 0.02),
    )


def test_columns_side_by_side_keep_their_boxes() -> None:
    assert len(highlights((word("fin", 0.1), word("début", 0.6)), [Mark(0, 9)])) == 2


@given(st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)).map(lambda pair: Mark(*pair))))
def test_any_marks_give_boxes_inside_the_page(marks: list[Mark]) -> None:
    boxes = highlights(LINE, marks)
    assert len(boxes) <= len(LINE)
    assert all(box.left >= 0 and box.left + box.width <= 1 for box in boxes)
