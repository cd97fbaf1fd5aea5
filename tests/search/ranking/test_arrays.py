"""Numbers told once, a mask's numbers, and documents found among others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.ranking import arrays
from search.ranking.arrays import distinct, masked, places_among


@pytest.mark.parametrize("numbers", [[], [3], [1, 4, 4, 0, 1, 9]])
def test_each_number_is_told_once(numbers):
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))


@pytest.mark.parametrize("kind", [np.uint8, np.uint32, np.int64])
def test_numbers_stay_where_a_mask_is_set(kind):
    found = masked(np.array([5, 0, 7, 255], kind), np.array([1, 1, 0, 1], bool))
    assert (found.tolist(), found.dtype) == ([5, 0, 0, 255], kind)


@pytest.mark.parametrize("few", [0, 9])
@given(docs=st.sets(st.integers(0, 30)), others=st.sets(st.integers(0, 30)))
def test_documents_are_told_their_places_among_others(few, docs, others):
    """Whether looked for one by one or all written down."""
    held = sorted(others)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "_FEW", few)
        found = places_among(*(np.array(sorted(each), np.int32) for each in (docs, others)), 31)
    assert found.tolist() == [held.index(doc) if doc in others else -1 for doc in sorted(docs)]
