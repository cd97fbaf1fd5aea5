"""Adding to the totals of documents, and numbers told once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.ranking import arrays
from search.ranking.arrays import add_to, distinct, places_among


@pytest.mark.parametrize(("kind", "values"), [(np.uint8, 1), (np.float64, np.array([1.0, 1.0, 1.0]))])
def test_a_document_that_comes_again_counts_again(kind, values):
    totals = np.zeros(4, kind)
    add_to(totals, np.array([0, 2, 2], np.int32), values)
    assert totals.tolist() == [1, 0, 2, 0]


@pytest.mark.parametrize("numbers", [[], [3], [1, 4, 4, 0, 1, 9]])
def test_each_number_is_told_once(numbers):
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))


@pytest.mark.parametrize("few", [0, 9])
@given(docs=st.sets(st.integers(0, 30)), others=st.sets(st.integers(0, 30)))
def test_documents_are_told_their_places_among_others(few, docs, others):
    """Whether looked for one by one or all written down."""
    held = sorted(others)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "_FEW", few)
        found = places_among(*(np.array(sorted(each), np.int32) for each in (docs, others)), 31)
    assert found.tolist() == [held.index(doc) if doc in others else -1 for doc in sorted(docs)]
