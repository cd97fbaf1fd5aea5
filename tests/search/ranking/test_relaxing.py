"""Which documents stand in when none holds all words."""

import numpy as np
import pytest

from search.ranking.relaxing import most_held

HELD = np.array([4, 2, 1, 0, 3])
ALL = np.ones(len(HELD), bool)


@pytest.mark.parametrize(
    ("masks", "question", "kept"),
    [
        ([], False, [0, 1, 4]),
        ([], True, [0, 1, 4]),
        ([np.array([0, 0, 1, 1, 0], bool)], False, [0, 1, 2, 4]),
        ([np.array([0, 1, 1, 1, 0], bool), ALL], False, [0, 1, 2, 4]),
    ],
)
def test_half_of_what_the_best_of_the_filtered_holds_is_enough(masks, question, kept):
    assert most_held(HELD, masks, question=question).docs.tolist() == kept


def test_nothing_is_relaxed_where_the_filters_keep_no_document_with_a_word():
    assert most_held(HELD, [np.array([0, 0, 0, 1, 0], bool)]) is None
    assert most_held(HELD * 0, []) is None


def test_the_best_is_told_among_those_that_the_filters_keep():
    assert most_held(HELD, []).best == 4
    assert most_held(HELD, [np.array([0, 1, 1, 1, 1], bool)]).best == 3
