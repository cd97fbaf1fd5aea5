from hypothesis import given
from hypothesis import strategies as st

from catalogue.record import Page
from search.analysis import iterate_chunks
from search.engines.extracts import LENGTH, extract
from search.engines.matching import Matcher
from search.engines.page_pieces import Found
from search.plan import plan
from search.query import Term

MATCHER = Matcher(plan(Term("emploi")))
FILLER = "Une phrase qui ne dit rien du sujet. " * 20


def test_an_extract_begins_with_the_sentence_of_the_word():
    text = FILLER + "L'emploi des jeunes progresse. " + FILLER
    passage = extract(Page(4, text, "iv"), text.index("emploi"), MATCHER, 3)
    assert passage.text.startswith("L'emploi des jeunes")
    assert passage.text.endswith(".")
    assert (passage.page, passage.label, passage.occurrences, passage.marks) == (4, "iv", 3, ((2, 8),))


def test_line_ends_become_spaces_and_marks_follow():
    passage = extract(Page(1, "Vers \n\n  l'emploi\ndurable"), 10, MATCHER, 1)
    assert passage.text == "l'emploi durable"
    assert [passage.text[slice(*mark)] for mark in passage.marks] == ["emploi"]


@given(st.text(max_size=900), st.integers(0, 900))
def test_extracts_are_short_and_of_the_page(text, place):
    passage = extract(Page(1, text), min(place, len(text)), MATCHER, 0)
    assert len(passage.text) <= 2 * LENGTH
    assert passage.text == " ".join(passage.text.split()) or not passage.text.isprintable()


@given(
    st.lists(st.sampled_from(["emploi", "l'emploi", "demi-emploi", "de", "la", "a-t-il", "jeunes.", "été"]))
)
def test_known_chunks_mark_what_reading_marks(words):
    text = "\n ".join([*words, "emploi", *reversed(words)])
    at = len("\n ".join([*words, ""]))
    chunks = [Found(*each.span(), [0]) for each in iterate_chunks(text) if "emploi" in each[0]]
    page = Page(1, text)
    assert extract(page, at, MATCHER, 0, chunks) == extract(page, at, MATCHER, 0)
