import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.change import Change
from catalogue.record import Access
from catalogue.rights import PUBLIC_READER, STAFF_READER
from search.engines.whoosh import open_engine, similarity
from search.engines.whoosh.newest_generation import open_generation
from search.engines.whoosh.similarity import Similarity, best_docs
from tests.search.engines.corpus import Facets, Texts, change

SCORES = some.lists(some.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0]), min_size=1, max_size=30)
BODY = "Le relogement, encore le relogement."


@given(SCORES, some.integers(1, 40))
def test_the_best_are_those_of_all_put_in_order(scores, size):
    given_scores = np.array(scores)
    every = np.argsort(-given_scores, kind="stable")[:size].tolist()
    assert best_docs(given_scores, size).tolist() == [each for each in every if scores[each]]


@pytest.fixture
def texts():
    return Texts()


@pytest.fixture
def read(monkeypatch):
    """One entry for each document whose words were read."""
    found, of_record = [], similarity.surfaces_of
    monkeypatch.setattr(similarity, "surfaces_of", lambda *asked: found.append(1) or of_record(*asked))
    return found


@pytest.fixture
def engine(tmp_path, texts):
    engine = open_engine(str(tmp_path), texts, Facets())
    others = [change(number, "Autre", "Une ville.") for number in range(10, 110)]
    hidden = change(2, "Deux", BODY, access=Access.INTERNAL)
    engine.apply(texts.add(change(1, "Un", BODY), hidden, change(3, "Trois", BODY), *others))
    return engine


def found(engine, reader=STAFF_READER, size=5):
    return {hit.record.identifier for hit in engine.similar("n1", reader=reader, size=size)}


def test_who_may_see_what_resembles_a_document_is_asked_each_time(engine):
    assert [found(engine, each) for each in (STAFF_READER, PUBLIC_READER, STAFF_READER)] == [
        {"n2", "n3"},
        {"n3"},
        {"n2", "n3"},
    ]


def test_what_comes_and_goes_is_followed_without_reading_the_document_again(engine, texts, read):
    assert found(engine) == {"n2", "n3"}
    engine.apply(texts.add(change(150, "Quatre", BODY)))
    assert found(engine) == {"n2", "n3", "n150"}
    engine.apply([Change(151, "n3", None)])
    engine.apply(texts.add(change(152, "Deux, plus rien de commun", "Une ville.", identifier="n2")))
    assert found(engine) == {"n150"}
    assert len(read) == 1


def test_what_is_no_longer_for_a_reader_is_not_named(engine, texts):
    assert found(engine, PUBLIC_READER) == {"n3"}
    engine.apply(texts.add(change(150, "Trois", BODY, identifier="n3", access=Access.INTERNAL)))
    assert (found(engine, PUBLIC_READER), found(engine)) == (set(), {"n2", "n3"})


def test_it_is_reckoned_anew_once_many_came_or_too_few_are_left(engine, texts, read):
    assert len(found(engine, size=1)) == 1
    engine.apply(texts.add(*(change(number, "Plus", BODY) for number in range(160, 170))))
    assert len(found(engine, size=1)) == 1
    assert len(read) == 2
    engine.apply(Change(170 + number, f"n{number}", None) for number in (2, 3, *range(160, 169)))
    assert found(engine, size=1) == {"n169"}
    assert len(read) == 3


def test_it_is_reckoned_anew_once_many_came_and_as_many_went(engine, texts, read):
    found(engine)
    engine.apply(Change(110 + number, f"n{number}", None) for number in range(10, 20))
    engine.apply(texts.add(*(change(number, "Plus", "Un village.") for number in range(140, 150))))
    engine.expunge()
    found(engine)
    assert len(read) == 2


def withdraw(engine, first, *numbers):
    engine.apply(Change(first + at, f"n{number}", None) for at, number in enumerate(numbers))


def test_what_comes_is_not_named_before_better_ones_that_were_left_out(engine, texts):
    engine.apply(texts.add(*(change(number, "Plus", BODY) for number in (110, 111, 112))))
    assert found(engine, size=1) == {"n2"}
    engine.apply(texts.add(change(120, "Moins", "Le relogement. " + "Une ville. " * 40)))
    withdraw(engine, 121, 2, 3, 110, 111)
    assert found(engine, size=1) == {"n112"}


def test_who_was_left_out_for_what_came_is_found_once_it_goes(engine, texts, monkeypatch):
    monkeypatch.setattr(similarity, "_DRIFT", 1.0)
    found(engine, size=1)
    engine.apply(texts.add(*(change(number, "Plus", BODY) for number in range(120, 125))))
    named = set()
    for number in range(130, 137):
        (best,) = found(engine, size=1)
        named.add(best)
        engine.apply([Change(number, best, None)])
    assert named == {"n2", "n3", *(f"n{number}" for number in range(120, 125))}
    assert not found(engine, size=1)


def test_a_thread_that_answers_from_the_state_before_has_nothing_forgotten(engine, texts, tmp_path):
    kept, before = Similarity(texts), open_generation(tmp_path)
    engine.apply(texts.add(change(150, "Quatre", BODY)))
    after = open_generation(tmp_path)
    named = [
        {hit.record.identifier for hit in kept.similar(state, "n1", STAFF_READER, 5)}
        for state in (after, before, after)
    ]
    assert named == [{"n2", "n3", "n150"}, {"n2", "n3"}, {"n2", "n3", "n150"}]


def test_a_document_that_changed_is_read_again(engine, texts, read):
    found(engine)
    engine.apply(texts.add(change(150, "Un", "Une ville, une ville.", identifier="n1")))
    assert "n10" in found(engine)
    assert len(read) == 2


def test_only_so_many_are_kept(engine, read, monkeypatch):
    monkeypatch.setattr(similarity, "MOST_KEPT", 1)
    for identifier in ("n1", "n3", "n1"):
        engine.similar(identifier, reader=STAFF_READER)
    assert len(read) == 3
