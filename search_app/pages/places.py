"""Places in words, each leading to what else the fonds holds there.

Each has a page. A place that no list holds leads to the nearest one around it that a list does.
"""

from collections.abc import Iterable

from search_app.language import N_, _
from search_app.pages.labels import value_label
from search_app.pages.links import Link
from search_app.pages.ways import place_url
from search_app.site_library import catalogue

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
    around = (place, *catalogue().vocabularies.places.within(place))
    return Link(place_name(place), next(filter(None, map(place_url, around)), ""))
