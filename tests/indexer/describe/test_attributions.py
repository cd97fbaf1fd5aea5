import pytest

from indexer.describe.attributions import attributions, council, labelled
from tests.indexer.describe.samples import pages


def names(text: str, heading: str = "Une étude") -> list[str]:
    subjects, read = frozenset({"CUCS"}), pages(text)
    return [each.value for each in (*attributions(read, heading, subjects), *labelled(read, subjects))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enquête réalisée par l'Agence d'urbanisme de Tours, en 2012.", "Agence d'urbanisme de Tours"),
        ("Une publication de l'Union régionale pour l'habitat. Sommaire.", "Union régionale pour l'habitat"),
        ("Les cahiers de l'ADUR, n° 12.", "ADUR"),
        ("Le bailleur et la ville – ADUR – Mars 2014 – page 3", "ADUR"),
        ("Le logement des jeunes – A. MARTIN – 03 / 1998", "A. Martin"),
        ("Le 3 mai 2018, Réseau Villes (RV) a organisé une rencontre.", "Réseau Villes"),
        ("Rapport d'information sur l'habitat, présenté par Mme Claire Petit, députée.", "Claire Petit"),
        ("Mémoire de Perceval Grandin, juin 2019 (jury : Anne Martin).", "Perceval Grandin"),
        ("Un beau quartier. Reportage Anne Martin.", "Anne Martin"),
        ("Auteur moral : France. Direction de la ville ; Institut des territoires. Résumé : le texte.",
         "Institut des territoires"),
        ("Auteur(s) moral(aux) : Institut des territoires. Commission de 2012", "Institut des territoires"),
    ],
)  # fmt: skip
def test_who_a_document_is_said_to_come_from(text: str, expected: str) -> None:
    assert expected in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Les CUCS – 2007 – les contrats ont remplacé les contrats de ville.",
        "Un quartier – Val Fourré – 2014",
        "La salle – Service fermé – 12 mai 2012",
    ],
)
def test_programmes_quarters_and_notices_sign_nothing(text: str) -> None:
    assert names(text) == []


def test_the_body_of_a_title_signs() -> None:
    assert names("Texte.", "Mission locale du Nord – Rapport 2016") == ["Mission locale du Nord"]


@pytest.mark.parametrize(
    ("text", "town", "expected"),
    [
        (
            "Le conseil municipal de la commune de Sainte-Foy s'est réuni. Absents : deux.",
            "",
            ["Commune de Sainte-Foy"],
        ),
        ("Séance du conseil municipal. Absents excusés : deux.", "Ambert", ["Ville d'Ambert"]),
        ("Séance du conseil municipal. Absents excusés : deux.", "Le Mans", ["Ville du Mans"]),
        ("Séance du conseil municipal. Absents excusés : deux.", "", []),
        ("Le conseil municipal a voté le budget.", "Ambert", []),
    ],
)
def test_minutes_are_the_town_s(text: str, town: str, expected: list[str]) -> None:
    assert [found.value for found in council(pages(text), town)] == expected
