"""Ways: which page a theme, a programme, a place or an author leads to, wherever it is named.

A value that has no page of its own (a type, a word no vocabulary holds) leads to the search for it.
"""

from collections.abc import Iterable
from functools import partial

from flask import request

from catalogue.vocabulary.regions import DEPARTEMENTS, SUCCESSORS
from search_app.language import current
from search_app.pages.addresses import address
from search_app.pages.kept import Kept
from search_app.pages.labels import value_label
from search_app.pages.links import Link, search_url
from search_app.site_library import catalogue
from search_app.state import SearchState

#: Facet of a vocabulary → endpoint of the page of one of its concepts.
ENDPOINTS = {"theme": "notice.theme", "programme": "notice.programme"}
#: Links kept.
MOST_KEPT = 4000

#: Kind of place → the letter its addresses begin with; a priority quarter's code has its own.
_LETTERS = {"reg": "R", "dep": "D", "com": "C", "epci": "E", "qpv": "Q", "zus": "Z"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


def value_url(facet: str, value: str) -> str:
    """The page of one value of a facet, else the search for all documents that have it."""
    if facet in ENDPOINTS:
        vocabulary = catalogue().vocabularies.of_facet(facet)
        if vocabulary is not None and value in vocabulary.concepts:
            return address(ENDPOINTS[facet], identifier=value)
    elif facet == "region":
        return place_url(value if ":" in value else f"reg:{value}")
    elif facet == "place":
        return place_url(value)
    elif facet == "author" and _fits_a_path(value):
        return address("ways_in.author", identifier=value)
    return search_url(SearchState().selecting(facet, [value]))


def value_link(facet: str, value: str, count: str = "") -> Link:
    """The same with its name, and how many documents wait there."""
    return Link(value_label(facet, value), value_url(facet, value), count=count)


def value_links(facet: str, values: Iterable[str]) -> tuple[Link, ...]:
    """Values of a facet, each with the way to its page; that of a concept is made once, cards have three."""
    if facet not in ENDPOINTS:
        return tuple(value_link(facet, value) for value in values)
    kept: Kept[Link] = Kept.of("ways", MOST_KEPT)
    place = (facet, current(), request.script_root)
    return tuple(kept.get((value, *place), partial(value_link, facet, value)) for value in values)


def place_url(place: str) -> str:
    """The page of a place, empty for a code that no list holds: nothing is known of it."""
    return address("ways_in.territory", identifier=territory_code(place)) if is_place(place) else ""


def territory_code(place: str) -> str:
    """A place as its address names it: `reg:24` is R24, `com:37261` C37261, `qpv:QP037001` QP037001."""
    kind, _colon, code = place.partition(":")
    return code if code.startswith("Q") else _LETTERS[kind] + code


def place_of_code(code: str) -> str:
    """The place an address names, empty for what is none."""
    kind = _KINDS.get(code[:1], "")
    return f"{kind}:{code if kind == 'qpv' else code[1:]}" if kind and len(code) > 1 else ""


def is_place(place: str) -> bool:
    """Whether a code is that of a place: a region of today or of before, or one the gazetteer knows."""
    kind, _colon, code = place.partition(":")
    if kind == "reg":
        return code in DEPARTEMENTS or code in SUCCESSORS or code in catalogue().vocabularies.regions.concepts
    return catalogue().vocabularies.places.place(place) is not None


def place_state(place: str) -> SearchState:
    """All documents on a place or on what lies in it, by the list of the form where it is on that."""
    value = place.removeprefix("reg:")
    if value in catalogue().vocabularies.territories.concepts:
        return SearchState().selecting("region", [value])
    return SearchState().selecting("place", [place])


def _fits_a_path(name: str) -> bool:
    """Whether a name comes back whole from a path: slashes at its ends and doubled ones would not."""
    return "//" not in name and not name.startswith(("/", ".")) and not name.endswith("/")
