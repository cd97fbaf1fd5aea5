"""Pagination: the pages of a long answer, a window of them around the present one."""

from dataclasses import dataclass

from search.query import MAX_PAGE
from search_app.language import _
from search_app.pages.links import Link, search_url
from search_app.state import SearchState

#: Pages shown on each side of the present one.
AROUND = 2


@dataclass(frozen=True, slots=True)
class Pagination:
    """Ways to the other pages; None stands for pages left out."""

    previous: str
    next: str
    numbers: tuple[Link | None, ...]


def last_page(total: int, size: int) -> int:
    """The last page one may ask for, at least 1."""
    return max(1, min(MAX_PAGE, -(-total // size)))


def pagination(state: SearchState, total: int, size: int) -> Pagination | None:
    """The pages of an answer; None when there is one only."""
    last = last_page(total, size)
    if last == 1:
        return None
    return Pagination(
        previous=search_url(state.at(state.page - 1)) if state.page > 1 else "",
        next=search_url(state.at(state.page + 1)) if state.page < last else "",
        numbers=tuple(_numbers(state, last)),
    )


def _numbers(state: SearchState, last: int) -> list[Link | None]:
    window = range(state.page - AROUND, state.page + AROUND + 1)
    shown = [number for number in range(1, last + 1) if number in {1, last} or number in window]
    numbers: list[Link | None] = []
    before = 0
    for number in shown:
        if number > before + 1:
            numbers.append(None)
        name = _("Page %(number)s") % {"number": number}
        numbers.append(Link(str(number), search_url(state.at(number)), name, current=number == state.page))
        before = number
    return numbers
