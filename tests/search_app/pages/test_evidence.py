"""Every way of finding a value is told in words."""

from catalogue.record import Method
from search_app.pages.evidence import METHODS


def test_every_method_of_the_describer_is_said_in_words():
    assert set(Method) - METHODS.keys() == set()
