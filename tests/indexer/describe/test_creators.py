from dataclasses import replace

import pytest

from indexer.describe.creators import (
    propose_creators,
    propose_publisher,
    read_creators,
    written_creators,
)
from indexer.describe.proposal import settled
from tests.indexer.describe.samples import extracted


def names(*texts: str, **metadata: str | tuple[str, ...]) -> list[str]:
    return [found.value for found in settled(propose_creators(read_creators(extracted(*texts, **metadata))))]


def test_bylines_give_persons_and_bodies() -> None:
    page = "Diagnostic local\nAuteurs : Michel Joubert, Perrine Lebourdais (Institut Renaudot).\nSommaire"
    assert names(page) == ["Michel Joubert", "Perrine Lebourdais"]
    assert names("Étude réalisée par le cabinet\nRédaction : Agence d'urbanisme de Tours") == [
        "Agence d'urbanisme de Tours"
    ]


@pytest.mark.parametrize(
    "creator",
    [
        "Administrateur",
        "user",
        "PC-1234",
        "Utilisateur Windows",
        "admin",
        "jdupont02",
        "Microsoft Office User",
    ],
)
def test_machines_and_logins_are_no_authors(creator: str) -> None:
    assert names("Un texte.", creators=(creator,)) == []


def test_who_last_used_the_program_is_no_author() -> None:
    (seen,) = propose_creators(read_creators(extracted("Note de Claire Petit\n", creators=("Claire Petit",))))
    assert seen.value == "Claire Petit"
    assert settled(propose_creators(read_creators(extracted("Note\n", creators=("Claire Petit",))))) == ()
    (body,) = propose_creators(read_creators(extracted("Note\n", creators=("Ville de Tours",))))
    assert body.value == "Ville de Tours"


def test_the_body_on_the_cover_signs_when_nobody_else_does() -> None:
    assert names("DREAL Normandie\nÉtude sur l'habitat") == ["DREAL Normandie"]
    assert names("La ville change de visage.\nTexte") == []


def test_the_same_author_twice_is_one() -> None:
    assert names("Auteur : Claire Petit\n", creators=("PETIT Claire",)) == ["Claire Petit"]


def test_a_body_is_proposed_under_one_of_its_names_and_a_commune_as_its_town() -> None:
    found = names("Rédaction : Cerema, Mairie de Tours, Commune de Tours, CEREMA\nSommaire")
    assert sorted(found) == ["Cerema", "Ville de Tours"]


def test_the_publisher_is_a_body_not_a_program() -> None:
    found = propose_publisher(extracted("", publisher="Ville de Tours"))
    assert found is not None and found.value == "Ville de Tours"
    assert propose_publisher(extracted("", publisher="Adobe Acrobat")) is None


def test_authors_that_a_person_named_at_the_head_of_a_text_are_its_authors() -> None:
    document = extracted("La gestion urbaine de proximité.", creators=("Claire Martin", "admin"))
    assert written_creators(document) == ()
    by_hand = replace(document, metadata=replace(document.metadata, by_hand=True))
    assert [each.value for each in written_creators(by_hand)] == ["Claire Martin"]
