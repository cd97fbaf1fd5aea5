import numpy as np
import pytest

from catalogue.record import Access
from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.ranking.cache import Cache
from search.ranking.state import Matches
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts


def _matches(size):
    return Matches(np.zeros(size, np.int32), np.zeros(size))


def test_a_cache_forgets_the_least_recent_beyond_its_bound():
    cache, made = Cache(30_000), []

    def get(key):
        return cache.get(key, lambda: made.append(key) or _matches(1000))

    for key in "abacab":
        get(key)
    assert made == ["a", "b", "c", "b"]


def test_what_may_be_seen_depends_on_the_levels_of_access(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    generation = open_generation(tmp_path)
    assert generation.visible(frozenset({Access.PUBLIC})).tolist() == [True, True, True, False]
    assert generation.visible(frozenset(Access)).all()
    assert not generation.visible(frozenset()).any()
    assert generation.document("n4", frozenset({Access.PUBLIC})) is None
    assert generation.document("n4", frozenset(Access)) == 3


def test_lengths_are_relative_to_their_mean(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*LIBRARY))
    lengths = open_generation(tmp_path).relative_lengths("body")
    assert np.mean(lengths) == pytest.approx(1)
    assert lengths[0] > lengths[3]
