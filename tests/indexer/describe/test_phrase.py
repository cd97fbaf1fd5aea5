import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.genre_phrases import PHRASES
from indexer.describe.phrase import Phrase, letters_needed

EXPRESSIONS = [each for kinds in PHRASES.values() for group in kinds for each in group]


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        (r"seance (du|publique)|ouverture de (la )?seance", ("seance ", "ouverture de ")),
        (r"absente?s? excusee?s?", (" excuse",)),
        (r"\d+ ?€|(?<!\w)editions? (?!20)", ()),
        (r"taux de (a|b)[^.]{0,80}!", ("taux de ",)),
        (r"xa{2}bcd", ("bcd",)),
    ],
)
def test_the_letters_of_every_match_are_told(expression: str, needed: tuple[str, ...]) -> None:
    assert letters_needed(expression) == needed


@given(st.data())
def test_no_match_lacks_them(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(EXPRESSIONS))
    text = data.draw(st.from_regex(expression))
    assert Phrase(expression).search(text) is not None
    assert re.search(expression, text) is not None
