import pytest

from catalogue.vocabulary import load_vocabularies
from search.concept_completion import ConceptCompletion, _beginnings

COMPLETION = ConceptCompletion(load_vocabularies())
COUNTS = {
    "theme": {"sante": 4, "emploi": 9},
    "programme": {"cucs": 7, "asv": 2},
    "region": {"54": 3, "75": 5, "dep:37": 2},
    "place": {"com:34172": 6, "epci:243400017": 1, "dep:37": 2, "com:93066": 1, "com:97411": 1},
}


def labels(typed: str) -> list[tuple[str, str]]:
    return [(each.kind, each.value) for each in COMPLETION.complete(typed, COUNTS, 5)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sante", ("theme", "sante")),
        ("EMPL", ("theme", "emploi")),
        ("cuc", ("programme", "cucs")),
        ("cohesion soc", ("programme", "cucs")),
        ("poitou", ("region", "54")),
        ("Nouvelle-Aq", ("region", "75")),
        ("montpel", ("place", "com:34172")),
        ("montpellier med", ("place", "epci:243400017")),
        ("37", ("region", "dep:37")),
        ("34172", ("place", "com:34172")),
    ],
)
def test_a_concept_is_found_by_the_beginning_of_any_of_its_words(typed: str, first: tuple[str, str]) -> None:
    assert first in labels(typed)


def test_what_no_record_stands_under_is_not_offered() -> None:
    assert labels("parentalit") == []
    assert labels("s") == []
    assert labels("") == []


def test_those_of_most_records_come_first() -> None:
    found = COMPLETION.complete("s", COUNTS, 5) + COMPLETION.complete("at", COUNTS, 5)
    assert [each.count for each in found] == sorted((each.count for each in found), reverse=True)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Santé", [("theme", "sante", 4)]),
        ("contrats urbains de cohésion sociale", [("programme", "cucs", 7)]),
        ("ASV", [("programme", "asv", 2)]),
        ("poitou charentes", [("region", "54", 3)]),
        ("Limousin", [("region", "75", 5)]),
        ("santé des jeunes", []),
        ("parentalité", []),
        (" ", []),
    ],
)
def test_a_query_that_is_a_concept_s_name_names_it(typed, named) -> None:
    found = COMPLETION.counted(COMPLETION.named(typed), COUNTS)
    assert [(each.kind, each.value, each.count) for each in found] == named


def test_a_query_that_is_the_name_of_two_towns_names_both() -> None:
    found = COMPLETION.named_places("saint denis", COUNTS)
    assert {each.value for each in found} == {"com:93066", "com:97411"}
    assert COMPLETION.named_places("", COUNTS) == ()


def test_a_town_is_named_as_long_as_documents_stand_under_it() -> None:
    fewer = {**COUNTS, "place": {"com:93066": 1}}
    assert [each.value for each in COMPLETION.named_places("saint denis", fewer)] == ["com:93066"]
    assert len(COMPLETION.named_places("saint denis", COUNTS)) == 2


def test_regions_are_not_offered_twice() -> None:
    assert labels("indre") == [("region", "dep:37")]


def test_a_name_is_begun_from_its_start_or_a_telling_word():
    names = _beginnings("contrat de ville et de cohesion")
    assert names == "\ncontrat de ville et de cohesion\nville et de cohesion\ncohesion"
