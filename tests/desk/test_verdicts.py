import pytest

from catalogue.library import create_library
from desk.verdicts import Said, Verdict, Verdicts


@pytest.fixture
def verdicts(tmp_path):
    return Verdicts(create_library(tmp_path / "fonds"))


def test_a_pair_is_settled_whichever_is_named_first(verdicts):
    verdicts.note(Verdict("a", "b", Said.DIFFERENT, "claire"))
    assert verdicts.settled() == {frozenset("ab")}
    verdicts.note(Verdict("b", "a", Said.VERSION, "anne", step="s"))
    (told,) = verdicts.all()
    assert (told.one, told.said, told.by, told.step) == ("b", Said.VERSION, "anne", "s")


def test_the_same_comes_back_with_what_was_thrown_away(verdicts):
    verdicts.note(Verdict("a", "b", Said.SAME, "claire"))
    assert verdicts.settled() == frozenset()
    assert len(verdicts.all()) == 1


def test_a_verdict_is_taken_back_and_a_record_forgotten(verdicts):
    assert verdicts.take_back("a", "b") is None
    verdicts.note(Verdict("a", "b", Said.DIFFERENT, "claire"))
    verdicts.note(Verdict("c", "b", Said.DIFFERENT, "claire"))
    verdicts.note(Verdict("c", "d", Said.DIFFERENT, "claire"))
    assert verdicts.take_back("b", "a").one == "a"
    verdicts.forget("b")
    assert verdicts.settled() == {frozenset("cd")}
