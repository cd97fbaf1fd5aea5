import pytest

from search_app.pages.kept import Kept


@pytest.fixture
def kept(monkeypatch):
    state = {"generation": "1"}
    monkeypatch.setattr("search_app.pages.kept.generation", lambda: state["generation"])
    return Kept(2), state


def test_what_is_made_is_kept_until_the_catalogue_changes(kept):
    values, state = kept
    assert values.get("a", lambda: 1) == 1
    assert values.get("a", lambda: 2) == 1
    state["generation"] = "2"
    assert values.get("a", lambda: 3) == 3


def test_it_holds_so_many_and_no_more(kept):
    values, _state = kept
    for number in range(20):
        assert values.get(number, lambda number=number: number) == number
        assert len(values._held[1]) <= 2


def test_what_came_last_is_kept_when_it_is_full(kept):
    """All of it was forgotten at once, so that a list of more documents than that found none again."""
    values, _state = kept
    for key in "abc":
        values.get(key, lambda key=key: key)
    assert values.get("b", lambda: "made again") == "b"
