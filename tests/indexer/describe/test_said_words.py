import pytest

from indexer.describe.said_words import IN_TITLE, said_words, shipped_words, told_by_words
from tests.indexer.describe.samples import pages


def test_words_their_neighbours_and_those_of_the_title_are_said() -> None:
    said = said_words(pages("Le bilan du contrat en 2015, page 12"), "Bilan")
    assert {"bilan", "bilan du", f"{IN_TITLE}bilan", "0000", "0"} <= said.keys()
    assert "2015" not in said


def test_a_long_text_says_no_more_than_a_short_one() -> None:
    short, long = (said_words(pages("Le bilan du contrat. " * times), "") for times in (1, 40))
    assert sum(value**2 for value in short.values()) == pytest.approx(1)
    assert sum(value**2 for value in long.values()) == pytest.approx(1)


def test_a_text_without_words_says_nothing() -> None:
    assert said_words(pages(""), "") == {}
    assert said_words((), "…") == {}


def test_what_words_tell_adds_up_by_how_much_they_are_said() -> None:
    words = {"hier": {"presse": 2.0, "guide": -1.0}, "maire": {"presse": 0.5}}
    assert told_by_words({"hier": 0.5, "maire": 0.2, "never met": 0.9}, words) == pytest.approx(
        {"presse": 1.1, "guide": -0.5}
    )


def test_words_that_ship_tell_of_types_and_themes_that_ship() -> None:
    words = shipped_words()
    assert words["type"]["bilan"]["rapport-evaluation"] > 0
    assert words["themes"]["relogement"]["relogement"] > 0
    assert all(told and all(told.values()) for each in words.values() for told in each.values())
