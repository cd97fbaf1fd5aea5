"""Titles in the order of a shelf."""

import pytest

from search.analysis import fold
from search.titles import filing_start


@pytest.mark.parametrize(
    ("title", "language", "filed"),
    [
        ("Le contrat de ville", "fr", "contrat de ville"),
        ("« L'école ouverte »", "", "ecole ouverte »"),
        ('"La ville"', "", 'ville"'),
        ("L’été", "fr", "ete"),
        ("Les", "", "les"),
        ("Lettre", "", "lettre"),
        ("« »", "", "« »"),
        ("Une année d'action", "", "annee d'action"),
        ("À l'écoute du quartier", "fr", "a l'ecoute du quartier"),
        ("An 2000", "fr", "an 2000"),
        ("A charter", "en", "charter"),
        ("Le Mans", "en", "le mans"),
        ("Der Raum", "de", "raum"),
    ],
)
def test_quotes_and_articles_of_its_language_count_for_nothing(title, language, filed):
    assert fold(title)[filing_start(title, language=language) :] == filed


@pytest.mark.parametrize(
    ("title", "article", "filed"),
    [
        ("Der Raum", "Der", "raum"),
        ("L'habitat", "L'", "habitat"),
        ("Œuvre de Loire", "Œuvre de", "loire"),
        ("De l'État « La ville »", "De", "l'etat « la ville »"),
        ("Derniers travaux", "Der", "derniers travaux"),
        ("Räume", "Der", "raume"),
    ],
)
def test_what_a_catalogue_marked_is_passed_over_to_the_letter(title, article, filed):
    assert fold(title)[filing_start(title, article) :] == filed
