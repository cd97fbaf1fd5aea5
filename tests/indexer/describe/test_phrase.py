import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.genre_phrases import PHRASES
from indexer.describe.phrase import Phrase, quickened, wordings

EXPRESSIONS = [each for kinds in PHRASES.values() for group in kinds for each in group]


def test_letters_go_before_what_may_not_stand_before_them() -> None:
    assert quickened(r"\bafp\b") == r"afp(?<!\wafp)\b"
    assert quickened(r"(?<!\w)editions? (?!20)") == r"edition(?<!\wedition)s? (?!20)"
    assert quickened(r"\d+ ?€") == r"\d\d* ?€"


@given(st.data())
def test_no_match_is_missed(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(EXPRESSIONS))
    text = data.draw(st.from_regex(expression))
    assert Phrase(expression).search(text) is not None
    assert re.search(expression, text) is not None


@given(st.data())
def test_what_is_found_is_what_the_whole_expression_finds(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(EXPRESSIONS))
    said = st.one_of(st.text(max_size=12), st.from_regex(data.draw(st.sampled_from(EXPRESSIONS))))
    text = data.draw(said) + data.draw(st.from_regex(expression)) + data.draw(said)
    found, whole = Phrase(expression).search(text), re.search(expression, text)
    assert (found and found.span()) == (whole and whole.span())


def test_what_stands_in_a_group_parts_no_wordings() -> None:
    assert list(wordings(r"(a|b) c[|d]|\|e")) == ["(a|b) c[|d]", r"\|e"]
