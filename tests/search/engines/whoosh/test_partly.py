"""When few documents hold all the words, those that hold most follow, uncounted."""

import pytest

from catalogue.record import Access
from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Filter, Query, Sort
from tests.search.engines.corpus import Facets, Texts, change

ALL = "la médiation sociale dans le quartier"


def _engine(tmp_path, *bodies):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(*(change(number, "", body) for number, body in enumerate(bodies, 1))))
    return engine


def _asked(engine, **parts):
    return engine.search(Query(parse("médiation sociale quartier").root, **parts))


def test_documents_with_most_words_follow_the_few_with_all(tmp_path):
    results = _asked(_engine(tmp_path, ALL, "médiation sociale", "quartier", "rien"))
    assert [hit.record.identifier for hit in results.hits] == ["n1"]
    assert [hit.record.identifier for hit in results.partly] == ["n2"]
    assert (results.total, results.relaxed) == (1, False)
    assert results.partly[0].passages


def test_nothing_follows_that_a_reader_may_not_see_or_a_filter_leaves_out(tmp_path):
    texts, said = Texts(), "médiation sociale"
    engine = open_engine(str(tmp_path), texts, Facets())
    both = {"themes": ("a",), "places": ("24",)}
    engine.apply(
        texts.add(
            change(1, "", ALL, **both),
            change(2, "", said, access=Access.INTERNAL, **both),
            change(3, "", said, themes=("a",)),
            change(4, "", said, places=("24",)),
            change(5, "", said, **both),
        )
    )
    kept = _asked(engine, filters=(Filter("theme", ("a",)), Filter("region", ("24",))))
    assert [hit.record.identifier for hit in kept.partly] == ["n5"]


@pytest.mark.parametrize("parts", [{"page": 2}, {"sort": Sort.TITLE}, {"size": 1}])
def test_only_at_the_end_of_the_first_page_by_relevance(tmp_path, parts):
    assert _asked(_engine(tmp_path, ALL, "médiation sociale"), **parts).partly == ()


def test_none_follow_when_enough_hold_all(tmp_path):
    assert _asked(_engine(tmp_path, *(ALL,) * 5, "médiation sociale")).partly == ()
