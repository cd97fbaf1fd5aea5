import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.folded_text import fold
from indexer.describe.genre_phrases import PHRASES
from indexer.describe.genres import is_of_none, phrases_of_genres, types_said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Avenant n° 1. Entre l'État (le préfet) et la commune", "contrat"),
        ("Après en avoir délibéré, délibération n° 12", "texte-officiel"),
        ("Thèse de doctorat, école doctorale Sciences humaines", "memoire"),
        ("Rapport final de l'évaluation du contrat de ville", "rapport-evaluation"),
        ("Photo d'illustration, Ouest-France", "presse"),
        ("Journée régionale du 16 décembre 2011 : liste des participants", "actes"),
        ("Cahier des charges et dépôt des dossiers", "appel-a-projets"),
        ("Un court-métrage de 12 min", "video"),
    ],
)
def test_set_phrases_tell_the_genre(text: str, kind: str) -> None:
    found = phrases_of_genres(fold(text))
    assert found[kind][0]
    assert len(found[kind][0]) == max(len(told) for told, _ in found.values())


@given(st.data())
def test_phrases_looked_for_at_once_are_those_found_one_by_one(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(PHRASES)))
    telling, suggesting = PHRASES[kind]
    said = data.draw(st.lists(st.from_regex(data.draw(st.sampled_from(telling + suggesting))), max_size=3))
    text = " ".join(["", *said])
    told, suggested = phrases_of_genres(text).get(kind, ([], 0))
    each = [found for phrase in telling if (found := re.search(phrase, text))]
    assert [found.span() for found in told] == [found.span() for found in each]
    assert suggested == sum(bool(re.search(phrase, text)) for phrase in suggesting)


def test_the_final_report_of_an_evaluation_is_no_study() -> None:
    assert "rapport-etude" not in phrases_of_genres(fold("Rapport final de l'évaluation"))


@pytest.mark.parametrize(
    "text",
    ["Offre d'emploi : chargé de mission (H/F)", "Cerfa n° 15059*02", "Merci de nous retourner ce fichier"],
)
def test_forms_and_jobs_are_of_no_genre(text: str) -> None:
    assert is_of_none(fold(text))
    assert not is_of_none(fold("Contrat de ville 2015-2020"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cette fiche présente une action", "fiche-experience"),
        ("La présente convention prend effet", "contrat"),
        ("Les auteurs du présent rapport", "rapport-etude"),
        ("Ce guide s'adresse aux élus", "guide"),
    ],
)
def test_a_text_says_what_it_is(text: str, kind: str) -> None:
    assert kind in types_said(fold(text))


def test_what_is_only_spoken_of_is_not_what_the_text_is() -> None:
    assert not types_said(fold("Le guide et la convention sont présentés aux élus"))
