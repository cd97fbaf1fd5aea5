import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.expressions import letters_needed, longest

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


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        (EXPRESSIONS["of"], 6),
        (EXPRESSIONS["by"], 11),
        (EXPRESSIONS["picture"], 17),
        (EXPRESSIONS["an issue"], math.inf),
        (r"a{2}b{,3}(?:cd?){1,2}(?=efg)\b$", 9),
        ("a*", math.inf),
    ],
)
def test_a_match_is_so_long_at_most(expression: str, letters: float) -> None:
    assert longest(expression) == letters


@given(st.data())
def test_no_wording_of_any_shape_is_missed(data: st.DataObject) -> None:
    pieces = [
        "ab",
        "(?:cde|fg)",
        "h?",
        "i{,2}",
        "j{2,3}?",
        "[kl]",
        "[m-z]",
        r"\d",
        r"\.",
        " ",
        ".*?",
        "(?=n)",
        "(o)+",
    ]
    expression = "".join(data.draw(st.lists(st.sampled_from([*pieces, "|"]), min_size=1, max_size=8)))
    text = data.draw(st.from_regex(expression))
    letters = letters_needed(expression)
    assert not letters or any(each in text for each in letters)
    found = re.search(expression, text)
    assert found and len(found[0]) <= longest(expression)


@pytest.mark.parametrize(
    "expression", [r"(?i)flash", r"(a)(?P<b>b)(?P=b)", r"\u00e9tat", r"(?#x)ab", "[]ab]cd"]
)
def test_what_is_not_read_of_expressions_is_refused(expression: str) -> None:
    for told in (letters_needed, longest):
        with pytest.raises(ValueError, match=re.escape(expression)):
            told(expression)
