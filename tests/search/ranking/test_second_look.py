"""What the best documents are looked at for once more."""

import numpy as np
import pytest

from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.parser import parse
from search.plan import plan
from search.ranking.finding import Finder
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.second_look import second_look
from search.ranking.weights import DEFAULT, PLAIN
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    folder, texts = tmp_path_factory.mktemp("index"), Texts()
    open_engine(str(folder), texts, Facets()).apply(texts.add(*LIBRARY))
    return open_generation(folder)


def _looked(generation, typed, ranking=DEFAULT):
    step = plan(parse(typed).root)
    return second_look(
        PostedEvidence(Finder(generation), ranking), step, typed, np.arange(generation.size), ranking
    )


@pytest.mark.parametrize(
    ("typed", "stressed"),
    [
        ("réussite des jeunes", {("jeunes", "last")}),
        ("emploi à Tours en 2007", {("2007", "last"), ("2007", "named"), ("tours", "named")}),
        ("emploi SAUF jeunes", set()),
        ("Emploi", set()),
    ],
)
def test_the_last_word_names_and_numbers_count_once_more(generation, typed, stressed):
    assert {(each.words, each.signal) for each in _looked(generation, typed) if each.words} == stressed


@pytest.mark.parametrize("typed", ["emploi", "réussite éducative à Tours", "habitasion jeunes ?"])
def test_a_second_look_only_adds(generation, typed):
    assert all((each.scores >= 0).all() for each in _looked(generation, typed))


def test_nothing_is_added_with_all_signals_off(generation):
    assert _looked(generation, "réussite éducative à Tours", PLAIN) == []
