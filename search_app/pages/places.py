"""Places in words, each leading to what else the fonds holds there.

A region or a département is a value of the facet. Communes, groups and quarters may be thousands: they are no
facet, and lead to their name searched within their département.
"""

from collections.abc import Iterable

from search_app.language import N_, _
from search_app.pages.labels import value_label
from search_app.pages.links import Link, search_url
from search_app.site_library import catalogue
from search_app.state import SearchState

_KINDS = {
    "com": N_("Commune %(code)s (INSEE)"),
    "epci": N_("Intercommunalité %(code)s"),
    "qpv": N_("Quartier prioritaire %(code)s"),
    "zus": N_("Zone urbaine sensible %(code)s"),
}


def place_name(place: str) -> str:
    """« Tours (Indre-et-Loire) »; a place that no list holds by its kind and code."""
    kind, _colon, code = place.partition(":")
    if kind == "reg":
        return value_label("region", code)
    label = catalogue().vocabularies.places.label(place)
    return _(_KINDS[kind]) % {"code": code} if label == place and kind in _KINDS else label


def place_links(places: Iterable[str]) -> tuple[Link, ...]:
    """The places of a document, each leading to what else is held on it or around it."""
    return tuple(_link(place) for place in places)


def _link(place: str) -> Link:
    known = catalogue().vocabularies
    around = (place.removeprefix("reg:"), *(each.removeprefix("reg:") for each in known.places.within(place)))
    found = [each for each in around if each in known.territories.concepts]
    if not found:
        return Link(place_name(place), "")
    named = known.places.place(place) if found[0] != around[0] else None
    words = f'"{named.name}"' if named else ""
    return Link(place_name(place), search_url(SearchState(words).selecting("region", [found[0]])))
