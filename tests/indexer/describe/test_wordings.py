import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.wordings import Wording, Wordings, letters_needed

EXPRESSIONS = {
    "of": r"(?<!\w)(?:de la|du|d['’]) ?$",
    "by": r"(?<!\w)(?:par|by) (?:(?:mm?\.?|madame) )?$",
    "picture": r"(?:photos?|illustration)[^.;\n]{0,5}$|\(\W{0,3}©\W{0,3}$",
    "quoted": r"(?:selon|d['’]apres|(?<!\w)(?:dit|say(?:s|ing)?)(?:,? (?:[\w'’-]+ ){0,4})?) ?$|[»”] ?$",
    "an issue": r"[ ,:–|-]{1,3}(?:news{0,2}letter|flash|a{2}bcd|n°+)",
}


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("of", set()),
        ("by", {"par", "by"}),
        ("picture", {"photo", "illustration", "©"}),
        ("quoted", {"selon", "apres", "dit", "say", "»", "”"}),
        ("an issue", {"letter", "flash", "bcd", "n°"}),
    ],
)
def test_of_the_letters_needed_every_match_holds_one(name: str, needed: set[str]) -> None:
    assert letters_needed(EXPRESSIONS[name]) == needed


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


def test_spaces_between_its_words_hide_no_wording() -> None:
    assert Wording(r"(?<!\w)(?:haute autorite|caisse) $").may_be_in("la haute\n autorite ")
