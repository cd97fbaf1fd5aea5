import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.hyphens import count_words, join_hyphens


def joined(text: str, *elsewhere: str) -> str:
    return join_hyphens(text, count_words([text, *elsewhere]))


@pytest.mark.parametrize("hyphen", ["-\n", "-\r\n", "- \n  ", "‐\n", "\xad\n", "\ufffe", "\x02\r\n"])
def test_a_word_cut_by_the_typesetter_is_whole(hyphen: str) -> None:
    assert joined(f"le pro{hyphen}jet urbain") == "le projet urbain"


def test_a_soft_hyphen_within_a_line_is_nothing() -> None:
    assert joined("réno\xadvation") == "rénovation"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Poitou", "Charentes"),  # a capital
        ("elle", "même"),
        ("celui", "ci"),
        ("sous", "préfet"),
        ("climat-air", "énergie"),  # no word is cut before a vowel
        ("rez-de", "chaussée"),
        ("R123", "9"),
        ("2008", "2020"),
        ("www.ville-et", "habitat.fr"),
        ("mi", "février"),
    ],
)
def test_a_compound_keeps_its_hyphen(first: str, second: str) -> None:
    assert joined(f"{first}-\n{second} ensuite") == f"{first}-{second} ensuite"


@pytest.mark.parametrize(
    ("first", "second"),
    [("DÉVELOP", "PEMENT"), ("de", "mande"), ("ci", "blage"), ("socio-profes", "sionnel")],
)
def test_what_only_looks_like_a_compound_is_joined(first: str, second: str) -> None:
    assert joined(f"{first}-\n{second}") == f"{first}{second}"


def test_what_stands_whole_elsewhere_decides() -> None:
    assert joined("un géo-\nstandard", "ce géo-standard") == "un géo-standard"
    assert joined("un géo-\nstandard", "ce géostandard") == "un géostandard"


def test_two_words_of_the_document_make_a_compound() -> None:
    assert joined("l'assurance-\nchômage", "une assurance", "le chômage") == "l'assurance-chômage"
    assert joined("l'assurance-\nchômage") == "l'assurancechômage"


@given(st.text(alphabet="abÉ-‐\xad\ufffe\n 1.'"))
def test_nothing_but_hyphens_and_line_ends_is_ever_lost(text: str) -> None:
    def letters(string: str) -> str:
        return "".join(character for character in string if character not in "-‐\xad\ufffe\n ")

    assert letters(joined(text)) == letters(text)
