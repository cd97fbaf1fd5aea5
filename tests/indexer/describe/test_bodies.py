import pytest

from indexer.describe.bodies import is_body, signing_bodies
from tests.indexer.describe.samples import pages


def signing(*texts: str) -> list[str]:
    return [found.value for found in signing_bodies(pages(*texts))]


@pytest.mark.parametrize("name", ["Agence d'urbanisme de Tours", "DREAL Normandie", "Ville de Tours"])
def test_a_body_begins_with_its_kind(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize("name", ["Ordre du jour", "Délégation de service public", "Communauté de communes"])
def test_a_kind_alone_and_a_heading_are_no_body(name: str) -> None:
    assert not is_body(name)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("VILLE DE BEAUVAIS\nExtrait du registre", "VILLE DE BEAUVAIS"),
        ("Cap Quartiers, centre de ressources\nRapport", "Cap Quartiers"),
        ("Cabinet Sillage, pour le comité de pilotage\nRapport", "Cabinet Sillage"),
        ("Val d'Orne Habitat – Caen, le 17 janvier 2011\nMonsieur le Maire,", "Val d'Orne Habitat"),
        ("PRÉFECTURE DE RÉGION (COPIE)\nNote", "PRÉFECTURE DE RÉGION"),
    ],
)
def test_the_cover_and_the_letterhead_name_a_body(text: str, body: str) -> None:
    assert signing(text) == [body]


def test_a_name_cut_at_the_end_of_its_line_is_left() -> None:
    assert signing("Institut national de l'information géographique et\nforestière") == []


def test_those_who_invite_sign_the_invitation() -> None:
    text = "Une journée.\nVilles au carré et la direction régionale de l'Acsé vous invitent à Poitiers."
    assert signing(text) == ["Villes au carré", "Direction régionale de l'Acsé"]


def test_the_parties_sign_a_convention() -> None:
    town = "Entre : la Ville de Tours, représentée par son maire,"
    other = "et l'association Relais, représentée par M. Petit"
    assert signing(f"Convention\n{town}\n{other}") == [
        "Ville de Tours",
        "Association Relais",
    ]


def test_what_stands_on_every_page_signs() -> None:
    running = [
        f"Étude\n{'Des mots. ' * 200}\nObservatoire des quartiers de Tours {number}" for number in range(4)
    ]
    assert signing(*running) == ["Observatoire des quartiers de Tours"]


def test_one_signature_is_an_author_and_several_are_not() -> None:
    letter = "Monsieur,\nVeuillez agréer nos salutations.\nLe président de l'Association Relais\nPaul Petit"
    assert signing("Objet", letter) == ["Association Relais"]
    assert signing("Objet", letter + "\nPour la Fédération des centres sociaux") == []
