import pytest

from search.engines.respelling import parted

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
