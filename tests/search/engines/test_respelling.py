import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.engines.respelling import Known, nearest, parted

WORDS = st.text("abcdez-é", max_size=8)
KNOWN = {"quartiers": 9, "prioritaires": 7, "renovation": 5, "urbaine": 4, "reno": 1, "vationurbaine": 1}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quartiersprioritaires", "quartiers prioritaires"),
        ("renovationurbaine", "renovation urbaine"),
        ("quartiersinconnus", None),
        ("quartiers2024", None),
        ("sur", None),
    ],
)
def test_words_typed_as_one_are_two_that_are_known(typed: str, meant: str | None) -> None:
    assert parted(typed, KNOWN) == meant


@given(st.lists(WORDS, unique=True, max_size=30), WORDS, st.integers(0, 3))
def test_no_word_so_many_slips_away_is_left_out(words: list[str], typed: str, slips: int) -> None:
    near = Known(dict.fromkeys(words, 1)).within(typed, slips)
    assert [each for each in words if OSA.distance(each, typed) <= slips and each not in near] == []
    assert near == [each for each in words if each in near]


def test_what_sounds_the_same_comes_before_what_is_frequent() -> None:
    known = Known({"habitation": 2, "habitations": 1, "hesitation": 90})
    assert nearest("habitasion", known) == "habitation"
    assert nearest("sport", Known({"port": 9})) is None
