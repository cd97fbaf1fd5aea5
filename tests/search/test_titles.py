"""Titles in the order of a shelf."""

import pytest

from search.titles import filing_title


@pytest.mark.parametrize(
    ("folded", "filed"),
    [
        ("le contrat de ville", "contrat de ville"),
        ("« l'ecole ouverte »", "ecole ouverte »"),
        ('"la ville"', 'ville"'),
        ("l’ete", "ete"),
        ("les", "les"),
        ("lettre", "lettre"),
        ("« »", "« »"),
        ("une annee d'action", "annee d'action"),
    ],
)
def test_quotes_and_articles_count_for_nothing(folded, filed):
    assert filing_title(folded) == filed
