"""Adding to the totals of documents, and numbers told once."""

import numpy as np
import pytest

from search.ranking.arrays import add_to, distinct


@pytest.mark.parametrize(("kind", "values"), [(np.uint8, 1), (np.float64, np.array([1.0, 1.0, 1.0]))])
def test_a_document_that_comes_again_counts_again(kind, values):
    totals = np.zeros(4, kind)
    add_to(totals, np.array([0, 2, 2], np.int32), values)
    assert totals.tolist() == [1, 0, 2, 0]


@pytest.mark.parametrize("numbers", [[], [3], [1, 4, 4, 0, 1, 9]])
def test_each_number_is_told_once(numbers):
    assert distinct(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))
