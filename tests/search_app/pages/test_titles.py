import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.pages.titles import in_capitals, sentence

NAMES = frozenset({"beauvais", "ANRU", "CUCS"})


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (
            "CRÉATION D’UN FONDS DE PARTICIPATION À BEAUVAIS",
            "Création d’un fonds de participation à Beauvais",
        ),
        ("LE CUCS ET L'ANRU : BILAN 2007-2014", "Le CUCS et l'ANRU : bilan 2007-2014"),
        ("LOI VILLE, ARTICLE XIV DU CODE", "Loi ville, article XIV du code"),
    ],
)
def test_a_title_in_capitals_is_read_as_a_sentence(title, shown):
    assert in_capitals(title)
    assert sentence(title, NAMES) == shown


@pytest.mark.parametrize("title", ["ANRU", "Le CUCS de Beauvais", "CLSPD 2022", "PLU / PLUi", ""])
def test_others_stay_as_they_are(title):
    assert not in_capitals(title)


@given(st.text())
def test_every_letter_keeps_its_place(title):
    assert len(sentence(title, NAMES)) == len(title)
