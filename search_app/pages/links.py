"""Links: every address of the site is made here."""

from dataclasses import dataclass
from functools import lru_cache

from flask import request, url_for

from catalogue.record import Access, Record
from catalogue.rooms import ROOMS
from catalogue.web_address import split_address
from search_app.pages.addresses import address, encoded, together
from search_app.serving.forwarded import is_loopback
from search_app.site_library import reader, site_library
from search_app.state import NO_SYNONYMS, SearchState

#: Key of an address that says which result of its search it is.
RANK = "rang"


@dataclass(frozen=True, slots=True)
class Link:
    """Something to follow."""

    text: str
    url: str
    #: What a screen reader says instead of the text, which it must contain; empty when the text says it all.
    label: str = ""
    current: bool = False
    #: How many documents wait there, as written; empty when it does not matter.
    count: str = ""


def search_url(state: SearchState) -> str:
    """The page of a search."""
    return address("search.results", state.pairs())


def record_url(identifier: str, state: SearchState | None = None) -> str:
    """The notice of a record, with the words searched so that it shows where they stand."""
    return address("notice.show", _words(state), identifier=identifier)


def page_url(
    identifier: str, number: int, state: SearchState | None = None, pairs: tuple[tuple[str, str], ...] = ()
) -> str:
    """One page of a document, with the words searched so that it marks them; `pairs` say how it is shown."""
    query = together(_words(state), encoded(pairs))
    return address("notice.page", query, identifier=identifier, number=number)


def occurrence_url(
    identifier: str,
    number: int,
    state: SearchState,
    occurrence: int = 1,
    pairs: tuple[tuple[str, str], ...] = (),
) -> str:
    """One page at one of the places where the words searched stand, counted from 1 on each page."""
    chosen = (("occ", str(occurrence)),) if occurrence > 1 else ()
    return f"{page_url(identifier, number, state, (*pairs, *chosen))}#occ-{occurrence}"


def page_jump_url(identifier: str) -> str:
    """Where the number of a page is sent that somebody typed."""
    return address("notice.page_asked", identifier=identifier)


def image_url(identifier: str, number: int, width: int) -> str:
    """The image of a page, that many pixels wide."""
    return address("notice.image", (("largeur", str(width)),), identifier=identifier, number=number)


def file_url(identifier: str) -> str:
    """The document itself."""
    return address("notice.file", identifier=identifier)


def web_address(value: str) -> str:
    """The value where it is an address on the web, empty otherwise: nothing else becomes a link."""
    return value if split_address(value).scheme in {"http", "https"} else ""


def edit_url(record: Record) -> str:
    """Where the person corrects a notice; empty for a visitor, and for a notice of another centre."""
    if record.received or not corrects():
        return ""
    if (
        record.room in ROOMS
        and ROOMS[record.room].details
        and record.room in site_library().library.settings.site.rooms
    ):
        return url_for("desk.room_record", name=record.room, identifier=record.identifier)
    return url_for("desk.edit", identifier=record.identifier)


def edit_all_url(state: SearchState) -> str:
    """Where the person changes all notices of a search at once; empty for a visitor."""
    return url_for("desk.notices", **state.at(1).arguments()) if corrects() else ""


def corrects() -> bool:
    """Whether whoever sees internal documents asks: those who describe them."""
    return Access.INTERNAL in reader().access


def absolute(url: str) -> str:
    """An address of the site with the public address before it, for what leaves the site."""
    return site_root() + url.removeprefix(request.script_root)


def printed(url: str) -> str:
    """The same on paper; empty on a site tried on one's own machine, whose address leads nobody anywhere."""
    return absolute(url) if known_root() else ""


def known_root() -> str:
    """The public address of the site, empty while only this machine knows it."""
    root = site_root()
    return "" if _is_own_machine(root) else root


@lru_cache(maxsize=64)
def _is_own_machine(root: str) -> bool:
    host = split_address(root).hostname or ""
    return host == "localhost" or is_loopback(host)


def site_root() -> str:
    """The public address of the site, else the one it was asked under."""
    return (site_library().library.settings.library.url or request.url_root).rstrip("/")


@lru_cache(maxsize=256)
def _words(state: SearchState | None) -> str:
    """The same, encoded: a card says them in four addresses."""
    return encoded(words_pairs(state))


def words_pairs(state: SearchState | None) -> tuple[tuple[str, str], ...]:
    """The words searched before coming to a document, as its addresses hold them.

    Of who came from a list, the whole search and the place in it.
    """
    if state is not None and state.rank:
        return (*state.at(1).pairs(), (RANK, str(state.rank)))
    if state is None or not state.text:
        return ()
    words = ("q", state.text)
    return (words,) if state.expand else (words, ("synonymes", NO_SYNONYMS))
