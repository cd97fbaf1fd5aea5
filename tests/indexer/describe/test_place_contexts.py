import pytest

from catalogue.vocabulary.gazetteer import load_gazetteer
from indexer.describe.folded_text import Passage
from indexer.describe.listed_names import NAMED
from indexer.describe.place_contexts import Judgement, Said, is_also_a_word, judge
from indexer.describe.place_names import PlaceNames

NAMES = PlaceNames(load_gazetteer())


def judged(text: str) -> list[Judgement]:
    """What is said of every town a text names, each by itself."""
    passage = Passage(1, text)
    hits = [hit for hit in NAMES.find(passage) if hit.form.identifier.startswith(NAMED)]
    return [judge(hit, passage, NAMES.named(hit.form.identifier)) for hit in hits]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Le plan fut annoncé le 14 novembre 2017 à Tourcoing.", Said.MET),
        ("Thèse soutenue en novembre à Angers.", Said.MET),
        ("Les équipes se sont retrouvées à Montbard.", Said.MET),
        ("Université Montesquieu – Bordeaux IV.", Said.BODY),
        ("Une université, Rennes 2, a mené l'enquête.", Said.BODY),
        ("Une ville près de Lyon.", Said.NEAR),
        ("La commune touche Paris.", Said.NEAR),
        ("Un quartier du XXème arrondissement de Paris.", Said.TOWN),
        ("Dreux (Eure-et-Loir) se transforme.", Said.CODED),
        ("Lieu de travail : Vitré (Ille-et-Vilaine (35)).", Said.CODED),
        ("C'est Roubaix qui commence.", Said.PLAIN),
        ("PLAN LOCAL DE SANTE INTERCOMMUNAL Grande-Synthe", Said.PLAIN),
    ],
)
def test_words_around_a_name_tell_how_it_is_used(text: str, said: Said) -> None:
    assert judged(text)[-1].said is said


def test_in_capitals_a_preposition_or_several_words_make_a_town_sure() -> None:
    assert [each.certain for each in judged("LA RÉNOVATION URBAINE DE MARIGNANE")] == [True]
    assert [each.certain for each in judged("SIGNATAIRES : DEUIL-LA-BARRE")] == [True]
    assert [each.certain for each in judged("PRÉSENTS : LIMOGES")] == [False]


def test_a_heading_says_nothing_of_the_paragraph_below_it() -> None:
    assert judged("Mémoire des habitants\n\nRoubaix se souvient.")[0].said is Said.PLAIN
    assert judged("Mémoire des habitants de\nRoubaix.")[0].said is Said.TOWN


def test_a_small_towns_name_is_a_word_where_it_is_written_as_one() -> None:
    ville = NAMES.named("name:ville")
    assert is_also_a_word(ville, Passage(1, "Contrat de Ville : les habitants de la ville."))
    assert not is_also_a_word(ville, Passage(1, "Ville est une commune de l'Oise."))
