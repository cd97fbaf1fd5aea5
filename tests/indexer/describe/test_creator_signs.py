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
        ("Paul Grand-Petit, puis Paul Grand", "Paul Grand", "part of a longer name"),
        ("Claire Petit, Paul Grand et Lise Roy", "Paul Grand", "in a row"),
        ("Le maire, Paul Grand, parle", "Paul Grand", "office"),
        ("Jury : Paul Grand", "Paul Grand", "a role before"),
        ("Direction : Paul Grand", "Paul Grand", "a jury's"),
        ("Thèse de doctorat. Les rapporteurs : Paul Grand", "Paul Grand", "a jury's"),
        ("Rapporteurs : Paul Grand", "Paul Grand", "a reporter"),
        ("Relecture : Paul Grand", "Paul Grand", "beside the author"),
        ("Le préfet de la Haute-Loire, Paul Grand, parle", "Paul Grand", "office"),
        ("« Nous agissons », explique Paul Grand", "Paul Grand", "quoted before"),
        ("Paul Grand ; éditeur : Fayard", "Paul Grand", "a book after"),
        ("Quartiers :\n– Paul Grand : 2136", "Paul Grand", "a figure after"),
        ("Contrat de ville d'Amiens Métropole", "Amiens Métropole", "of a contract"),
        ("Master 2, Université de Tours", "Université de Tours", "a university"),
        ("© Archives Ouest-France", "Ouest-France", "a paper, owner"),
        ("Avis n° 157 (2013-2014) de M. Paul Grand", "Paul Grand", "author before"),
        ("Introduction ...... 3\nPaul Grand ........ 4", "Paul Grand", "in the contents"),
        ("Présents\nPaul Grand – Maire adjoint", "Paul Grand", "an office after"),
        ("Programme piloté par l'ADUR", "ADUR", "led by"),
        ("Le Premier ministre, sur le rapport du ministre", "Premier ministre", "decides after"),
        ("L'Insee, n° 12", "Insee", "known"),
        ("37 allées Paul Grand, 31000 Toulouse", "Paul Grand", "bears a name"),
        ("Paul Grand pourrait être en repérage", "Paul Grand", "a subject"),
        ("ADUR briefing, mars 2012", "ADUR", "an issue after"),
        ("Une étude\n\nLe réseau ADUR Bretagne écrit", "Réseau ADUR Bretagne", "first"),
        ("Auteurs : Claire Petit, Paul Grand et Lise Roy", "Lise Roy", "author before"),
        ("PROFIL SANTÉ DU QUERCY – ADUR Bretagne et Pays de la Loire", "ADUR Bretagne", "acronym"),
        ("Services de l'État dans l'Yonne – Une étude", "Services de l'État dans l'Yonne", "body"),
        ("Une étude\nÉlise GRAND\nTexte intégral", "Élise GRAND", "a line, under the title"),
        ("Une étude\nÉlise GRAND\nTexte intégral", "Élise GRAND", "capital surname"),
        ("Les rédacteurs : M. Paul Grand", "Paul Grand", "author before"),
        ("Rapport réalisé par Mme Lise Roy", "Lise Roy", "made by"),
        ("Lise Roy et Paul Grand signent une promenade", "Lise Roy", "tells after"),
        ("Paul Grand, Laboratoire TVES", "Paul Grand", "an affiliation after"),
        ("Lise Roy\nMaîtresse de conférences", "Lise Roy", "a post in research after"),
    ],
)
def test_what_stands_around_a_name_is_seen(text: str, name: str, sign: str) -> None:
    assert signs(text, name).get(sign)


def test_where_somebody_works_is_no_office() -> None:
    assert not signs("Paul Grand (direction régionale de l'ADUR)", "Paul Grand").get("an office after")


def test_the_title_ends_where_the_head_writes_it_last() -> None:
    text = "Une étude\n\nAccueil – Imprimer – Une étude\nPaul Grand\nTexte"
    assert signs(text, "Paul Grand").get("alone, under the title")
    assert not signs("Une étude\n" + "Un long texte. " * 20 + "\nPaul Grand", "Paul Grand").get(
        "below the title"
    )


def test_a_commune_and_its_town_are_one_candidate() -> None:
    text = "La Commune de Tours organise. La Ville de Tours publie."
    found = creator_candidates(pages(text), "Une étude", frozenset(), {})
    assert [each.name for each in found.values() if each.name.endswith("Tours")] == ["Commune de Tours"]


def test_what_is_present_or_presented_is_no_role() -> None:
    assert not signs("Le présent contrat de l'ADUR", "ADUR").get("a role before")


def test_who_sits_on_a_jury_is_no_rival_of_the_author() -> None:
    text = "Thèse de doctorat\nAuteur : Claire Petit. Rapporteurs : Paul Grand, Lise Roy"
    assert signs(text, "Claire Petit")["others"] == 0.0


def test_what_an_authority_makes_of_its_territory_is_its_own() -> None:
    text = "Les actions d'Amiens Métropole, avec l'ADUR"
    assert signs(text, "Amiens Métropole", "Appel à projets 2021")["an authority's plan"]
    assert not signs(text, "Amiens Métropole", "Visite du quartier")["an authority's plan"]
    assert not signs(text, "ADUR", "Appel à projets 2021")["an authority's plan"]


def test_persons_and_bodies_are_judged_by_weights_of_their_own() -> None:
    found = creator_candidates(pages("Claire Petit – ADUR – 2012"), "Une étude", frozenset(), {})
    assert {each.name: each.question for each in found.values()} == {"Claire Petit": PERSONS, "ADUR": BODIES}


def test_what_a_wording_tells_counts_as_surely_as_it_says() -> None:
    told = [Proposal("ADUR", "stated", 0.7)]  # type: ignore[arg-type]
    seen = signs("Le bureau de l'ADUR et la DDTM", "ADUR", wording=told)
    assert seen["told"] == 0.7 and seen["told: wording"] == 1
    assert signs("Le bureau de l'ADUR et la DDTM", "DDTM", wording=told)["another is told"] == 0.7
