from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.matching import Matcher
from search.parser import parse
from search.plan import plan


def _marked(typed, text):
    return [text[slice(*mark)] for mark in Matcher(plan(parse(typed).root)).marks(text)]


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("emploi", "Les emplois, l'EMPLOI", ["emplois", "EMPLOI"]),
        ("réuss*", "réussir la réussite", ["réussir", "réussite"]),
        ('"réussite éducative"', "réussite ; la réussite éducative", ["réussite", "éducative"]),
        ('"agir ville"~2', "agir pour la ville, agir", ["agir", "ville"]),
        ('"tour de Tours" ville', "d'une ville, la tour de Tours", ["ville", "tour", "Tours"]),
        ('"agir ville" OU réuss*', "l'agir ; réussir", ["réussir"]),
        ('"la ville"', "une ville, la ville ; de LA VILLE", ["ville", "VILLE"]),
        ('"mise en œuvre de"', "mise en oeuvre du, mise en œuvre de", ["mise", "œuvre"]),
        ('"chef d’équipe"', "chef équipe, chef d'équipe", ["chef", "équipe"]),
        ('"chef d’équipe" ville', "ville : chef équipe", ["ville"]),
        ('"l’auto-école"', "une auto-école, l'auto-école", ["auto-école"]),
        ('"le bien-être"', "du bien-être, le bien être", ["bien"]),
        ("co-éducation", "la co-éducation", ["co-éducation"]),
        ("Tours", "la tour de Tours", ["Tours"]),
        ("emploi -jeunes", "emploi des jeunes", ["emploi"]),
        ("titre:emploi", "emploi", []),
        ("", "emploi", []),
    ],
)
def test_the_words_asked_for_are_marked(typed, text, marked):
    assert _marked(typed, text) == marked


@given(st.text(max_size=30), st.text(max_size=80))
def test_marks_are_in_order_and_apart(typed, text):
    marks = Matcher(plan(parse(typed).root)).marks(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end < other.start for one, other in pairwise(marks))
