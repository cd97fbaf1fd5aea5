import pytest

from catalogue.rights import PUBLIC_READER, STAFF_READER
from search.engines.whoosh import open_engine
from search.parser import parse
from search.query import Query
from tests.search.engines.conformance import LIBRARY
from tests.search.engines.corpus import Facets, Texts, change


@pytest.fixture
def engine(tmp_path):
    texts = Texts()
    engine = open_engine(str(tmp_path), texts, Facets())
    more = [change(number, f"Égalité {number}", "égalité des chances, égaux") for number in range(5, 9)]
    engine.apply(texts.add(*LIBRARY, *more))
    return engine


def _texts(engine, typed, **options):
    options.setdefault("reader", PUBLIC_READER)
    return [each.text for each in engine.complete(typed, **options)]


def test_the_last_word_is_completed_after_what_was_typed(engine):
    assert _texts(engine, "réussite édu")[0] == "réussite éducative"
    assert _texts(engine, "réussite ") == []


def test_one_form_of_a_family_is_enough(engine):
    assert _texts(engine, "empl") == ["emploi"]


def test_the_number_asked_for_is_kept_and_titles_have_their_part(engine):
    offered = engine.complete("éga", reader=PUBLIC_READER, size=3)
    assert [each.kind for each in offered].count("title") >= 1
    assert len(offered) == 3
    assert engine.complete("éga", reader=PUBLIC_READER, size=0) == []


def test_what_a_reader_may_not_see_is_not_offered(engine):
    assert _texts(engine, "réserv") == []
    assert "réservé" in _texts(engine, "réserv", reader=STAFF_READER)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("emplio", "emploi"),
        ("Egalitée des chanses", "Egalitée des chances"),
        ("zzzz", None),
        ("emploi", None),
    ],
)
def test_unknown_words_are_respelled(engine, typed, suggestion):
    assert engine.search(Query(parse(typed).root, text=typed)).suggestion == suggestion
