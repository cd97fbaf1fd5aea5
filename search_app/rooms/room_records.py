"""The records of a room, as this reader may see them, and which rooms are open."""

from collections.abc import Iterable

from flask import current_app, url_for

from catalogue.errors import UnknownRecordError
from catalogue.record import Access, Record
from catalogue.rooms import DOSSIERS, ROOMS, STOCKTAKE, Room
from search.query import MAX_PAGE_SIZE, Filter, Query, Sort
from search.search import Search
from search_app.language import _
from search_app.pages.addresses import address
from search_app.pages.links import Link
from search_app.site_library import catalogue, reader, site_library
from search_app.state import SearchState

#: The facet that has rooms for values.
ROOM = "room"
#: The room that tells what any search finds.


def opened_rooms() -> tuple[Room, ...]:
    """The rooms this centre shows, in its order."""
    return tuple(ROOMS[name] for name in site_library().library.settings.site.rooms)


def is_open(name: str) -> bool:
    """Whether the centre shows a room."""
    return ROOMS[name] in opened_rooms()


def opened(name: str) -> Room:
    """One room; raises UnknownRecordError where the centre has not opened it."""
    room = ROOMS[name]
    if not is_open(name):
        raise UnknownRecordError(_("Cette adresse ne mène à aucune page de ce site."))
    return room


def room_ways() -> tuple[tuple[str, str], ...]:
    """Name and endpoint of each open room, for the menu."""
    ways = ((_(each.label), f"rooms.{each.name}") for each in opened_rooms())
    return tuple(way for way in ways if way[1] in current_app.view_functions)


def room_link(record: Record) -> Link | None:
    """The way to the room a record stands in; None for a document, and where the room is closed."""
    room = ROOMS.get(record.room)
    if room is None or room not in opened_rooms():
        return None
    return Link(_(room.label), address(f"rooms.{room.name}"))


def records_of(search: Search) -> tuple[Record, ...]:
    """All records of a search that this reader may see, in its order."""
    found: list[Record] = []
    page, total = 1, 1
    while len(found) < total:
        asked = _asked(search, page)
        results = catalogue().search(asked)
        if not results.hits:
            break
        found += (hit.record for hit in results.hits)
        page, total = page + 1, results.total
    return tuple(found)


def in_room(name: str, *filters: Filter) -> Search:
    """All records of a room that hold some values."""
    return Search(filters=(Filter(ROOM, (name,)), *filters), sort=Sort.TITLE)


def _asked(search: Search, page: int) -> Query:
    return catalogue().query(
        Search(search.text, search.filters, search.years, search.sort, page, search.expand),
        reader(), size=MAX_PAGE_SIZE, passages=0, facets=(),
    )  # fmt: skip


def stocktake_url(state: SearchState) -> str:
    """The report of a search, empty where the centre has not opened them."""
    if STOCKTAKE not in site_library().library.settings.site.rooms:
        return ""
    return address(f"rooms.{STOCKTAKE}", state.at(1).pairs() or [("q", "")])


def dossier_url(codes: Iterable[str]) -> str:
    """Where who describes documents makes a dossier of some; empty for visitors, and where there are none."""
    if not is_open(DOSSIERS) or Access.INTERNAL not in reader().access:
        return ""
    return url_for("desk.new_room_record", name=DOSSIERS, d=",".join(codes))
