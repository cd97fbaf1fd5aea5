from unicodedata import category, is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract.tidy import reflow, tidy, tidy_line


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("e\u0301tude o\ufb03cielle", "étude officielle"),
        ("100\xa0000\u202fhabitants\t», dit-il", "100 000 habitants », dit-il"),
        ("a\x00b\x1f \u200bc\u202e d\ufeff", "ab c d"),
        ("un\r\ndeux\rtrois\x85quatre\x0ccinq", "un\ndeux\ntrois\nquatre\ncinq"),
        ("  un  \n\n\n\n  deux ", "un\n\ndeux"),
        ("\uf0b7 un\n \uf0a7deux \uf0e0 trois", "• un\n• deux trois"),
        ("Lieu\u2010dit, non\u2011lieu", "Lieu-dit, non-lieu"),
        ("la réno-\nvation urbaine", "la rénovation urbaine"),
        ("Introduction ............ 3\nNom : ______", "Introduction 3\nNom :"),
        ("\ud83d\ude00 et \ud83d seul", "😀 et seul"),
    ],
)
def test_text_is_clean(found: str, clean: str) -> None:
    assert tidy(found) == clean


def test_letters_set_apart_are_a_word() -> None:
    assert tidy("R A P P O R T 2007") == "RAPPORT 2007"


@pytest.mark.parametrize("table", ["X X X X X", "A B C D E F", "de X à Y m"])
def test_single_letters_of_a_table_stay_apart(table: str) -> None:
    assert tidy(table) == table


def test_a_title_is_one_line() -> None:
    assert tidy_line(" Contrat\nde  ville ") == "Contrat de ville"


@given(st.text(st.characters(codec=None)))
@settings(max_examples=400)
def test_what_comes_out_can_be_stored_and_shown(text: str) -> None:
    clean = tidy(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert is_normalized("NFKC", clean)
    assert not any(category(character) in ("Cc", "Cs", "Co") for character in clean if character != "\n")
    assert clean == clean.strip()


@given(st.text(alphabet="aÉé1 .-\n\u2010\xad•o)"))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("Le conseil citoyen\nest créé en 2014.", "Le conseil citoyen est créé en 2014."),
        ("Il est créé.\net voilà", "Il est créé.\net voilà"),
        ("Contexte\nLe quartier", "Contexte\nLe quartier"),
        (
            "Les objectifs\no améliorer\na) réduire\n• habiter",
            "Les objectifs\no améliorer\na) réduire\n• habiter",
        ),
        ("selon la loi du\n22 août 2021", "selon la loi du 22 août 2021"),
        ("Origine du document\navril 2022, première version du projet", None),
        ("un paragraphe\n\nsuivant", "un paragraphe\n\nsuivant"),
    ],
)
def test_a_sentence_is_one_line(lines: str, text: str | None) -> None:
    assert reflow(lines) == (text or lines)
