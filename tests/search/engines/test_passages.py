import pytest

from catalogue.change import Change
from catalogue.record import Page, Record
from search.engines.page_pieces import PIECE
from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query
from tests.search.engines.corpus import Facets, Texts

#: Seven pages of a few thousand characters; each holds its own number in letters.
LETTERS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf"]
BEFORE, AFTER = "Une phrase de remplissage, sans rien. " * 40, "Suite du texte. " * 60
PAGES = tuple(
    Page(number, f"{BEFORE}Le mot {word} et l'emploi. {AFTER}", f"p. {number}")
    for number, word in enumerate(LETTERS, 1)
)


@pytest.fixture
def engine(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    engine.apply(texts.add(Change(1, "long", Record("long", "Long"), PAGES)))
    return engine


def _passages(engine, typed, size=3):
    return engine.search(Query(parse(typed).root, passages=size)).hits[0].passages


@pytest.mark.parametrize("word", LETTERS)
def test_every_word_is_found_on_its_page(engine, word):
    (passage,) = _passages(engine, word)
    assert (passage.page, passage.label) == (LETTERS.index(word) + 1, PAGES[LETTERS.index(word)].label)
    assert passage.text.startswith(f"Le mot {word} et l'emploi.")
    assert [passage.text[slice(*mark)] for mark in passage.marks] == [word]


def test_the_page_with_most_of_the_words_comes_first(engine):
    assert [passage.page for passage in _passages(engine, "emploi delta")] == [4, 1, 2]
    assert len(_passages(engine, "emploi", size=5)) == 5
    assert engine.search(Query(parse("emploi").root, passages=0)).hits[0].passages == ()


def test_a_word_of_the_title_alone_has_no_passage(engine):
    assert _passages(engine, "long") == ()


def test_a_word_found_first_in_a_compound_does_not_hide_the_marks_behind_it(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    page = Page(1, "Pour le non-emploi comme pour l'emploi, les emplois.")
    engine.apply(texts.add(Change(1, "n", Record("n", "N"), (page,))))
    (passage,) = _passages(engine, "emploi")
    assert [passage.text[slice(*mark)] for mark in passage.marks] == ["emploi", "emploi", "emplois"]


def test_marks_go_beyond_the_piece_of_text_a_word_was_found_in(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    page = Page(1, f"{'mot ' * (PIECE // 4 - 3)}emploi rare ou emplois " + "mot " * 50)
    engine.apply(texts.add(Change(1, "n", Record("n", "N"), (page,))))
    (passage,) = _passages(engine, "emploi")
    assert [passage.text[slice(*mark)] for mark in passage.marks] == ["emploi", "emplois"]
