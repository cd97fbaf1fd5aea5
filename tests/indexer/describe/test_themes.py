from catalogue.vocabulary.concepts import Concept, Vocabulary
from indexer.describe.concept_forms import concept_forms
from indexer.describe.manner import has_manner
from indexer.describe.mentions import survey
from indexer.describe.proposal import Proposal, settled
from indexer.describe.recogniser import Recogniser
from indexer.describe.said_words import said_words
from indexer.describe.themes import MOST, propose_themes, theme_signs, weigh_themes
from indexer.describe.weights import Weights, shipped
from tests.indexer.describe.samples import pages, title

THEMES = Vocabulary(
    "themes",
    {
        each.identifier: each
        for each in (
            Concept("cohesion", {"fr": "Cohésion sociale"}),
            Concept("sante", {"fr": "Santé"}, cues=("accès aux soins", "médecins"), broader=("cohesion",)),
            Concept(
                "emploi",
                {"fr": "Emploi"},
                ("insertion professionnelle",),
                cues=("chômage",),
                broader=("cohesion",),
            ),
            Concept(
                "ecole", {"fr": "Éducation, réussite éducative"}, cues=("décrochage",), broader=("cohesion",)
            ),
        )
    },
)
RECOGNISER = Recogniser(concept_forms("themes", THEMES))


def proposed(*texts: str, heading: str = "Note") -> tuple[Proposal, ...]:
    read = survey(pages(*texts), title(heading), RECOGNISER.find, {"themes": weigh_themes})
    said = said_words(pages(*texts), heading) if has_manner(pages(*texts)) else {}
    return settled(propose_themes(read, shipped(), said))


def signs(text: str, heading: str = "Note") -> dict[str, dict[str, float]]:
    return theme_signs(survey(pages(text), title(heading), RECOGNISER.find, {"themes": weigh_themes}))


def values(*texts: str, heading: str = "Note") -> list[str]:
    return [found.value for found in proposed(*texts, heading=heading)]


def test_the_title_gives_the_main_theme() -> None:
    text = "Le chômage et l'insertion professionnelle y pèsent aussi sur les habitants."
    assert values(text, heading="La santé et l'accès aux soins dans les quartiers")[0] == "sante"


def test_the_most_precise_concept_only() -> None:
    assert "cohesion" not in values("La cohésion sociale et la santé.", heading="Santé")


def test_several_words_tell_more_than_one_repeated() -> None:
    varied = proposed("Santé, accès aux soins, médecins.")
    repeated = proposed("Médecins, médecins, médecins.")
    assert varied[0].confidence > (repeated[0].confidence if repeated else 0)


def test_the_name_of_a_ministry_is_no_theme() -> None:
    assert values("Une lettre du ministère de la Santé et des caisses.") == []


def test_a_document_of_another_field_has_no_theme() -> None:
    assert values("Le format de fichier décrit les attributs des objets géographiques et leur codage.") == []


def test_in_passing_in_a_long_document_is_nothing() -> None:
    assert (
        values("Les attributs des objets sont décrits dans le tableau suivant. " * 500 + "Emploi et chômage.")
        == []
    )


def test_evidence_is_a_sentence_of_a_page() -> None:
    pages_text = ("Couverture", "Le décrochage inquiète. La réussite éducative progresse à Blois.")
    found = proposed(*pages_text, heading="Réussite éducative")
    assert found[0].evidence and all(each.quote in pages_text[each.page - 1] for each in found[0].evidence)
    assert len(found) <= MOST


def test_a_theme_said_once_outside_a_title_counts_for_less_than_in_one() -> None:
    text = "Le texte parle d'autre chose pendant longtemps. " * 20 + "Le chômage."
    assert values("Le chômage.") == []
    assert values("Le chômage.", heading="Le chômage des jeunes") != []
    passing, told = proposed(text), proposed(text, heading="Le chômage des jeunes")
    assert told and told[0].confidence > (passing[0].confidence if passing else 0)


def test_a_theme_in_a_row_of_others_is_seen_as_such() -> None:
    seen = signs("Les axes : emploi, santé et décrochage. Le chômage recule depuis dix ans.")
    assert seen["sante"]["in a row"] == 1 and seen["emploi"]["in a row"] == 0.5


def test_where_a_theme_is_first_said_and_how_far_it_goes_are_seen() -> None:
    seen = signs("La santé d'abord. " + "Le texte continue ainsi. " * 20 + "La santé, puis le chômage.")
    assert seen["sante"]["opening"] and not seen["emploi"]["opening"]
    assert seen["sante"]["spread"] > 0.8 and seen["sante"]["position"] < seen["emploi"]["position"]
    text = "Le chômage recule dans tous les quartiers de la ville depuis dix ans."
    assert signs(text, heading="La santé")["emploi"]["others in the title"] == 1


def test_the_words_of_a_text_tell_for_and_against_a_theme() -> None:
    read = survey(
        pages("La santé des uns et des autres dans tous les quartiers de la ville."),
        title("Note"),
        RECOGNISER.find,
        {"themes": weigh_themes},
    )
    weights = Weights(
        {"themes": {"words": 1.0}}, {"themes": {"patient": {"sante": 2.0}, "toit": {"sante": -2.0}}}
    )
    sure, unsure = (propose_themes(read, weights, {word: 1.0})[0:1] for word in ("patient", "toit"))
    assert sure[0].confidence > 0.8
    assert not unsure


def test_a_theme_beside_others_has_to_be_surer_than_the_likeliest() -> None:
    themes = [f"theme-{number}" for number in range(4)]
    vocabulary = Vocabulary("themes", {each: Concept(each, {"fr": each}) for each in themes})
    find = Recogniser(concept_forms("themes", vocabulary)).find
    read = survey(
        pages(" et ".join(themes) + " sans suite, " * 9), title("Note"), find, {"themes": weigh_themes}
    )
    found = propose_themes(read, Weights({"themes": {"always": 0.3}}))  # each is right with .57
    assert [each.doubtful for each in found] == [False, False, True, True]
