import pytest

from exchange.formats import bibtex, csl
from exchange.formats.kinds import kind_of
from exchange.formats.names import CreatorName, name_of
from exchange.formats.reference import Reference


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


def test_what_stands_behind_given_names_leaves_where_each_format_has_it() -> None:
    king = Reference("k", kind_of(""), "T", authors=(name_of("King, Martin Luther, Jr."),), language="fr")
    assert csl.item(king)["author"] == [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]
    (entry,) = map(bytes.decode, bibtex.write([king]))
    assert "author = {King, Jr., Martin Luther}" in entry
    assert "langid = {french}" in entry


def test_a_person_whose_accents_are_apart_is_a_person() -> None:
    assert name_of("Lefe\u0300vre, E\u0301lise") == CreatorName("Lefèvre", "Élise")
