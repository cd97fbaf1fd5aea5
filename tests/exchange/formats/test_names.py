import pytest

from exchange.formats.names import CreatorName, name_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Dupont, Jean", CreatorName("Dupont", "Jean")),
        ("La Rochefoucauld, François de", CreatorName("La Rochefoucauld", "François de")),
        ("King, Martin Luther, Jr.", CreatorName("King", "Martin Luther, Jr.")),
        ("Caisse, Marie", CreatorName("Caisse", "Marie")),
        ("Villes au carré", CreatorName("Villes au carré")),
        (
            "Ministère de la Ville, Direction générale",
            CreatorName("Ministère de la Ville, Direction générale"),
        ),
        ("L'Union, association", CreatorName("L'Union, association")),
        ("Nice, Ville de", CreatorName("Nice, Ville de")),
        ("Smith,", CreatorName("Smith")),
    ],
)
def test_a_person_has_given_names_and_a_body_has_none(written: str, name: CreatorName) -> None:
    assert name_of(written) == name
