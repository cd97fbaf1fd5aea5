import pytest
from flask import Flask

from catalogue.document_formats import PDF
from catalogue.record import Record
from search_app.pages.occurrences import Here, stepper
from search_app.state import SearchState

FOUND = {2: 1, 4: 3, 9: 2}
RECORD = Record("a", "Titre", format=PDF, pages=9)


@pytest.mark.parametrize(
    ("page", "current", "position", "previous", "onward"),
    [
        (2, 1, "Occurrence 1 sur 6", "", "page/4?q=mot#occ-1"),
        (4, 1, "Occurrence 2 sur 6", "page/2?q=mot#occ-1", "page/4?q=mot&occ=2#occ-2"),
        (4, 3, "Occurrence 4 sur 6", "page/4?q=mot&occ=2#occ-2", "page/9?q=mot#occ-1"),
        (9, 2, "Occurrence 6 sur 6", "page/9?q=mot#occ-1", ""),
        (6, 0, "6 occurrences", "page/4?q=mot&occ=3#occ-3", "page/9?q=mot#occ-1"),
    ],
)
def test_one_goes_from_one_to_the_next_across_pages(
    app: Flask, page: int, current: int, position: str, previous: str, onward: str
) -> None:
    with app.test_request_context("/"):
        here = Here(RECORD, page, SearchState("mot"))
        steps = stepper(here, FOUND, FOUND.get(page, 0), current)
    assert (steps.position, steps.previous.removeprefix("/notice/a/")) == (position, previous)
    assert steps.next.removeprefix("/notice/a/") == onward
    assert [each.current for each in steps.pages] == [each == page for each in FOUND]


def test_how_the_page_is_shown_goes_along(app: Flask) -> None:
    with app.test_request_context("/"):
        here = Here(RECORD, 4, SearchState("mot"), (("zoom", "200"),))
        assert stepper(here, FOUND, 3, 1).next.endswith("?q=mot&zoom=200&occ=2#occ-2")
