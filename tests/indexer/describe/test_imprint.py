import pytest

from indexer.describe.imprint import publishing_bodies
from tests.indexer.describe.samples import pages


def publishing(*texts: str) -> list[str]:
    return [found.value for found in publishing_bodies(pages(*texts))]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Guide édité par l'Agence d'urbanisme de Tours, 2010", "Agence d'urbanisme de Tours"),
        ("Éditeur : Villes au carré", "Villes au carré"),
        ("Une publication du Conseil départemental de l'Aude", "Conseil départemental de l'Aude"),
        ("Directeur de la publication : Paul Petit, président de Villes au carré", "Villes au carré"),
        ("© Ville de Tours, 2012", "Ville de Tours"),
        ("© 2012 ANRU", "ANRU"),
        ("Maîtrise d'ouvrage : Ville de Tours", "Ville de Tours"),
        ("Published by the European Urban Network", "European Urban Network"),
    ],
)
def test_the_imprint_names_who_publishes(text: str, body: str) -> None:
    assert publishing(f"Rapport\n{text}\nSommaire") == [body]


@pytest.mark.parametrize(
    "text",
    [
        "Un guide a été édité par la Ville de Tours en 2010.",
        "© IGN 2012",
        "© photo Ville de Tours",
        "© Marie Lambert",
        "Maîtrise d'ouvrage : À compléter",
        "Éditeur : Nom de la structure",
        "Édition de décembre 2016",
        "Directeur de la publication : Paul Petit",
        "La maîtrise d'ouvrage de la Ville de Tours est assurée.",
    ],
)
def test_what_a_sentence_speaks_of_is_no_publisher(text: str) -> None:
    assert publishing(f"Rapport\nLe quartier.\n{text}") == []


def test_who_owns_the_works_of_a_practice_is_no_publisher() -> None:
    assert publishing("Fiche", "Maître d'ouvrage | Office municipal d'habitations") == []
