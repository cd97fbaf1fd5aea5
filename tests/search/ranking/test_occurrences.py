"""What stands before and behind each place agrees with looking for it one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.ranking.occurrences import NEVER, around_each, gaps_behind, last_of_each

SPOTS = st.lists(st.sets(st.integers(0, 12)), min_size=1, max_size=4)


def _by_owner(spots: list[set[int]]) -> tuple[np.ndarray, np.ndarray]:
    keys = [key for each in spots for key in sorted(each)]
    return np.array(keys, np.int64), np.arange(len(spots)).repeat([len(each) for each in spots])


@given(SPOTS)
def test_the_last_before_and_the_next_behind_each_place(spots: list[set[int]]) -> None:
    keys, owners = _by_owner(spots)
    shape = (len(spots), 13)
    before, after = (each.tolist() for each in around_each(keys, owners, keys, shape))
    assert before == last_of_each(keys, owners, keys, shape).tolist()
    for owner, own in enumerate(spots):
        for place in range(13):
            assert before[owner][place] == max((key for key in own if key <= place), default=-NEVER)
            assert after[owner][place] == min((key for key in own if key > place), default=NEVER)


@given(SPOTS)
def test_gaps_are_told_behind_the_owner_before(spots: list[set[int]]) -> None:
    keys, owners = _by_owner(spots)
    near = [gap if gap < 100 else None for gap in gaps_behind(keys, owners).tolist()]
    for key, owner, gap in zip(keys.tolist(), owners.tolist(), near, strict=True):
        earlier = [other for other in spots[owner - 1] if other < key] if owner else []
        assert gap == (key - max(earlier) if earlier else None)
