import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from search.engines.whoosh.similarity import _best

SCORES = some.lists(some.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0]), min_size=1, max_size=30)


@given(SCORES, some.integers(1, 40))
def test_the_best_are_those_of_all_put_in_order(scores, size):
    given_scores = np.array(scores)
    every = np.argsort(-given_scores, kind="stable")[:size].tolist()
    assert _best(given_scores, size) == [each for each in every if scores[each]]
