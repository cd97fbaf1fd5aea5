import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import wording
from catalogue.wording import in_words, translated

ENGLISH = wording.catalogue("en")
WITH_VALUES = [message for message in ENGLISH.plain if "{" in message]


def names(message):
    return [name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name is not None]


@pytest.fixture
def in_english():
    wording.speak("en")
    yield
    wording.speak(wording.FRENCH)


def test_translations_keep_their_values_and_say_no_french_quotation_marks():
    assert [each for each, said in ENGLISH.plain.items() if set(names(each)) != set(names(said))] == []
    assert [said for said in ENGLISH.plain.values() if "«" in said] == []


@pytest.mark.parametrize("message", WITH_VALUES)
def test_a_sentence_is_recognised_by_its_form(message):
    values = {name: f"v{place}" for place, name in enumerate(dict.fromkeys(names(message)))}
    said = ENGLISH.said(message.format_map(values))
    assert said == ENGLISH.plain[message].format_map(values)


def test_values_that_are_sentences_are_said_too():
    remedy = "Lancez « fonds index » pour le refaire ; les documents ne sont pas relus."
    assert in_words(f"L'index /x/index est endommagé (vide). {remedy}", "en") == (
        "The index /x/index is damaged (vide). "
        "Run “fonds index” to make it again; the documents are not read again."
    )
    assert in_words("C'est à nous : le titre manque.", "en") == "C'est à nous: the title is missing."
    assert (
        in_words("Il finit (2007) avant de commencer (2009).", "en")
        == "It ends (2007) before it begins (2009)."
    )


@given(st.text() | st.lists(st.sampled_from([*WITH_VALUES, "« ", " » : ", "). "])).map("".join))
def test_what_is_no_sentence_of_ours_does_no_harm(text):
    assert in_words(text, "fr") == text
    assert isinstance(in_words(text, "en"), str)


def test_a_title_is_left_as_it_is():
    assert in_words("Grigny : la rénovation urbaine", "en") == "Grigny : la rénovation urbaine"


def test_the_language_of_the_process_is_french_unless_chosen(in_english):
    assert translated("Erreur : {error}", error="x") == "Error: x"
    assert in_words("une archive") == "an archive"
    wording.speak("fr")
    assert translated("Erreur : {error}", error="x") == "Erreur : x"
    wording.speak("xx")
    assert translated("Erreur : {error}", error="x") == "Erreur : x"
