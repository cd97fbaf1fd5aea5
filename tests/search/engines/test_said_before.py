"""Phrases are read once in each text, however often the index that holds their words changes."""

import numpy as np
import pytest

from search.engines.said_before import SaidBefore
from search.engines.whoosh import open_engine
from search.parser import parse
from search.plan import plan
from search.query import Query
from tests.search.engines.corpus import Facets, Texts, change

QUERY = Query(root=parse('"de la ville"').root, passages=0)


class _Counting(Texts):
    """Says in which texts a phrase was looked for."""

    def __init__(self):
        super().__init__()
        self.read = []

    def page_at(self, sequence, number):
        self.read.append(sequence)
        return super().page_at(sequence, number)


def test_after_a_commit_only_what_it_brought_is_read(tmp_path, monkeypatch):
    texts = _Counting()
    monkeypatch.setattr("search.engines.whoosh.engine.KeptTexts", lambda texts: texts)
    engine = open_engine(str(tmp_path), texts, Facets())
    found = []
    for number in range(1, 4):
        said = "de la ville" if number % 2 else "dans la ville"
        engine.apply(texts.add(change(number, "", f"La politique {said}.")))
        texts.read.clear()
        found.append(engine.search(QUERY).total)
        assert texts.read == [number]
    engine.apply(texts.add(change(4, "", "Rien.", identifier="n1")))
    texts.read.clear()
    assert (*found, engine.search(QUERY).total, texts.read) == (1, 1, 2, 1, [])


@pytest.mark.parametrize(("most", "again"), [(2, []), (1, [1, 2])])
def test_no_more_places_are_kept_than_there_is_room_for(tmp_path, most, again):
    texts, phrase = _Counting(), plan(QUERY.root)
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(*(change(number, "", "La politique de la ville.") for number in (1, 2))))
    generation, before = engine._current(), SaidBefore(texts, most)
    docs, positions = np.array([0, 1]), np.array([2, 2])
    for _ in range(2):
        texts.read.clear()
        said = before.at(generation.source, phrase, "body", docs, positions, generation.sequences)
    assert texts.read == again
    assert len(said) == 2


@pytest.fixture
def asked(monkeypatch):
    """The documents that a phrase was looked for in; the first of an index never says it."""
    asked = []
    monkeypatch.setattr(
        "search.engines.said_before.said_at", lambda *given: asked.extend(given[4]) or given[4] > 0
    )
    return asked


def test_a_document_is_known_again_wherever_an_index_puts_it(asked):
    before, places = SaidBefore(Texts()), np.full(2, 5)
    for docs, numbers in (([0, 1], [7, 9]), ([0, 3], [9, 7])):
        said = before.at(
            lambda doc: doc, plan(QUERY.root), "body", np.array(docs), places, np.array(numbers)
        ).tolist()
        assert said == [number == 9 for number in numbers]
    assert asked == [0, 1]


def test_no_more_phrases_are_kept_than_there_is_room_for_however_few_their_places(asked, monkeypatch):
    monkeypatch.setattr("search.engines.said_before.MOST_PHRASES", 2)
    before, place = SaidBefore(Texts()), np.ones(1, np.int64)
    phrases = [plan(parse(f'"de la {word}"').root) for word in ("ville", "rue", "place")]
    for phrase in (*phrases, phrases[2], phrases[1], phrases[0]):
        before.at(lambda doc: doc, phrase, "body", place, place, place)
    assert len(asked) == 4


def test_a_phrase_too_large_to_be_kept_drives_no_other_out(tmp_path):
    texts, phrase = _Counting(), plan(QUERY.root)
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(*(change(number, "", "La politique de la ville.") for number in (1, 2))))
    generation, before = engine._current(), SaidBefore(texts, 1)

    def ask(field, count):
        texts.read.clear()
        docs = np.arange(count)
        before.at(generation.source, phrase, field, docs, docs * 0 + 2, generation.sequences[:count])

    ask("body", 1)
    ask("title", 2)
    ask("body", 1)
    assert texts.read == []
