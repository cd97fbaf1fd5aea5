import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.vocabulary import Concept, Vocabulary
from catalogue.vocabulary.labels import Labels, fold, is_acronym, key

ASV = Concept("asv", {"fr": "Atelier santé ville"}, acronyms=("ASV",))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Maîtrise d’œuvre", "maitrise d oeuvre"),
        ("A.S.V.", "asv"),
        ("l'A.S.V de Tours", "l asv de tours"),
        ("santé-ville", "sante ville"),
        ("fin. Le 1.5", "fin le 1 5"),
        ("REP+", "rep+"),
        ("", ""),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ateliers santé-ville", "ATELIER SANTE VILLE"),
        ("contrats locaux de santé", "contrat local de santé"),
        ("réseaux d'éducation", "réseau éducation"),
    ],
)
def test_spellings_of_one_label_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_short_words_and_double_s_keep_their_end() -> None:
    assert key("bas accès progress") == "bas acce progress"


@pytest.mark.parametrize("label", ["ASV", "CdV", "ACSÉ", "REP+", "QPV 2024", "ZFU-TE"])
def test_acronyms_are_known_by_their_capitals(label: str) -> None:
    assert is_acronym(label)


@pytest.mark.parametrize("label", ["Onzus", "Sport", "A", "16-25 ans", "", "SIG Ville"])
def test_words_are_no_acronyms(label: str) -> None:
    assert not is_acronym(label)


@pytest.mark.parametrize("text", ["asv", "A.S.V.", "ateliers santé-ville", "ATELIER DE SANTÉ VILLE"])
def test_finds_a_concept_by_any_label(text: str) -> None:
    assert Labels(Vocabulary("programmes", {"asv": ASV})).find(text) == (ASV,)


def test_finds_nothing_by_an_unknown_label() -> None:
    assert Labels(Vocabulary("programmes", {"asv": ASV})).find("santé") == ()
