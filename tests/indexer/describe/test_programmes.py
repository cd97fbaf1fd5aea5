from catalogue.record import Evidence
from catalogue.vocabulary.concepts import Concept, Vocabulary
from indexer.describe.concept_forms import concept_forms
from indexer.describe.mentions import survey
from indexer.describe.programmes import ProgrammeWeigher, propose_programmes
from indexer.describe.proposal import Proposal, settled
from indexer.describe.recogniser import Recogniser
from tests.indexer.describe.samples import pages, title


def concept(identifier: str, label: str, *others: str, **more: object) -> Concept:
    acronyms = tuple(each for each in others if each.isupper())
    alternatives = tuple(each for each in others if not each.isupper())
    return Concept(identifier, {"fr": label}, alternatives, acronyms, **more)  # type: ignore[arg-type]


PROGRAMMES = Vocabulary(
    "programmes",
    {
        each.identifier: each
        for each in (
            concept("asv", "Atelier santé ville", "ASV", start=2000),
            concept("cucs", "Contrat urbain de cohésion sociale", "CUCS", start=2007, end=2014),
            concept("plie", "Plan local pour l'insertion et l'emploi", "PLIE", start=1993),
            concept("zfu", "Zone franche urbaine", "ZFU", start=1996),
            concept("zus", "Zone urbaine sensible", "ZUS", start=1996, end=2014),
            concept("qpv", "Quartier prioritaire", "QPV", start=2015),
            concept("civ", "Comité interministériel des villes", "CIV", start=1984),
            concept("cls", "Contrat local de sécurité", "CLS", contexts=("sécurité", "police"), start=1997),
            concept("cls-sante", "Contrat local de santé", "CLS", contexts=("santé", "soins"), start=2009),
            concept("cdv-1994", "Contrat de ville (1994-1999)", "contrat de ville", start=1994, end=1999),
            concept(
                "cdv-2000",
                "Contrat de ville (2000-2006)",
                "contrat de ville",
                "contrat de ville 2000-2006",
                start=2000,
                end=2006,
            ),
        )
    },
)
RECOGNISER = Recogniser(concept_forms("programmes", PROGRAMMES))


def every(*texts: str, year: int | None = 2010, heading: str = "Note") -> tuple[Proposal, ...]:
    weigher = ProgrammeWeigher(PROGRAMMES, year, None)
    read = survey(pages(*texts), title(heading), RECOGNISER.find, {"programmes": weigher})
    return propose_programmes(read, PROGRAMMES)


def proposed(*texts: str, year: int | None = 2010, heading: str = "Note") -> tuple[Proposal, ...]:
    return settled(every(*texts, year=year, heading=heading))


def values(*texts: str, year: int | None = 2010, heading: str = "Note") -> set[str]:
    return {found.value for found in proposed(*texts, year=year, heading=heading)}


def test_a_programme_comes_with_its_pages_and_sentences() -> None:
    (found,) = proposed("Couverture.", "Les ateliers santé-ville sont six. Un ASV dure.")
    assert (found.value, found.method) == ("asv", "vocabulary")
    assert found.evidence == (
        Evidence(2, "Les ateliers santé-ville sont six."),
        Evidence(2, "Un ASV dure."),
    )


def test_context_tells_two_programmes_of_one_acronym_apart() -> None:
    assert values("Le CLS associe la police et les bailleurs.") == {"cls"}
    assert values("Le CLS améliore l'accès aux soins.") == {"cls-sante"}
    assert values("Le CLS de la ville a été signé.") == set()


def test_a_full_name_elsewhere_vouches_for_the_acronym() -> None:
    text = "Le contrat local de santé est signé." + " On y travaille ensemble." * 20 + " Le CLS avance bien."
    assert values(text) == {"cls-sante"}


def test_years_nearby_then_the_documents_year_choose_between_periods() -> None:
    assert values("Après le contrat de ville 1994-1999, tout change.") == {"cdv-1994"}
    assert values("Le contrat de ville est évalué.", year=2004) == {"cdv-2000"}
    assert values("Le contrat de ville est évalué.", year=2012) == set()


def test_no_document_speaks_of_what_does_not_exist_yet() -> None:
    assert values("Un quartier prioritaire de la commune.", year=2005) == set()
    assert values("Un quartier prioritaire de la commune.", year=2018) == {"qpv"}


def test_the_year_before_it_begins_a_programme_is_spoken_of() -> None:
    assert values("Le contrat de ville sera signé.", year=1999) == {"cdv-1994"}
    assert values("Le contrat de ville sera signé.", year=1993) == {"cdv-1994"}


def test_a_long_list_and_the_date_of_a_decision_are_no_subject() -> None:
    assert values("Les dispositifs (ASV, CUCS, PLIE, ZFU, ZUS) seront cités.") == set()
    assert values("Décidé par le CIV du 9 mars 2006.") == set()


def test_once_in_a_long_document_is_in_passing() -> None:
    long = "Les habitants sont associés aux décisions qui les concernent. " * 800
    assert values(long + "Voir aussi le PLIE.") == set()
    assert values(long, heading="Le PLIE de Tours") == {"plie"}


def test_what_was_replaced_and_examples_in_brackets_are_no_subject() -> None:
    assert values("À la place des contrats de ville 2000-2006, un contrat unique.") == set()
    assert values("Avec des partenaires (club de prévention, PLIE…) la régie avance.") == set()


def test_an_undated_document_may_speak_of_old_years_and_new_programmes() -> None:
    weigher = ProgrammeWeigher(PROGRAMMES, None, 2003)
    text = "Depuis la loi de 2003, le QPV change. Un quartier prioritaire aussi."
    read = survey(pages(text), title("Note"), RECOGNISER.find, {"programmes": weigher})
    assert [found.value for found in settled(propose_programmes(read, PROGRAMMES))] == ["qpv"]


def test_names_that_several_bear_are_of_the_time_of_another_named_or_of_the_one_in_force_longest() -> None:
    text = "Le contrat de ville change. Un contrat de ville avance."
    assert values(text, year=None) == {"cdv-2000"}
    assert values(f"La zone franche urbaine, la zone franche urbaine. {text}", year=None) >= {"cdv-1994"}


def test_what_bears_its_own_years_belies_another_year() -> None:
    text = "Contrat de ville 2000-2006. Le contrat de ville 2000-2006 a trois axes."
    assert values(text, year=1966) == values(text, year=1997) == {"cdv-2000"}


LONG = 100 * "Les équipes décrivent leurs méthodes et les suites de leurs travaux. "


def sure(*texts: str) -> float:
    return next(each.confidence for each in every(*texts) if each.value == "asv")


def test_a_programme_a_long_text_names_late_is_surer_among_others_than_alone() -> None:
    others = "Le CUCS, puis le PLIE. La ZFU est ouverte. La ZUS est grande. "
    assert sure("", LONG + "L'ASV est ouvert.") < sure("", LONG + others + "L'ASV est ouvert.")
    assert sure("", "L'ASV est ouvert. " + LONG) < sure("L'ASV est ouvert. " + LONG)
