"""Words that are said alike, and words that only look alike."""

import pytest

from search.analysis import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prioritere", "prioritaire"),
        ("habitasion", "habitation"),
        ("kartier", "quartier"),
        ("demografie", "demographie"),
        ("sitoyen", "citoyen"),
        ("bato", "bateau"),
        ("aceuil", "accueil"),
        ("receuil", "recueil"),
    ],
)
def test_misspelt_words_sound_like_what_is_meant(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("sport", "port"), ("chomeur", "coeur"), ("prefet", "projet")])
def test_chance_neighbours_do_not(one, other):
    assert sound(one) != sound(other)
