"""Documents whose words stand together come before those that hold them apart."""

import numpy as np
import pytest

from search.engines.whoosh import open_engine
from search.engines.whoosh.newest_generation import open_generation
from search.parser import parse
from search.plan import plan
from search.query import And, Query, Term
from search.ranking.finding import Finder
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.proximity import nearness
from search.ranking.weights import DEFAULT
from tests.search.engines.corpus import Facets, Texts, change

FILLER = " ".join(f"mot{number}" for number in range(40))
LONG_FILLER = "mot " * 60
TOGETHER, SWAPPED, APART, ROOTED, ROOTED_APART = range(5)


def _evidence(folder):
    return PostedEvidence(Finder(open_generation(folder)), DEFAULT)


@pytest.fixture
def near(tmp_path):
    texts = Texts()
    bodies = (
        "formation professionnelle",
        "professionnelle et formation",
        f"formation {FILLER} professionnelle",
        "formation des professions",
        f"formation {FILLER} professions",
    )
    changes = [change(number, "Note", f"{FILLER} {body}") for number, body in enumerate(bodies, 1)]
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*changes))
    step = plan(parse("formation professionnelle").root)
    return nearness(_evidence(tmp_path), step, np.arange(len(bodies)), DEFAULT).passage


def test_words_close_together_come_before_words_apart(near):
    assert near[TOGETHER] > near[SWAPPED] > near[APART]


def test_a_root_stands_for_its_word(near):
    assert near[ROOTED] > near[ROOTED_APART]


def test_one_word_is_near_nothing(tmp_path):
    texts = Texts()
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(change(1, "Note", "formation")))
    step = plan(parse("formation").root)
    assert nearness(_evidence(tmp_path), step, np.array([0]), DEFAULT).passage.tolist() == [0.0]


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (f"accès aux soins {LONG_FILLER}", f"accès {LONG_FILLER} soins"),
        (f"accès aux soins {LONG_FILLER}", f"{LONG_FILLER} accès aux soins"),
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


def test_neighbours_in_order_count_more_often_and_rarer_more(tmp_path):
    texts = Texts()
    bodies = ("formation des cadres", "formation des cadres, formation de cadres", "cadres en formation")
    changes = [change(number, "Note", body) for number, body in enumerate(bodies, 1)]
    open_engine(str(tmp_path), texts, Facets()).apply(texts.add(*changes))
    step = plan(parse("formation des cadres").root)
    once, twice, swapped = nearness(_evidence(tmp_path), step, np.arange(3), DEFAULT).adjacent
    assert twice > once > swapped == 0


def test_two_words_of_one_root_are_answered(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(change(1, "Note", "les professionnels de la profession")))
    (hit,) = engine.search(Query(parse("profession professionnelle").root)).hits
    assert len(hit.passages[0].marks) == 2
