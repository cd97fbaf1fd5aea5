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
        ("L&rsquo;&eacute;t&#233;", "L’été"),
        ("R&D, AT&T; x < y > z", "R&D, AT&T; x < y > z"),
        ("<dupont@exemple.fr> et <Nom>", "<dupont@exemple.fr> et <Nom>"),
    ],
)
def test_what_html_calls_an_element_is_none_of_the_words(told: str, words: str) -> None:
    assert without_markup(told) == words


@given(st.text())
def test_any_text_has_words(told: str) -> None:
    without_markup(told)
