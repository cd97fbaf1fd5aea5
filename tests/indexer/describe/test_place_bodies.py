from catalogue.record import Method
from catalogue.vocabulary.gazetteer import load_gazetteer
from indexer.describe.author_mentions import key
from indexer.describe.creator_signs import Candidate
from indexer.describe.place_bodies import see_bodies_of
from indexer.describe.proper_names import Kind
from indexer.describe.proposal import Proposal
from tests.indexer.describe.samples import pages

LORIENT = Proposal("com:56121", Method.GAZETTEER, 0.9)


def seen(text: str, title: str, authors: dict[str, Candidate]) -> dict[str, Candidate]:
    see_bodies_of(authors, [LORIENT], pages(text), title, load_gazetteer())
    return authors


def test_the_town_its_group_and_its_prefecture_stand_for_it() -> None:
    found = seen("Notre commune vous accueille.", "Contrat de ville de Lorient", {})
    assert {each.name for each in found.values()} == {
        "Ville de Lorient",
        "Lorient Agglomération",
        "Préfecture du Morbihan",
    }
    town = found[key("Ville de Lorient")].inferred
    assert town["town: speaks"] and town["town: in the title"] and town["town: its plan"]
    assert not town["town: sits"]


def test_a_body_that_the_text_names_is_told_that_the_document_is_about_its_place() -> None:
    named = Candidate("Mairie de Lorient", Kind.BODY, Method.COVER, (), {"alone": 1.0})
    found = seen("Un texte.", "Un titre", {key(named.name): named})
    assert named.inferred["town"] == 1.0
    assert key("Ville de Lorient") not in found
