"""Places: INSEE's codes in words, with the search for what else is said of their region."""

from collections.abc import Iterable

from catalogue.vocabulary.regions import regions_of
from search_app.language import N_, _
from search_app.pages.labels import value_label
from search_app.pages.links import Link, search_url
from search_app.state import SearchState

_KINDS = {
    "dep": N_("Département %(code)s"),
    "com": N_("Commune %(code)s (INSEE)"),
    "epci": N_("Intercommunalité %(code)s"),
    "qpv": N_("Quartier prioritaire %(code)s"),
}


def place_name(place: str) -> str:
    """A region by its name; any other place by its kind and code, until their names are listed."""
    kind, _colon, code = place.partition(":")
    if kind == "reg":
        return value_label("region", code)
    return _(_KINDS[kind]) % {"code": code} if kind in _KINDS else place


def place_links(places: Iterable[str]) -> tuple[Link, ...]:
    """The places of a document, each leading to the documents on its region."""
    return tuple(_link(place) for place in places)


def _link(place: str) -> Link:
    region = next(iter(regions_of(place)), "")
    return Link(place_name(place), search_url(SearchState().selecting("region", [region])) if region else "")
