import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indexer.describe
from indexer.describe import genres
from indexer.describe.expressions import letters_needed
from indexer.describe.phrase import Phrase
from indexer.describe.wordings import Wording, Wordings
from tests.indexer.describe.test_expressions import EXPRESSIONS


@given(st.data())
def test_no_match_is_missed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(EXPRESSIONS)))
    text = data.draw(st.from_regex(EXPRESSIONS[name]))
    every = Wordings({each: re.compile(expression) for each, expression in EXPRESSIONS.items()})
    assert name in dict(every.possible(text))
    if letters_needed(EXPRESSIONS[name]):
        assert Wording(EXPRESSIONS[name]).search(text) is not None


def test_what_a_text_lacks_the_letters_of_is_not_possible() -> None:
    every = Wordings({name: re.compile(expression) for name, expression in EXPRESSIONS.items()})
    assert list(dict(every.possible("un flash"))) == ["of", "an issue"]
    assert Wording(EXPRESSIONS["by"]).search("de la ") is None
    assert not list(Wording(EXPRESSIONS["by"]).finditer("de la "))


def test_every_match_is_found_in_its_order() -> None:
    found = Wording(r"(?:du|un) (?P<what>\w+)").finditer("un flash du jour")
    assert [each["what"] for each in found] == ["flash", "jour"]


def test_spaces_between_its_words_hide_no_wording() -> None:
    assert Wording(r"(?<!\w)(?:haute autorite|caisse) $").may_be_in("la haute\n autorite ")


def expressions_of_the_package() -> list[str]:
    """Every expression that is only tried where some of its letters stand."""
    modules = (
        import_module(f"indexer.describe.{each.name}") for each in iter_modules(indexer.describe.__path__)
    )
    found = {genres._every()._wordings[0][2].pattern}
    for value in (genres._every(), *(value for module in modules for value in vars(module).values())):
        if isinstance(value, Wordings):
            found |= {wording.pattern for _, _, wording in value._wordings}
        elif isinstance(value, Phrase):
            found |= {wording.pattern for _, wording in value._wordings}
        elif isinstance(value, Wording):
            found.add(value._expression.pattern)
    return sorted(each for each in found if letters_needed(each))


OF_THE_PACKAGE = expressions_of_the_package()


@given(st.data())
def test_no_match_of_a_real_wording_is_missed(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(OF_THE_PACKAGE))
    text = data.draw(st.from_regex(expression))
    assert any(each in text for each in letters_needed(expression)), text


def test_what_nobody_knows_letters_of_is_refused() -> None:
    with pytest.raises(ValueError, match="a-z"):
        Wording("[a-z]+")


def test_letters_of_either_case_are_refused() -> None:
    with pytest.raises(ValueError, match="flash"):
        Wordings({"an issue": re.compile("flash", re.IGNORECASE)})
