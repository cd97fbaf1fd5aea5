"""Occurrences: the places where the words searched stand in a document, and the way from one to the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.record import Record
from search_app.language import _, counted
from search_app.pages.labels import place_label
from search_app.pages.links import Link, occurrence_url
from search_app.state import SearchState

#: Pages with hits listed by number before the list is cut.
LISTED = 12

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stepper:
    """Where one stands among the occurrences of a document."""

    #: « Occurrence 3 sur 11 », or how many there are where the page shows none.
    position: str
    previous: str
    next: str
    #: Each page that has some, by its number.
    pages: tuple[Link, ...]
    #: « et 4 autres », empty where all are listed.
    more: str


@dataclass(frozen=True, slots=True)
class Here:
    """One page of a document on which words were searched."""

    record: Record
    number: int
    state: SearchState
    #: How the page is shown, kept from one to the next.
    pairs: Pairs = ()

    def url(self, page: int, occurrence: int = 1) -> str:
        """An occurrence of this or another page, counted from 1 on each."""
        return occurrence_url(self.record.identifier, page, self.state, occurrence, self.pairs)


def stepper(here: Here, found: Mapping[int, int], shown: int, current: int) -> Stepper:
    """The way on; `found` counts by page, `shown` are those this page marks, `current` is one of these or 0.

    What is marked on a page may differ by some from what the engine counted there (a word that only the
    image cuts): the page's own number holds, so that every step leads to a mark.
    """
    pages = sorted(found)
    total = sum(times for page, times in found.items() if page != here.number) + shown
    before = sum(times for page, times in found.items() if page < here.number)
    return Stepper(
        position=_position(before + current if current else 0, total),
        previous=_previous(here, found, pages, current),
        next=_next(here, pages, shown, current),
        pages=tuple(_page_link(here, page, found[page]) for page in pages[:LISTED]),
        more=_("et %(count)s autres") % {"count": len(pages) - LISTED} if len(pages) > LISTED else "",
    )


def _position(number: int, total: int) -> str:
    if not number:
        return counted("%(num)s occurrence", "%(num)s occurrences", total)
    return _("Occurrence %(number)s sur %(total)s") % {"number": number, "total": total}


def _previous(here: Here, found: Mapping[int, int], pages: list[int], current: int) -> str:
    if current > 1:
        return here.url(here.number, current - 1)
    place = bisect_left(pages, here.number) - 1
    return here.url(pages[place], found[pages[place]]) if place >= 0 else ""


def _next(here: Here, pages: list[int], shown: int, current: int) -> str:
    if current and current < shown:
        return here.url(here.number, current + 1)
    place = bisect_right(pages, here.number)
    return here.url(pages[place]) if place < len(pages) else ""


def _page_link(here: Here, page: int, times: int) -> Link:
    place = place_label(here.record, page)
    label = place + _(" : ") + counted("%(num)s occurrence", "%(num)s occurrences", times)
    return Link(str(page), here.url(page), label, current=page == here.number)
