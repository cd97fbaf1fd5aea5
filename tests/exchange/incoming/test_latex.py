import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.incoming.latex import plain, verbatim


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"Le c{\oe}ur \`a l'{\^I}le, d'{\'\i}lots", "Le cœur à l'Île, d'ílots"),
        (r"3 \$ par habitant, R\&D, n$^\circ$ 5", "3 $ par habitant, R&D, n° 5"),
        ("de 3 $ à 5 $", "de 3 $ à 5 $"),
        (r"Voir \url{http://x.fr/a%20b}", "Voir http://x.fr/a%20b"),
        ("M.~Dupont, environ ~30", "M. Dupont, environ ~30"),
        (r"un \inconnu{mot}", r"un \inconnumot"),
        (r"\{a\} \textbraceleft{}b", "{a} {b"),
        (r"le 1$^{er}$ XX\textsuperscript{e}", "le 1er XXe"),
    ],
)
def test_a_field_means_its_text(written: str, meant: str) -> None:
    assert plain(written) == meant


@given(st.text(st.characters(exclude_characters="\\{}$~`", exclude_categories=["C", "Z"])))
def test_a_text_without_a_sign_of_tex_is_itself(text: str) -> None:
    assert plain(text) == text or "--" in text


def test_an_address_is_taken_to_the_letter() -> None:
    assert verbatim(r"http://x/a{\_}b\_c\~{}d~e%20f\&g") == "http://x/a_b_c~d~e%20f&g"
