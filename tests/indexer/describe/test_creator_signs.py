from collections.abc import Sequence

import pytest

from indexer.describe.creator_signs import BODIES, PERSONS, creator_candidates
from indexer.describe.proposal import Proposal
from tests.indexer.describe.samples import pages


def signs(text: str, name: str, title: str = "Une étude", **told: Sequence[Proposal]) -> dict[str, float]:
    found = creator_candidates(pages(text), title, frozenset(), told)
    return next(each.signs for each in found.values() if each.name == name)


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        ("Une étude – ADUR – mars 2012", "ADUR", "beside a date"),
        ("ADUR\nUne étude", "ADUR", "a line"),
        ("Étude réalisée par l'ADUR, en mars", "ADUR", "made by"),
        ("Les cahiers de l'ADUR", "ADUR", "of a publication"),
        ("L'ADUR organise une journée", "ADUR", "acts"),
        ("Avec le soutien de l'ADUR", "ADUR", "paid or met"),
        ("Contact : www.adur.fr. Le mot de l'ADUR", "ADUR", "a site of its name"),
        ("Claire Petit, Paul Grand et Lise Roy", "Paul Grand", "in a row"),
        ("Le maire, Paul Grand, parle", "Paul Grand", "office"),
        ("Jury : Paul Grand", "Paul Grand", "a role before"),
        ("L'Insee, n° 12", "Insee", "known"),
        ("37 allées Paul Grand, 31000 Toulouse", "Paul Grand", "bears a name"),
        ("Paul Grand pourrait être en repérage", "Paul Grand", "a subject"),
        ("ADUR briefing, mars 2012", "ADUR", "an issue after"),
        ("Une étude\n\nLe réseau ADUR Bretagne écrit", "Réseau ADUR Bretagne", "first"),
        ("Auteurs : Claire Petit, Paul Grand et Lise Roy", "Lise Roy", "author before"),
        ("PROFIL SANTÉ DU QUERCY – ADUR Bretagne et Pays de la Loire", "ADUR Bretagne", "acronym"),
        ("Services de l'État dans l'Yonne – Une étude", "Services de l'État dans l'Yonne", "body"),
    ],
)
def test_what_stands_around_a_name_is_seen(text: str, name: str, sign: str) -> None:
    assert signs(text, name).get(sign)


def test_persons_and_bodies_are_judged_by_weights_of_their_own() -> None:
    found = creator_candidates(pages("Claire Petit – ADUR – 2012"), "Une étude", frozenset(), {})
    assert {each.name: each.question for each in found.values()} == {"Claire Petit": PERSONS, "ADUR": BODIES}


def test_what_a_wording_tells_counts_as_surely_as_it_says() -> None:
    told = [Proposal("ADUR", "stated", 0.7)]  # type: ignore[arg-type]
    seen = signs("Le bureau de l'ADUR et la DDTM", "ADUR", wording=told)
    assert seen["told"] == 0.7 and seen["told: wording"] == 1
    assert signs("Le bureau de l'ADUR et la DDTM", "DDTM", wording=told)["another is told"] == 0.7
