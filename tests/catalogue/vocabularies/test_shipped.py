"""The data shipped says what the field agreed on."""

import pytest

from catalogue.vocabulary import Vocabulary, load_vocabularies
from catalogue.vocabulary.labels import is_acronym
from catalogue.vocabulary.loading import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_concept_has_a_french_and_an_english_label(name: str) -> None:
    vocabulary: Vocabulary = getattr(load_vocabularies(), name)
    assert vocabulary.concepts
    assert [
        each.identifier for each in vocabulary.concepts.values() if not {"fr", "en"} <= set(each.labels)
    ] == []


def test_fifty_eight_themes_stand_in_five_groups() -> None:
    themes = load_vocabularies().themes
    groups = [each for each in themes.concepts.values() if not each.broader]
    assert len(groups) == 5
    numbers = [
        each.notation
        for group in groups
        for each in map(themes.concepts.get, themes.narrower(group.identifier))
    ]
    assert numbers == [str(number) for number in range(1, 59)]


def test_every_theme_has_words_to_be_recognised_by() -> None:
    for theme in load_vocabularies().themes.concepts.values():
        if theme.broader:
            assert len({*theme.alternatives, *theme.acronyms, *theme.cues}) >= 8, theme.identifier


@pytest.mark.parametrize(
    ("identifier", "notation", "acronym", "years"),
    [
        ("asv", "ASV", "ASV", (2001, None)),
        ("cucs", "CUCS", "CUCS", (2007, 2014)),
        ("zus", "ZUS", "ZUS", (1996, 2014)),
        ("pre", "PRE / DRE", "PRE", (2005, None)),
        ("contrat-local-de-sante", "CLS (santé)", "CLS", (2009, None)),
    ],
)
def test_programmes_have_acronym_and_years(
    identifier: str, notation: str, acronym: str, years: tuple[int, int | None]
) -> None:
    programme = load_vocabularies().programmes.concepts[identifier]
    assert programme.notation == notation
    assert acronym in programme.acronyms
    assert (programme.start, programme.end) == years


def test_city_contracts_follow_each_other_without_gap() -> None:
    programmes = load_vocabularies().programmes.concepts
    chain = [programmes["contrat-de-ville-1994"]]
    while chain[-1].successors:
        chain.append(programmes[chain[-1].successors[0]])
    assert [(each.start, each.end) for each in chain] == [
        (1994, 1999), (2000, 2006), (2007, 2014), (2015, 2023), (2024, 2030),
    ]  # fmt: skip


@pytest.mark.parametrize("acronym", ["CLS", "DSU", "PRE", "CNV", "CC", "CdV", "REP", "FSU", "PVD"])
def test_acronyms_that_mean_other_things_too_need_context(acronym: str) -> None:
    programmes = load_vocabularies().programmes.concepts.values()
    meant = [each for each in programmes if acronym in each.acronyms]
    assert meant
    assert all(each.contexts for each in meant)


def test_acronyms_are_told_from_names() -> None:
    for programme in load_vocabularies().programmes.concepts.values():
        assert all(map(is_acronym, programme.acronyms))
        assert not any(map(is_acronym, programme.alternatives))


def test_types_bear_the_labels_documentalists_chose() -> None:
    labels = [each.label() for each in load_vocabularies().types.concepts.values()]
    assert len(labels) == 21
    assert {"rapport d'activité", "fiche repère/notice de dispositif", "presse"} <= set(labels)


@pytest.mark.parametrize(
    ("frame", "years", "fields"),
    [
        ("cucs-2007", (2007, 2014), 5),
        ("piliers-2015", (2015, 2023), 4),
        ("quartiers-2030", (2024, 2030), 7),
    ],
)
def test_each_generation_of_contracts_has_its_dated_frame(
    frame: str, years: tuple[int, int], fields: int
) -> None:
    themes = load_vocabularies().themes
    collection = themes.collections[frame]
    assert (collection.start, collection.end) == years
    assert len(collection.members) == fields
    for field in map(themes.collections.get, collection.members):
        assert (field.start, field.end) == years
        assert set(field.members) <= set(themes.concepts)


@pytest.mark.parametrize("name", NAMES)
def test_successions_are_told_from_both_sides(name: str) -> None:
    concepts = getattr(load_vocabularies(), name).concepts
    for each in concepts.values():
        assert all(each.identifier in concepts[later].predecessors for later in each.successors)
        assert all(each.identifier in concepts[former].successors for former in each.predecessors)


def test_every_year_of_a_programme_has_its_source() -> None:
    programmes = load_vocabularies().programmes.concepts.values()
    assert [each.identifier for each in programmes if (each.start or each.end) and not each.source] == []
