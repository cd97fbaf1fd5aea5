import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.named_people import people_in

LIST = """Participants :
Nom Prénom Organisme Présent
Arthur ALBA Street-co x
Anne-Marie LE GOFF-Périat IGN / Projet GPU x
DUPONT Jean Ville de Dreux excusé
Sylvaine DU PRÉ Lorient Agglomération s.dupre@lorient.example

Ordre du jour :
Symbolisation PLU (M. Tanneau)
"""


def told(text):
    return [(each.name, each.organisation) for each in people_in(text)]


def test_a_list_of_participants_says_who_stands_for_whom():
    assert told(LIST) == [
        ("Alba, Arthur", "Street-co"),
        ("Le Goff-Périat, Anne-Marie", "IGN / Projet GPU"),
        ("Dupont, Jean", "Ville de Dreux"),
        ("Du Pré, Sylvaine", "Lorient Agglomération"),
    ]


def test_an_acronym_behind_a_name_is_no_part_of_it():
    lines = "Marie TANNEAU ESRI France\nPaul ROLLE CRIGE PACA\nJulien DUMAS DGALN / Bureau\n"
    assert told(lines)[0] == ("Tanneau, Marie", "ESRI France")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("présenté par Mme Anne Durand (Ville de Dreux), puis", ("Durand, Anne", "Ville de Dreux")),
        ("M. Paul MARTIN, directeur du CCAS de Tours.", ("Martin, Paul", "directeur du CCAS de Tours")),
    ],
)
def test_a_sentence_may_say_it_too(line, person):
    assert told(line) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "Jean DUPONT",
        "M. Paul MARTIN rappelle que le contrat est signé.",
        "Jean DUPONT Ville de Dreux",  # alone, and under no heading: a title as well as a participant
        "La Ville de TOURS a signé avec la CAF.",
        "Rénovation ANRU du quartier",
    ],
)
def test_a_name_alone_or_a_sentence_proposes_nobody(text):
    assert told(text) == []


@given(st.text(alphabet="AÉaé -'(),.\nMmex", max_size=200))
def test_any_text_is_read_and_quotes_stand_in_it(text):
    for each in people_in(text):
        assert " ".join(each.quote.split()) in " ".join(text.split())
