import pytest

from catalogue.corrections import NOTHING_LEARNT, Balance, Learnt
from catalogue.record import Evidence
from catalogue.vocabulary import load_vocabularies
from indexer.describe.audience import AudienceReader
from indexer.describe.proposal import Proposal
from tests.indexer.describe.samples import pages, title

READER = AudienceReader(load_vocabularies().audiences)
FILLING = "La commune compte trois quartiers prioritaires. " * 20


def proposed(*texts: str, heading: str = "Note", learnt: Learnt = NOTHING_LEARNT) -> tuple[Proposal, ...]:
    return READER.propose(pages(*texts), title(heading), learnt)


def values(*texts: str, heading: str = "Note") -> set[str]:
    return {found.value for found in proposed(*texts, heading=heading)}


@pytest.mark.parametrize(
    ("text", "readers"),
    [
        ("Ce guide s'adresse aux élus et aux techniciens.", {"elus", "techniciens"}),
        ("Ce guide pratique s’adresse en priorité aux bailleurs sociaux.", {"bailleurs"}),
        ("Le présent document est destiné aux élu·e·s, aux habitants et aux associations.",
         {"elus", "habitants", "associations"}),
        ("Cette brochure a été conçue pour les parents d'élèves.", {"parents"}),
        ("Ce livret fait le point. Il s'adresse principalement aux chefs de projet.", {"techniciens"}),
        ("À qui s'adresse ce guide ?\nAux conseillers citoyens, aux bailleurs.", {"habitants", "bailleurs"}),
        ("Cette note, à destination des délégués du préfet, fait le point.", {"services-de-l-etat"}),
        ("Ce guide est destiné aux associations d'habitants.", {"associations"}),
        ("This toolkit is intended for local authorities and residents.", {"techniciens", "habitants"}),
    ],
)  # fmt: skip
def test_a_document_says_for_whom_it_is_written(text: str, readers: set[str]) -> None:
    assert values(FILLING + text) == readers


@pytest.mark.parametrize(
    ("heading", "readers"),
    [
        ("Le budget participatif : guide à l'usage des bailleurs", {"bailleurs"}),
        ("Guide pratique pour les habitants", {"habitants"}),
        ("Laïcité : formation à destination des enseignants", {"enseignants"}),
        ("Les habitants et leurs élus", set()),
    ],
)
def test_the_title_says_for_whom(heading: str, readers: set[str]) -> None:
    assert values("Sommaire", heading=heading) == readers


def test_the_head_addresses_its_readers() -> None:
    assert values("Note d'information\nà Mesdames et Messieurs les préfets de région") == {
        "services-de-l-etat"
    }
    assert values("La rénovation\nÀ l'attention des élus du quartier\nSommaire") == {"elus"}


@pytest.mark.parametrize(
    "text",
    [
        "Le dispositif s'adresse aux jeunes de 16 à 25 ans.",
        "Un guide à destination des bailleurs a été publié par la fédération.",
        "Ce guide présente une formation. Elle est suivie par des élus.",
        "Ce rapport décrit le travail des associations avec les habitants et les élus.",
        "Ce guide ne s'adresse pas aux élus.",
        "Ce guide s'adresse à ceux qui travaillent avec les jeunes.",
        "Ce document décrit un programme. Les ateliers sont destinés aux parents.",
        "Une action pour les habitants est menée.",
    ],
)
def test_whom_the_text_merely_speaks_of_is_no_audience(text: str) -> None:
    assert values(FILLING + text) == set()


def test_the_sentence_is_the_evidence() -> None:
    (found,) = proposed("Couverture", f"{FILLING}Ce guide s'adresse aux bailleurs. Il date.")
    assert found.evidence == (Evidence(2, "Ce guide s'adresse aux bailleurs."),)
    assert (found.method, found.terms) == ("stated", ("bailleurs",))


def test_of_an_address_the_line_is_the_evidence() -> None:
    (found,) = proposed("PRÉFECTURE\nà Mesdames et Messieurs les maires et présidents\nObjet : contrats")
    assert found.evidence == (Evidence(1, "à Mesdames et Messieurs les maires et présidents"),)


def test_what_was_refused_often_is_no_longer_proposed() -> None:
    learnt = Learnt({("audience", "bailleurs", "bailleurs"): Balance(0, 4)})
    assert proposed("Ce guide s'adresse aux bailleurs.", learnt=learnt) == ()
