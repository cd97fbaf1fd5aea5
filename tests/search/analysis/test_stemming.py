import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import stem


@pytest.mark.parametrize(
    "family",
    [
        "emploi emplois", "travail travaux", "lieu lieux", "elu elus elue elues", "acteur actrice actrices",
        "mediateur mediatrice mediation", "regional regionaux regionale", "nouveau nouvelle nouvel nouveaux",
        "velo velos", "jeune jeunes jeunesse", "culture culturel culturelle", "public publique publics",
    ],
)  # fmt: skip
def test_a_family_has_one_name(family):
    assert len({stem(form) for form in family.split()}) == 1


@pytest.mark.parametrize("words", ["police politique", "fonds fond", "cours cour", "univers universite"])
def test_words_of_another_sense_have_another(words):
    one, other = words.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["7", "18h", "dd", "acces", "progres", "prix"])
def test_numbers_short_and_invariable_words_are_left_whole(word):
    assert stem(word) == word


@pytest.mark.parametrize(("figures", "letters"), [("1e", "premier"), ("12e", "douzieme")])
def test_an_ordinal_in_figures_is_of_the_family_of_its_name(figures, letters):
    assert stem(figures) == stem(letters)


@given(st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=50))
def test_every_word_has_a_family(word):
    assert stem(word)
