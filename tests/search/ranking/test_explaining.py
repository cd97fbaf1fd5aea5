"""What is said of a score adds up to it."""

import pytest

from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import And, Expanded, Phrase, Query, Term
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts


@pytest.fixture
def engine(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(*LIBRARY))
    return engine


@pytest.mark.parametrize(
    "typed",
    [
        "emploi",
        "réussite éducative Tours",
        "emploi OU (tours rénovation)",
        '"réussite éducative" emplois',
        "Comment réussir la rénovation des habitats ?",
        "édu* emploi",
    ],
)
def test_the_parts_sum_to_the_score(engine, typed):
    query = Query(parse(typed).root, text=typed)
    hits = engine.search(query).hits
    assert hits
    for hit in hits:
        reasons = engine.explain(hit.record.identifier, query)
        assert sum(each.score for each in reasons) == pytest.approx(hit.score, abs=0.002)


def test_a_synonym_s_part_counts_for_less(engine):
    query = Query(And((Term("jeunes"), Expanded(Term("adultes"), (Phrase("réussite éducative"),)))))
    (hit,) = engine.search(query).hits
    reasons = engine.explain(hit.record.identifier, query)
    assert "reussite educative" in {each.words for each in reasons}
    assert sum(each.score for each in reasons) == pytest.approx(hit.score, abs=0.002)


def test_nothing_is_said_of_what_does_not_answer(engine):
    assert engine.explain("inconnu", Query(Term("emploi"))) == []
