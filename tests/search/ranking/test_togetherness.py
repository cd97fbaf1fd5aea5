"""Documents that hold the words of a query in one passage come before those that scatter them."""

import pytest

from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query
from tests.search.engines.corpus import Facets, Texts, change

FILLER = "rien " * 60


@pytest.fixture
def hits(tmp_path):
    def ask(typed, *texts):
        kept = Texts()
        engine = open_engine(str(tmp_path), kept, Facets())
        engine.apply(kept.add(*(change(number, *each) for number, each in enumerate(texts, 1))))
        return engine.search(Query(parse(typed).root, text=typed))

    return ask


def _order(results):
    return [(hit.record.identifier, hit.scattered) for hit in results.hits]


def test_words_in_one_passage_come_before_many_words_apart(hits):
    book = ("logement " * 30 + FILLER) * 3 + "social " * 30
    results = hits("logement social", ("", book), ("", f"{FILLER} un logement social {FILLER}"))
    assert _order(results) == [("n2", False), ("n1", True)]
    assert results.total == 2


@pytest.mark.parametrize(
    ("typed", "title", "body"),
    [
        ("logement", "", f"logement {FILLER}"),
        ("logement social", "Logement social", FILLER),
        ("bilan Dreux 2007", "Dreux", f"{FILLER} bilan de 2007 {FILLER}"),
        ("logement OR social", "", f"logement {FILLER} social"),
        ("logement -privé", "", f"logement {FILLER}"),
        ("titre:logement social", "Logement", f"{FILLER} social"),
    ],
)
def test_what_is_told_of_all_pages_or_asked_alone_is_not_scattered(hits, typed, title, body):
    assert _order(hits(typed, (title, body))) == [("n1", False)]


def test_a_word_of_the_title_and_one_anywhere_are_scattered(hits):
    assert _order(hits("logement social", ("Logement", f"{FILLER} social"))) == [("n1", True)]


def test_a_question_is_answered_by_whatever_holds_most(hits):
    results = hits("où est le logement social ?", ("", f"logement {FILLER} social"))
    assert _order(results) == [("n1", False)]


def test_documents_that_hold_most_follow_when_few_hold_the_words_together(hits):
    apart = f"emploi {FILLER} jeunes {FILLER} quartiers"
    results = hits("emploi jeunes quartiers", ("", apart), ("", "l'emploi des jeunes"), ("", "rien"))
    assert _order(results) == [("n1", True)]
    assert [hit.record.identifier for hit in results.partly] == ["n2"]


class _Regions(Facets):
    """A region described by its name."""

    def descriptors(self, record):
        return ("Centre-Val de Loire",) if record.places else ()


def test_a_region_that_the_notice_tells_leaves_the_other_words_to_be_together(tmp_path):
    kept = Texts()
    engine = open_engine(str(tmp_path), kept, _Regions())
    apart = change(1, "", f"rénovation {FILLER} urbaine", places=("reg:24",))
    told = change(2, "", f"{FILLER} rénovation urbaine à Dreux {FILLER} bords de Loire", places=("reg:24",))
    engine.apply(kept.add(apart, told))
    asked = "rénovation urbaine Centre-Val de Loire"
    results = engine.search(Query(parse(asked).root, text=asked))
    assert _order(results) == [("n2", False), ("n1", True)]


def _held(results):
    return {hit.record.identifier: round(hit.held, 2) for hit in (*results.hits, *results.partly)}


def test_neighbours_that_some_document_has_in_order_are_an_expression(hits):
    said = ("", f"{FILLER} le centre social du quartier {FILLER}")
    other = ("", f"{FILLER} la politique sociale du centre {FILLER}" * 2)
    results = hits("centre social", other, said)
    assert _order(results) == [("n2", False), ("n1", True)]


def test_neighbours_that_no_document_has_in_order_are_words_side_by_side(hits):
    other = ("", f"{FILLER} la politique sociale du centre {FILLER}")
    assert _order(hits("centre social", other)) == [("n1", False)]


def test_synonyms_hold_what_was_typed(hits):
    results = hits("(centre social) OU CSC", ("", f"{FILLER} le CSC du quartier"), ("", "le centre social"))
    assert _held(results) == {"n1": 1.0, "n2": 1.0}


def test_the_further_apart_the_less_is_held_and_the_rare_word_tells_more(hits):
    near, far = (f"centre {'rien ' * room} social" for room in (10, 60))
    held = _held(hits("centre social", ("", near), ("", far), ("", "centre"), ("", "social"), ("", "social")))
    assert 0.9 > held["n1"] > held["n2"]
    assert held["n3"] > held["n4"]


def test_what_lacks_a_part_holds_more_with_an_expression_than_with_words_far_apart(hits):
    filler = "mot " * 60
    results = hits(
        "accompagnement familles monoparentales",
        ("", f"les familles monoparentales {filler} accompagnement"),
        ("", f"familles {filler} accompagnement {filler} monoparentales"),
    )
    held = _held(results)
    assert held["n1"] > held["n2"] and held["n1"] < 0.9


def test_what_lacks_a_name_comes_after_what_has_it(hits):
    often = ("", "quartiers prioritaires, quartiers prioritaires, quartiers " * 3)
    named = ("", f"{FILLER} Les quartiers de Reims {FILLER}")
    results = hits("quartiers prioritaires Reims", often, named)
    assert results.relaxed
    assert [hit.record.identifier for hit in results.hits] == ["n2", "n1"]
