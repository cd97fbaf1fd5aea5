import pytest

from catalogue.vocabulary.gazetteer import load_gazetteer
from indexer.describe.listed_names import (
    PlaceKind,
    beginning_of,
    folded_keys,
    group_names,
    listed_rows,
    name_of,
)


@pytest.mark.parametrize(
    ("listed", "called"),
    [
        ("Tours Métropole Val de Loire", ["Tours Métropole Val de Loire", "Tours Métropole"]),
        ("du Grand Angoulême", ["Grand Angoulême", "GrandAngoulême"]),
        (
            "Intercommunale Nord Est Réunion (CINOR)",
            ["CINOR", "Intercommunale Nord Est Réunion", "Nord Est Réunion"],
        ),
        ("Métropole Rouen", ["Métropole Rouen"]),
        ("Saint Dizier Agglo", ["Saint Dizier Agglo", "Saint Dizier"]),
    ],
)
def test_a_group_is_called_in_several_ways(listed: str, called: list[str]) -> None:
    assert sorted(set(group_names(listed))) == sorted(called)


def test_a_name_begins_with_its_article_and_none_with_a_contracted_one() -> None:
    assert [*map(beginning_of, ("le mans", "les ulis", "tours", "du mans"))] == [
        "le mans",
        "les ulis",
        "tours",
        "",
    ]
    assert folded_keys(["L'Haÿ-les-Roses", "Cœur d'Essonne"]) == ["l hay les roses", "coeur d essonne"]


def test_a_commune_s_own_inhabitants_count_and_those_it_is_short_for_where_none_is() -> None:
    row = ("Brive", PlaceKind.SHORT, "com:1", 40_000)
    own = ("Brive", PlaceKind.COMMUNE, "com:2", 300)
    assert (name_of("brive", [row]).population, name_of("brive", [own, row]).population) == (40_000, 300)
    assert (name_of("brive", [row]).short, name_of("brive", [own, row]).communes) == (["com:1"], ["com:2"])


def test_a_large_town_is_known_by_its_beginning_and_a_smaller_one_where_no_other_has_it() -> None:
    short = {
        (name, code): people
        for name, kind, code, people in listed_rows(load_gazetteer())
        if kind is PlaceKind.SHORT
    }
    assert short["La Seyne", "com:83126"] > 25_000
    assert short["Oullins", "com:69149"] == 0
    assert "Saint" not in {name for name, _ in short}
