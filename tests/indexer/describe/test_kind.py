import pytest

from catalogue.record import Page
from catalogue.vocabulary import load_vocabularies
from indexer.describe.kind import TypeRecogniser, likeliest
from indexer.describe.manner import has_manner
from indexer.describe.proposal import Proposal
from indexer.describe.said_words import said_words
from indexer.describe.weights import shipped
from tests.indexer.describe.samples import pages, title

TYPES = TypeRecogniser(load_vocabularies().types, load_vocabularies().programmes)
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def propose(
    read: tuple[Page, ...], heading: Proposal, file: str = "", media_type: str = ""
) -> Proposal | None:
    said = said_words(read, heading.value) if has_manner(read) else {}
    candidates = TYPES.candidates(read, heading, file, media_type)
    found = TYPES.propose(candidates, TYPES.chances(candidates, said, shipped()), shipped())
    return found if found and not found.doubtful else None


def kind(heading: str, text: str = "", *, file: str = "", media_type: str = "application/pdf") -> str | None:
    found = propose(pages(text), title(heading), file, media_type)
    return found.value if found else None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Rapport d'activité 2007", "rapport-activite"),
        ("Guide méthodologique de la gestion urbaine de proximité", "guide"),
        ("Compte rendu de la réunion du 12 mars", "actes"),
        ("Évaluation à mi-parcours du contrat de ville", "rapport-evaluation"),
        ("Circulaire relative aux ateliers santé ville", "texte-officiel"),
        ("Appel à projets 2015", "appel-a-projets"),
    ],
)
def test_the_title_names_the_type(heading: str, expected: str) -> None:
    assert kind(heading) == expected


def test_the_set_phrases_of_a_genre_decide() -> None:
    heading = "Contrat de ville de l'agglomération de Tours"
    assert kind(heading, "Entre l'État, représenté par le préfet, et la Ville, il est convenu.") == "contrat"
    assert (
        kind("Séance du 4 avril 2013", "Le conseil, sous la présidence du maire. Absents excusés : cinq.")
        == "actes"
    )


def test_a_line_of_the_cover_names_it_too() -> None:
    assert kind("La santé à Villiers", "RAPPORT D'ÉTUDE\nLa santé à Villiers\nAvril 2009") == "rapport-etude"


def test_the_file_name_confirms_and_the_format_decides_for_slides() -> None:
    assert kind("La santé à Villiers", "Texte.", file="guide_pratique.pdf") == "guide"
    text = "La démarche et ses étapes, ce qu'il faut faire."
    assert kind("La santé à Villiers", text, file="guide_pratique.pdf") == "guide"
    assert kind("La santé à Villiers", text) != "guide"
    assert kind("La santé à Villiers", "Texte.", media_type=SLIDES) == "presentation"


def test_nothing_is_claimed_without_signs() -> None:
    assert kind("La ville change", "Des habitants racontent leur quartier.") is None


def test_the_type_has_its_evidence() -> None:
    found = propose(pages("Compte rendu\nÉtaient présents : …"), title("Réunion"))
    assert found is not None and found.evidence[0].quote == "Compte rendu"


def test_the_name_of_a_programme_hides_the_words_it_holds() -> None:
    assert (
        kind("Contrat urbain de cohésion sociale (CUCS)", "Un dispositif de la politique de la ville.")
        == "fiche-repere"
    )


def test_a_type_named_in_the_middle_of_a_title_is_its_subject() -> None:
    assert kind("La ville et l'État signent une convention") is None


def test_what_somebody_signs_in_a_headline_is_not_the_document() -> None:
    assert kind("La Halde et le CNFPT signent une convention contre les discriminations") is None


def test_press_and_article_are_one_when_the_likeliest_is_looked_for() -> None:
    kinds, chance = likeliest({"presse": 0.25, "article": 0.2, "guide": 0.4})
    assert (kinds, round(chance, 2)) == (("presse", "article"), 0.45)
    assert likeliest({}) == ((), 0.0)


def test_what_a_phrase_tells_early_is_a_sign_of_its_own() -> None:
    phrase = "il est convenu ce qui suit"
    seen = [
        TYPES.candidates(pages(text), title("Ville de Tours"), "", "application/pdf")["contrat"].signs
        for text in (phrase, f"{'Le quartier. ' * 40}{phrase}")
    ]
    assert ["told early" in signs for signs in seen] == [True, False]


def test_a_form_speaks_against_every_type() -> None:
    found = TYPES.candidates(pages("Cerfa n° 15059*02"), title("Compte rendu"), "", "application/pdf")
    assert all(each.signs.get("of no genre") for each in found.values())
