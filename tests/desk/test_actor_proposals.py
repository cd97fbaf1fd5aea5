import pytest

from catalogue.library import create_library
from catalogue.log import Log
from desk.actor_proposals import ActorProposals
from indexer.erase import erase
from indexer.pipeline import Run, index

MINUTES = "Participants :\nAnne DURAND Ville de Dreux\nPaul MARTIN CAF de Tours\n\nOrdre du jour.\n"


@pytest.fixture
def library(tmp_path):
    library = create_library(tmp_path / "fonds")
    for name, more in (("2007", ""), ("2009", "access"), ("2008", "")):
        (library.corpus / f"{name}.txt").write_text(f"Réunion {name}\n\n{MINUTES}", encoding="utf-8")
        access = 'access = "internal"\n' if more else ""
        notice = f'title = "Réunion {name}"\nissued = "{name}"\n{access}'
        (library.corpus / f"{name}.txt.toml").write_text(notice, encoding="utf-8")
    index(Run(library, workers=1))
    return library


def followed(library, most=100):
    proposals = ActorProposals(library)
    log = Log(library.log_path)
    left = proposals.follow(log, most)
    log.close()
    return proposals, left


def test_public_documents_propose_people_with_the_pages_that_say_so(library):
    proposals, left = followed(library)
    assert left == 0
    anne, paul = proposals.all()
    assert (anne.name, anne.organisation, len(anne.sightings)) == ("Durand, Anne", "Ville de Dreux", 2)
    assert "Anne DURAND Ville de Dreux" in anne.sightings[0].quote
    assert paul.name == "Martin, Paul"


def test_documents_are_read_some_at_a_time(library):
    assert followed(library, most=1)[1] > 0
    assert followed(library)[1] == 0


def test_who_objected_is_proposed_no_more_and_not_named_in_the_list(library):
    proposals, _left = followed(library)
    proposals.object("Durand, Anne", by="claire")
    assert [each.name for each in proposals.all()] == ["Martin, Paul"]
    assert b"Durand" not in (library.state / "objections.jsonl").read_bytes()


def test_an_erased_document_proposes_nobody(library):
    proposals, _left = followed(library)
    for sighting in proposals.all()[0].sightings:
        erase(library, sighting.identifier)
    assert not (library.index / "people.sqlite").exists()
    assert followed(library)[0].all() == ()
