"""Which answers stand open, and which wait behind one link."""

from dataclasses import replace

import pytest

from catalogue.record import NOTICE, Provenance, Record
from search.query import Query, Sort
from search.results import FoundBy, Hit, Passage, Results
from search.set_aside import set_aside
from search.subjects import Spoken

QUERY = Query(text="fracture numérique")
SPOKEN = Spoken(("inclusion-numerique",), ("fracture", "numérique"), (), ())
PASSAGE = Passage(1, "Un guichet numérique à Reims.")


def hit(held: float = 0.5, score: float = 1.0, sure: float = 0.0, **fields) -> Hit:
    themes = ("inclusion-numerique",) if sure else ()
    reasons = (Provenance("themes", "inclusion-numerique", "vocabulary", sure),) if sure else ()
    return Hit(
        Record("a", "Titre", themes=themes, provenance=reasons), score, (PASSAGE,), held=held, **fields
    )


def aside(*hits: Hit, query: Query = QUERY, spoken: Spoken | None = SPOKEN, **fields) -> list[bool]:
    return [each.aside for each in set_aside(query, Results(len(hits), hits, **fields), spoken).hits]


def test_what_holds_the_words_together_stands_open_and_what_hardly_does_is_set_aside() -> None:
    assert aside(hit(1.0), hit(0.95), hit(0.6), hit(0.2)) == [False, False, True, True]


def test_what_only_mentions_the_words_is_set_aside_where_another_document_is_about_them() -> None:
    assert aside(hit(1.0, 60), hit(1.0, 28), hit(1.0, 20)) == [False, False, True]
    assert aside(hit(1.0, 20), hit(1.0, 19)) == [False, False]
    # What scores most but scatters the words is no measure of the others.
    assert aside(hit(0.5, 60), hit(1.0, 20)) == [True, False]
    assert aside(hit(1.0, 60), hit(1.0, 20, sure=0.9)) == [False, False]


def test_what_holds_most_of_the_words_is_judged_alike() -> None:
    results = set_aside(QUERY, Results(1, (hit(1.0),), (hit(0.6), hit(0.0, sure=0.9))), SPOKEN)
    assert [each.aside for each in results.partly] == [True, False]


def test_where_none_holds_all_together_the_one_that_comes_near_stands_open() -> None:
    assert aside(hit(0.5), hit(0.72), hit(0.75), hit(0.71)) == [True, False, True, True]
    assert aside(hit(0.5), hit(0.65)) == [True, True]


def test_a_sure_theme_backs_what_holds_a_word() -> None:
    assert aside(hit(sure=0.9), hit(sure=0.6), replace(hit(sure=0.9), passages=())) == [False, True, True]


def test_a_theme_backs_nothing_that_does_not_say_the_name_asked_for() -> None:
    assert aside(hit(sure=0.9), spoken=SPOKEN._replace(names=("Reims",))) == [False]
    assert aside(hit(sure=0.9), spoken=SPOKEN._replace(names=("Tours",))) == [True]
    assert aside(hit(sure=0.9, described=("tours",)), spoken=SPOKEN._replace(names=("Tours",))) == [False]


def test_a_programme_a_person_described_a_document_by_is_as_good_as_its_words() -> None:
    told = Record("a", "Titre", provenance=(Provenance("title", "Titre", NOTICE),))
    by = (FoundBy("programme", "Atelier santé ville"), FoundBy("place", "Reims"))
    assert aside(replace(hit(found_by=by[:1]), record=told)) == [False]
    assert aside(replace(hit(found_by=by), record=told)) == [True]
    assert aside(hit(found_by=by[:1])) == [True]


def test_only_the_best_stand_open_for_their_description_alone() -> None:
    described = hit(sure=0.9)
    assert aside(hit(1.0), described, described, described, hit(1.0)) == [False, False, False, True, False]


def test_a_question_is_answered_by_what_scores_about_as_much_as_the_first() -> None:
    question = replace(QUERY, text="qui lutte contre la fracture numérique ?")
    scored = [hit(0.5, 10), hit(0.5, 9.5), hit(0.5, 8), hit(1.0, 8), hit(1.0, 5)]
    assert aside(*scored, query=question) == [False, False, True, False, True]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        (replace(QUERY, page=2), {}),
        (replace(QUERY, sort=Sort.NEWEST), {}),
        (replace(QUERY, text=""), {}),
        (QUERY, {"suggestion": "facture numérique"}),
    ],
)
def test_nothing_is_set_aside_on_other_pages_and_orders_nor_where_words_may_be_misspelt(
    query, fields
) -> None:
    assert aside(hit(0.1), query=query, **fields) == [False]
