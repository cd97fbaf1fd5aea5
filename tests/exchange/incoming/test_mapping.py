import pytest

from catalogue.vocabulary import load_vocabularies
from exchange.incoming.incoming import Incoming
from exchange.incoming.mapping import Mapped, NoticeMapper


def mapped(**values: str | tuple[str, ...]) -> Mapped:
    said = {name: (value,) if isinstance(value, str) else value for name, value in values.items()}
    return NoticeMapper(load_vocabularies()).map(Incoming(1, None, "", said))


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("Santé", "themes", "sante"),
        ("rénovation urbaine", "themes", "renouvellement-urbain"),
        ("CUCS", "programmes", "cucs"),
        ("Loiret", "places", "dep:45"),
        ("Poitou-Charentes", "places", "reg:54"),
        ("Sens", "keywords", "Sens"),
        ("jardins partagés", "keywords", "jardins partagés"),
        ("contrat de ville", "keywords", "contrat de ville"),
    ],
)
def test_a_word_goes_where_a_vocabulary_knows_it(word: str, field: str, value: str) -> None:
    found = mapped(subjects=word)
    assert found.values == {field: (value,)}
    assert found.unknown == ([word] if field == "keywords" else [])


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("Orléans", "places", "com:45234"),
        ("Centre-Val de Loire", "places", "reg:24"),
        ("Saint-Denis", "keywords", "Saint-Denis"),
        ("CUCS", "programmes", "cucs"),
    ],
)
def test_a_place_may_be_a_town_when_it_stands_among_places(word: str, field: str, value: str) -> None:
    assert mapped(places=word).values == {field: (value,)}


def test_codes_are_made_of_what_people_write() -> None:
    found = mapped(title="T", language="fre", type="Rapport d'activité", access="réseau", audience="Élus")
    assert found.values == {
        "title": "T",
        "language": "fr",
        "type": "rapport-activite",
        "access": "network",
        "audience": ("elus",),
    }


def test_what_cannot_be_used_is_told() -> None:
    found = mapped(issued="dimanche", language="klingon", type="truc")
    assert found.values == {}
    assert len(found.remarks) == 3


def test_of_several_dates_the_most_precise_of_the_first_year_stands() -> None:
    assert mapped(issued=("2007", "2007/10/09/", "2011-01-01")).values["issued"] == "2007-10-09"


def test_the_state_of_publication_is_taken_over_and_a_day_must_be_one():
    found = mapped(title="T", status="À publier", embargo="31/01/2027")
    assert (found.values["status"], found.values["embargo"]) == ("proposed", "2027-01-31")
    found = mapped(title="T", status="bientôt", embargo="2027")
    assert "status" not in found.values and "embargo" not in found.values and len(found.remarks) == 2


def test_a_doi_taken_from_an_address_has_its_own_signs() -> None:
    assert mapped(doi="https://doi.org/10.1000/ab%3Ccd").values["doi"] == "10.1000/ab<cd"
    assert mapped(doi="doi:10.1000/ab%3Ccd").values["doi"] == "10.1000/ab%3Ccd"
