import pytest

from catalogue.intake import IntakeError
from exchange.incoming.actors import read

TABLE = (
    "Nom;Prénom;Organisme;Courriel;Thèmes;Groupe sanguin\n"
    "Durand;Anne;Ville de Dreux;a@dreux.example;Santé|Emploi;A\n;;;;;\n;;;x@y.example;;\n"
)
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Durand;Anne;;;\r\nFN:Anne Durand\r\nORG:Ville de Dreux\r\n"
    "TITLE:Cheffe de projet\r\nEMAIL:a@dreux.example\r\nBDAY:1970-01-01\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:CAF de Tours\r\nEND:VCARD\r\n"
)


def test_a_table_is_read_by_the_names_of_its_columns_and_the_rest_is_counted():
    found = read(TABLE.encode())
    assert found.actors[0].values == {
        "title": "Durand, Anne", "person": "Durand, Anne", "organisation": "Ville de Dreux",
        "mail": "a@dreux.example", "themes": ["Santé", "Emploi"],
    }  # fmt: skip
    assert found.left_out == {"Groupe sanguin": 1}
    assert found.actors[-1].refused


def test_cards_are_read_and_what_is_private_is_left_out():
    found = read(CARDS.encode())
    anne, office = found.actors
    assert (anne.values["person"], anne.values["role"]) == ("Durand, Anne", "Cheffe de projet")
    assert office.values["organisation"] == "CAF de Tours"
    assert found.left_out == {"BDAY": 1}


def test_what_is_no_card_is_refused():
    with pytest.raises(IntakeError):
        read(b"BEGIN:VCARD\r\n\x00\x00garbage")
