import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.harvesting.markup import without_markup


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("<p class='a'>Un</p><P>deux</P>", " Un  deux "),
        ("H<sub>2</sub>O, le <b>R</b>apport", "H2O, le Rapport"),
        ("Un<!-- deux -->", "Un "),
        ("Un<SCRIPT a='b'>deux</script >trois<style>quatre</style>", "Un trois "),
        ("Où mettre <script> et <!-- ?", "Où mettre   et <!-- ?"),
        ("L&rsquo;&eacute;t&#233;", "L’été"),
        ("R&D, AT&T; x < y > z", "R&D, AT&T; x < y > z"),
        ("<dupont@exemple.fr> et <Nom>", "<dupont@exemple.fr> et <Nom>"),
    ],
)
def test_what_html_calls_an_element_is_none_of_the_words(told: str, words: str) -> None:
    assert without_markup(told) == words


@pytest.mark.parametrize("begins", ["<!--", "<script>", "<style ", "<p ", "</script "])
def test_what_is_never_closed_costs_no_more_than_its_length(begins: str) -> None:
    started = time.process_time()
    without_markup(begins * 50_000)
    assert time.process_time() - started < 3


@given(st.text())
def test_any_text_has_words(told: str) -> None:
    without_markup(told)
