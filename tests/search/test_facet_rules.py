from dataclasses import replace

import pytest

from catalogue.fields import BY_NAME, FACETS, NONE, Counting, Facet
from catalogue.record import Record
from catalogue.vocabulary import Concept, Vocabulary, load_vocabularies
from search.engine import FacetRules
from search.facet_rules import VocabularyFacets

RECORD = Record(
    "r", "Rapport", issued="2008-03", type="rapport-activite", language="fr", centre="villesaucarre"
)


def _facets() -> FacetRules:
    return VocabularyFacets(load_vocabularies())


def test_plain_facets_hold_what_the_record_says() -> None:
    assert VocabularyFacets(load_vocabularies()).held(RECORD) == {
        "type": ("rapport-activite",), "language": ("fr",), "year": ("2008",), "centre": ("villesaucarre",),
    }  # fmt: skip


def test_a_theme_counts_under_its_group_once() -> None:
    values = _facets().values(replace(RECORD, themes=("sante", "education", "local")))
    assert values["theme"] == ("sante", "cohesion-sociale", "education", "local")


def test_a_former_region_counts_under_todays_and_a_town_under_its_departement_and_todays() -> None:
    values = _facets().values(replace(RECORD, places=("com:37261", "reg:54", "dep:86", "epci:243700754")))
    assert values["region"] == ("24", "dep:37", "54", "75", "dep:86")


def test_overseas_a_region_is_not_told_twice() -> None:
    assert _facets().values(replace(RECORD, places=("com:97411",)))["region"] == ("04",)


def test_programmes_stand_for_themselves() -> None:
    assert _facets().values(replace(RECORD, programmes=("asv", "cucs", "asv")))["programme"] == (
        "asv",
        "cucs",
    )


def test_a_record_counts_under_each_audience_it_is_for() -> None:
    assert _facets().values(replace(RECORD, audience=("elus", "bailleurs")))["audience"] == (
        "elus",
        "bailleurs",
    )


@pytest.mark.parametrize("facet", FACETS.values(), ids=FACETS)
def test_every_row_names_a_field_and_a_vocabulary_that_are_there(facet: Facet) -> None:
    assert facet.field in BY_NAME
    assert hasattr(RECORD, facet.field)
    assert not facet.vocabulary or load_vocabularies().of_facet(facet.name) is not None
    assert facet.vocabulary or facet.counting not in (Counting.ANCESTORS, Counting.TERRITORIES)


def test_a_new_row_makes_an_index_be_fed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _facets().version
    monkeypatch.setitem(FACETS, "collection", Facet("collection", "serie", "Collection", "collection"))
    assert _facets().version != before


def test_an_empty_record_counts_nowhere() -> None:
    assert VocabularyFacets(load_vocabularies()).held(Record("r", "Sans rien")) == {}


def test_a_record_without_a_value_counts_as_that_where_the_facet_has_a_name_for_it() -> None:
    values = _facets().values(Record("r", "Sans rien"))
    assert values == {name: (NONE,) for name, facet in FACETS.items() if facet.missing}
    assert set(values) == {"theme", "region", "programme", "type", "year", "author"}
    assert _facets().values(replace(RECORD, themes=("sante",)))["theme"] == ("sante", "cohesion-sociale")


def test_a_town_counts_under_all_it_lies_in_and_a_sentence_is_no_name() -> None:
    values = _facets().values(replace(RECORD, places=("com:37261", "reg:54"), creators=("x" * 201, "Martin")))
    assert {"com:37261", "epci:243700754", "dep:37", "reg:24", "reg:54", "reg:75"} <= set(values["place"])
    assert values["author"] == ("Martin",)


def test_the_version_follows_the_hierarchy_and_the_labels() -> None:
    vocabularies = load_vocabularies()
    one, relabelled = (Concept("a", {"fr": label}, broader=("b",)) for label in ("A", "Autre"))
    moved = Concept("a", {"fr": "A"}, broader=("c",))
    versions = [
        VocabularyFacets(replace(vocabularies, themes=Vocabulary("themes", {"a": concept}))).version
        for concept in (one, relabelled, moved)
    ]
    assert len(set(versions)) == len(versions)


@pytest.mark.parametrize(
    ("written", "series"),
    [
        ("Les Cahiers de la DIV ; 12", "Les Cahiers de la DIV"),
        ("Études urbaines, n° 3", "Études urbaines"),
        ("Points (vol. 4)", "Points"),
        ("Que sais-je ?", "Que sais-je ?"),
        ("Cahiers du n°1 mondial", "Cahiers du n°1 mondial"),
    ],
)
def test_numbers_of_one_series_count_together(written: str, series: str) -> None:
    assert _facets().values(replace(RECORD, collection=written))["collection"] == (series,)
