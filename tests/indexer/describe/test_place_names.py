import pytest

from catalogue.vocabulary.gazetteer import load_gazetteer
from indexer.describe.folded_text import Passage
from indexer.describe.place_names import PlaceNames, without_namesakes
from indexer.describe.recogniser import Form, Hit, Writing

NAMES = PlaceNames(load_gazetteer())


def found(text: str) -> list[str]:
    passage = Passage(1, text)
    return [text[hit.start : hit.end] for hit in NAMES.find(passage)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Clichy-sous-Bois à Montfermeil", ["Clichy-sous-Bois", "Montfermeil"]),
        ("à Clichy sous Bois", ["Clichy sous Bois"]),
        ("à St-Étienne-du-Rouvray", ["St-Étienne-du-Rouvray"]),
        ("la ville du Havre", ["du Havre"]),
        ("aux Ulis", ["aux Ulis"]),
        ("à L'Haÿ-les-Roses", ["L'Haÿ-les-Roses"]),
        ("À Evreux et à Évreux", ["Evreux", "Évreux"]),
        ("au cœur de Cœur d'Essonne", ["Cœur d'Essonne"]),
        ("au Petit-Nanterre, au Vieux-Roubaix, à Bourges-Nord", ["Nanterre", "Roubaix", "Bourges"]),
        ("à Oullins et à Guéret", ["Oullins", "Guéret"]),
    ],
)
def test_names_are_found_as_people_write_them(text: str, expected: list[str]) -> None:
    assert [each for each in found(text) if len(each) > 5] == expected


@pytest.mark.parametrize("text", ["les tours", "Centres", "Saint-Denis-Machin", "la-Lyon-bis", "Bethunes"])
def test_a_name_has_its_capitals_its_accents_and_its_end(text: str) -> None:
    assert found(text) == []


def test_a_name_does_not_run_over_two_paragraphs() -> None:
    assert found("Le\n\nMans") == []


def test_a_group_is_meant_where_the_words_say_so() -> None:
    passage = Passage(1, "La communauté d'agglomération de La Rochelle et La Rochelle")
    kinds = [hit.form.identifier.partition(":")[0] for hit in NAMES.find(passage)]
    assert kinds == ["epci", "name"]


def test_a_group_may_be_written_in_one_word() -> None:
    (hit,) = NAMES.find(Passage(1, "Le contrat de ville de GrandAngoulême"))
    assert hit.form.identifier == "epci:200071827"


def test_a_town_of_some_size_is_known_by_a_beginning_no_other_has() -> None:
    (hit,) = NAMES.find(Passage(1, "à Oullins"))
    assert NAMES.named(hit.form.identifier).short == ["com:69149"]


def test_a_priority_quarter_is_known_by_its_code() -> None:
    assert found("Le QPV QP037001, puis QN03701M.") == ["QP037001", "QN03701M"]


def test_a_town_is_known_by_its_people_and_a_departement_by_the_code_of_a_body() -> None:
    assert found("les Mulhousiennes, la rue_lyonnaise, mais jamais") == ["Mulhousiennes", "lyonnaise"]
    assert found("la DDT61, le CAUE 95, UDDT61") == ["DDT61", "CAUE 95"]


def test_a_town_gives_way_to_the_region_of_its_very_name_and_stays_elsewhere() -> None:
    town = Form("places", "name:la reunion", "La Réunion", Writing.NAME)
    island = Form("places", "reg:04", "La Réunion", Writing.NAME)
    here, there = Hit(town, 3, 13), Hit(town, 40, 50)
    assert without_namesakes([here, Hit(island, 3, 13), there]) == [Hit(island, 3, 13), there]
