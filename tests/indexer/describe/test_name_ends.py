import pytest

from indexer.describe.name_ends import is_short_for
from indexer.describe.proper_names import names_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Communauté d'agglomération Cap Excellence Contrat-cadre",
            "Communauté d'agglomération Cap Excellence",
        ),
        ("Institut national de médiation INM 17 rue Morland", "Institut national de médiation"),
        ("Ville de Grigny 91 : budget", "Ville de Grigny"),
        ("établi par Philippe Dupont Inspecteur général", "Philippe Dupont"),
    ],
)
def test_what_stands_behind_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert name in [each.text for each in names_in(text)]


def test_what_a_little_word_leads_to_is_a_part() -> None:
    assert [each.text for each in names_in("la Commission du contrat de ville a siégé")] == [
        "Commission du contrat de ville"
    ]


def test_an_acronym_is_made_of_first_letters() -> None:
    assert is_short_for("apur", "Atelier parisien d'urbanisme")
    assert not is_short_for("anru", "Atelier parisien d'urbanisme")
    assert not is_short_for("a" * 40, "a " * 40)
