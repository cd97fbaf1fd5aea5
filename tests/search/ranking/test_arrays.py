"""Adding to the totals of documents."""

import numpy as np
import pytest

from search.ranking.arrays import add_to


@pytest.mark.parametrize(("kind", "values"), [(np.uint8, 1), (np.float64, np.array([1.0, 1.0, 1.0]))])
def test_a_document_that_comes_again_counts_again(kind, values):
    totals = np.zeros(4, kind)
    add_to(totals, np.array([0, 2, 2], np.int32), values)
    assert totals.tolist() == [1, 0, 2, 0]
