"""Every way of finding a value is told in words, and how sure it is."""

from catalogue.methods import METHODS, confidence_words, method_words
from catalogue.record import Method


def test_every_method_of_the_describer_is_said_in_words() -> None:
    assert set(Method) - METHODS.keys() == set()


def test_what_another_centre_calls_its_own_keeps_its_name() -> None:
    assert (method_words(Method.COVER), method_words("annif")) == ("lu sur la première page", "annif")


def test_confidence_is_a_word() -> None:
    assert [confidence_words(each) for each in (1, 0.7, 0.45, 0)] == [
        "presque certain",
        "probable",
        "possible",
        "incertain",
    ]
