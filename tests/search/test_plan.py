import pytest

from search.parser import parse
from search.plan import plan, respelled
from search.query import Expanded, Phrase, Term
from search.questions import is_question
from search.steps import (
    EVERYTHING,
    NOTHING,
    All,
    Any,
    Sequence,
    Start,
    Without,
    Word,
    least,
    relaxable,
    synonyms_of,
    words_of,
)


def _plan(typed):
    return plan(parse(typed).root)


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("", EVERYTHING),
        ("de la", NOTHING),
        ("emploi", Word("emploi")),
        ("l'emploi", Word("emploi")),
        ("emploi de jeunes", All((Word("emploi"), Word("jeunes")))),
        ("titre:emploi", Word("emploi", "title")),
        ("Tours", Word("tours", strict=True, name="tours")),
        ("CUCS", Word("cucs", name="cucs")),
        ("édu*", Start("edu")),
        ("-emploi", Without(Word("emploi"))),
        ("comment", Word("comment")),
        ("comment emploi", Word("emploi")),
        (
            '"politique de la ville"',
            Sequence(
                ((0, Word("politique", "*", strict=True)), (3, Word("ville", "*", strict=True))),
                "*",
                little=((), ("de", "la"), ()),
            ),
        ),
        ('"la ville"', Sequence(((0, Word("ville", "*", strict=True)),), "*", little=(("la",), ()))),
        (
            "« qu’un chef d'équipe est »",
            Sequence(
                ((0, Word("chef", "*", strict=True)), (1, Word("equipe", "*", strict=True))),
                "*",
                little=(("qu", "un"), ("d",), ("est",)),
            ),
        ),
        (
            '"l’auto-école"',
            Any(
                (
                    Sequence(((0, Word("autoecole", "*", strict=True)),), "*", little=(("l",), ())),
                    Sequence(
                        ((0, Word("auto", "*", strict=True)), (1, Word("ecole", "*", strict=True))),
                        "*",
                        little=(("l",), (), ()),
                    ),
                )
            ),
        ),
        (
            '"la ville"~2',
            Word("ville", "*", strict=True),
        ),
        ('sujet:"la ville"', Word("ville", "descriptors", strict=True)),
        (
            '"1 500"',
            Any(
                (
                    Word("1500", "*", strict=True),
                    Sequence(((0, Word("1", "*", strict=True)), (1, Word("500", "*", strict=True))), "*"),
                )
            ),
        ),
    ],
)
def test_what_is_typed_becomes_analysed_words(typed, step):
    assert _plan(typed) == step


def test_a_compound_is_asked_for_whole_or_in_parts():
    parts = Sequence(((0, Word("co")), (1, Word("education"))))
    assert _plan("co-éducation") == Any((Word("coeducation"), parts))


def test_synonyms_count_for_less_and_are_named():
    step = plan(Expanded(Term("asv"), (Phrase("atelier santé ville"),)))
    assert step.weights[1] < step.weights[0] == 1
    assert [text for text, _ in synonyms_of(step)] == ["atelier santé ville"]


def test_all_within_all_is_one_so_that_relaxing_counts_every_word():
    wanted, excluded = relaxable(_plan("l'emploi d'insertion des-jeunes -tours"))
    assert (len(wanted), len(excluded)) == (3, 1)
    assert relaxable(_plan("emploi OU jeunes")) is None


@pytest.mark.parametrize(("best", "needed"), [(1, 1), (2, 1), (3, 2), (6, 3)])
def test_most_words_is_at_least_half_of_the_best(best, needed):
    assert least(best) == needed


@pytest.mark.parametrize(("best", "needed"), [(1, 1), (3, 1), (4, 2), (7, 3)])
def test_a_question_needs_a_third(best, needed):
    assert least(best, question=True) == needed


@pytest.mark.parametrize(
    "text", ["Quel rôle pour le conseil", "emploi ?", "Qu'est-ce que le PRE", "En quelle année"]
)
def test_questions_are_recognised(text):
    assert is_question(text)


def test_words_are_no_question():
    assert not is_question("emploi des jeunes")
    assert not is_question("associations qui aident")
    assert not is_question("")


def test_words_are_respelled_wherever_they_stand():
    step = respelled(_plan('emplio "emplio jeunes" -emplio'), {"emplio": "emploi"})
    assert {word.exact for word in words_of(step)} == {"emploi", "jeunes"}


def test_an_exact_phrase_stays_one_when_it_is_respelled():
    assert respelled(_plan('"de la vile nouvelle"'), {"vile": "ville"}) == _plan('"de la ville nouvelle"')


@pytest.mark.parametrize(
    "text", ["où se loger", "Peut-on changer", "y a-t-il des aides", "est-ce obligatoire"]
)
def test_ou_with_its_accent_and_inverted_verbs_ask(text):
    assert is_question(text)


@pytest.mark.parametrize("text", ["logement ou emploi", "rendez-vous des jeunes", "centre-ville"])
def test_other_hyphens_and_ou_do_not_ask(text):
    assert not is_question(text)
