"""The words of an index and how many of the documents seen hold them."""

import numpy as np
import pytest

from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.engines.whoosh.word_list import entries
from tests.search.engines.corpus import Facets, Texts, change


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([True, True], {"emploi": 2, "ville": 1, "egalite": 1}),
        ([True, False], {"emploi": 1, "ville": 1}),
        ([False, False], {}),
    ],
)
def test_words_are_counted_in_what_is_seen(tmp_path, seen, expected):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(change(1, "", "emploi, ville"), change(2, "", "emploi, égalité")))
    assert dict(entries(open_generation(tmp_path), np.array(seen))) == expected
