"""What one may type after `--theme`, `--region` or `--place`."""

import click
import pytest

from catalogue.fields import NONE
from catalogue.vocabulary import Vocabularies, load_vocabularies
from fonds.commands.facet_values import identified


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return load_vocabularies()


@pytest.mark.parametrize(
    ("facet", "typed", "value"),
    [
        ("theme", "sante", "sante"),
        ("theme", "Santé", "sante"),
        ("theme", NONE, NONE),
        ("programme", "CUCS", "cucs"),
        ("audience", "élu", "elus"),
        ("region", "24", "24"),
        ("region", "Centre-Val de Loire", "24"),
        ("region", "indre-et-loire", "dep:37"),
        ("place", "com:21231", "com:21231"),
        ("place", "dijon", "com:21231"),
        ("author", "Qui que ce soit", "Qui que ce soit"),
    ],
)
def test_a_value_is_typed_by_its_code_or_its_name(
    vocabularies: Vocabularies, facet: str, typed: str, value: str
) -> None:
    assert identified(vocabularies, facet, typed) == value


@pytest.mark.parametrize(
    ("facet", "typed", "told"),
    [
        ("theme", "inconnu", "fonds vocabulary list"),
        ("theme", "participaton", "participation (Participation des habitants)"),
        ("type", "rapport", "rapport-etude"),
        ("region", "37", "dep:37 (Indre-et-Loire)"),
        ("place", "saint-denis", "com:93066 (Saint-Denis (Seine-Saint-Denis))"),
        ("place", "Dijonn", "com:21231"),
    ],
)
def test_what_stands_for_nothing_is_refused_with_what_may_have_been_meant(
    vocabularies: Vocabularies, facet: str, typed: str, told: str
) -> None:
    with pytest.raises(click.UsageError, match=typed) as refused:
        identified(vocabularies, facet, typed)
    assert told in refused.value.message
