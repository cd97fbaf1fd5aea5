import pytest

from catalogue.engines.whoosh import open_engine
from catalogue.query import And, Query, Term
from tests.catalogue.engines.corpus import Facets, Texts, change

FILLER = "mot " * 60


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (f"accès aux soins {FILLER}", f"accès {FILLER} soins"),
        (f"accès aux soins {FILLER}", f"soins et accès {FILLER}"),
    ],
)
def test_words_that_stand_together_rank_first(tmp_path, near, far):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    others = [change(number, "", "rien") for number in range(3, 30)]
    engine.apply(texts.add(change(1, "", far), change(2, "", near), *others))
    hits = engine.search(Query(And((Term("accès"), Term("soins"))))).hits
    assert [hit.record.identifier for hit in hits] == ["n2", "n1"]
    assert hits[0].score > hits[1].score


def test_pages_of_results_never_overlap_although_the_first_are_reordered(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(*(change(n, "", "accès " + "mot " * (n % 7) + "soins") for n in range(1, 90))))
    query = And((Term("accès"), Term("soins")))
    pages = [engine.search(Query(query, page=page, passages=0)).hits for page in range(1, 10)]
    found = [hit.record.identifier for page in pages for hit in page]
    assert len(found) == len(set(found)) == 89
    scores = [hit.score for page in pages for hit in page]
    assert scores == sorted(scores, reverse=True)
