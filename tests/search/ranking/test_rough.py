"""Rough totals leave the same best documents, with the same scores, as adding all up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.ranking.rough import SCORE_BITS, Rough, part_of, totals_of
from search.ranking.state import Matches

SIZE = 40
PARTS = st.lists(
    st.dictionaries(st.integers(0, SIZE - 1), st.floats(0.001, 60), min_size=1), min_size=1, max_size=8
)


def _part(scores, answering=None):
    docs = np.array(sorted(scores), np.int32)
    return part_of(Matches(docs, np.array([scores[doc] for doc in docs.tolist()])), answering)


@given(PARTS, st.integers(0, 45))
def test_the_best_are_among_those_looked_up_and_score_what_they_are_worth(found, count):
    parts = [_part(each) for each in found]
    totals = totals_of(SIZE, parts)
    docs = totals.nonzero()[0].astype(np.int32)
    scores = np.zeros(SIZE)
    for part in parts:
        scores[part.docs] += part.scores
    best = Rough(docs, totals[docs], parts).best(count)
    assert best.scores.tolist() == scores[best.docs].tolist()
    if count:
        least = sorted(scores[docs], reverse=True)[:count][-1]
        assert set(docs[scores[docs] >= least]) <= set(best.docs)
    assert (totals >> SCORE_BITS).tolist() == [sum(doc in each for each in found) for doc in range(SIZE)]


def test_who_gains_most_by_rounding_hides_nobody_who_scores_more():
    parts = [_part({0: 1.01 / 64} if number else {0: 1.01 / 64, 1: 12 / 64}) for number in range(8)]
    best = Rough(np.arange(2, dtype=np.int32), totals_of(2, parts), parts).best(1)
    assert best.scores.max() == 12 / 64


def test_documents_that_fall_short_of_a_part_score_and_are_not_counted():
    parts = [_part({3: 1.5, 7: 2.0, 9: 0.5}, np.array([1])), _part({3: 1.0})]
    docs = parts[0].docs
    totals = totals_of(SIZE, parts)[docs]
    assert (totals >> SCORE_BITS).tolist() == [1, 1, 0]
    assert Rough(docs, totals, parts).only(np.array([2, 0])).exact().scores.tolist() == [0.5, 2.5]


def test_a_number_has_room_for_many_high_scores():
    assert totals_of(1, [_part({0: 60.0})] * 500)[0] >> SCORE_BITS == 500
