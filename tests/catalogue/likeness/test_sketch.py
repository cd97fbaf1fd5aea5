import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.likeness.sketch import FEWEST_WORDS, KEPT, Sketch, _numbers, _shingles, resemblance, sketch_of
from tests.catalogue.likeness.texts import words


def sketch(text: str) -> Sketch:
    made = sketch_of(text)
    assert made is not None
    return made


def test_layout_case_and_punctuation_make_no_other_text() -> None:
    one = sketch("Le contrat de ville, " * 10)
    other = sketch("LE  contrat\nde ville " * 10)
    assert one.text == other.text
    assert resemblance(one, other) == 1.0


def test_a_text_of_few_words_is_not_compared() -> None:
    assert sketch_of(words(0, FEWEST_WORDS - 1)) is None
    assert sketch_of(words(0, FEWEST_WORDS)) is not None


def test_texts_with_nothing_in_common_do_not_resemble() -> None:
    assert resemblance(sketch(words(0, 500)), sketch(words(1000, 500))) == 0.0


def test_of_short_texts_the_figure_is_exact() -> None:
    one, other = words(0, 64), words(0, 54)
    assert resemblance(sketch(one), sketch(other)) == pytest.approx(50 / 60)


@pytest.mark.parametrize("changed", [0.05, 0.2, 0.5])
def test_of_long_texts_the_figure_is_near_the_true_one(changed: float) -> None:
    drawn = random.Random(7)
    one = [f"mot{drawn.randrange(10**9)}" for _ in range(20_000)]
    other = one[: int(len(one) * (1 - changed))]
    true = (len(other) - 4) / (len(one) - 4)
    assert resemblance(sketch(" ".join(one)), sketch(" ".join(other))) == pytest.approx(true, abs=0.12)


@given(st.text(max_size=400))
def test_any_text_has_a_sketch_or_none(text: str) -> None:
    made = sketch_of(text)
    assert made is None or (0 < len(made.hashes) <= KEPT and resemblance(made, made) == 1.0)


@pytest.mark.parametrize("text", ["un deux trois quatre cinq six " * 900, words(0, 5_000)])
def test_a_long_text_keeps_the_smallest_hashes_be_they_the_same_throughout(text: str) -> None:
    found = sketch_of(text)
    every = np.unique(_shingles(_numbers(text.split())))
    assert found is not None
    assert found.hashes.tolist() == every[:KEPT].tolist()
