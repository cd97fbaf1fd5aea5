import pytest

from search.query import MAX_PAGE
from search_app.pages.pagination import last_page, pagination
from search_app.state import SearchState


@pytest.mark.parametrize(("total", "last"), [(0, 1), (10, 1), (11, 2), (10**9, MAX_PAGE)])
def test_last_page(total, last):
    assert last_page(total, 10) == last


def test_one_page_has_no_pagination():
    assert pagination(SearchState(), 10, 10) is None


def test_a_window_around_the_page_with_the_ends():
    pages = pagination(SearchState("a", page=10), 300, 10)
    assert [each and each.text for each in pages.numbers] == [
        "1",
        None,
        "8",
        "9",
        "10",
        "11",
        "12",
        None,
        "30",
    ]
    assert [each.text for each in pages.numbers if each and each.current] == ["10"]
    assert (pages.previous, pages.next) == ("/recherche?q=a&page=9", "/recherche?q=a&page=11")
