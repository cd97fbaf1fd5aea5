"""The page of a territory: a region of today or of before, a département, an intercommunality, a commune."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalogue.errors import UnknownRecordError
from catalogue.vocabulary.regions import DEPARTEMENTS, FORMER_DEPARTEMENTS, SUCCESSORS
from search.results import FacetValue
from search.search import Search
from search_app.language import N_, _, counted, number_text
from search_app.pages.holdings import Holdings, holdings
from search_app.pages.links import Link
from search_app.pages.map import Map, map_of_departements, neighbours_of
from search_app.pages.places import place_name
from search_app.pages.ways import is_place, place_state, place_url
from search_app.rooms.indicators import indicators_link
from search_app.rooms.observation import Observation, observation
from search_app.site_library import catalogue, reader

KINDS = {
    "reg": N_("Région"),
    "dep": N_("Département"),
    "epci": N_("Intercommunalité"),
    "com": N_("Commune"),
    "qpv": N_("Quartier prioritaire"),
    "zus": N_("Zone urbaine sensible"),
}
#: First year of the regions of today, last one of those of before.
REFORM = 2016
#: Places listed below one, those of most documents first.
LISTED = 60


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Places that stand in one relation to that of the page."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TerritoryPage:
    """All that `territory.html` prints."""

    kind: str
    title: str
    #: « 2016- », « -2015 »; empty for places whose dates no list says.
    years: str
    #: « 136 463 habitants ».
    population: str
    code: str
    #: Of the départements of a region; None elsewhere.
    map: Map | None
    rows: tuple[PlaceRow, ...]
    held: Holdings
    #: Figures, programmes, actors and events; None where the centre has no observatory.
    observed: Observation | None
    #: The way to the figures that documents on it state; None where there are none.
    figures: Link | None


def territory_page(place: str) -> TerritoryPage:
    """The page of one place; raises UnknownRecordError for a code that no list holds."""
    if not is_place(place):
        raise UnknownRecordError(_("Aucun territoire ne porte ce code. Cherchez-le par son nom."))
    kind, _colon, code = place.partition(":")
    known = catalogue().vocabularies.places.place(place)
    people = known.population if known else 0
    return TerritoryPage(
        kind=_("Ancienne région") if kind == "reg" and code in SUCCESSORS else _(KINDS[kind]),
        title=place_name(place),
        years=_years(kind, code),
        population=counted("%(num)s habitant", "%(num)s habitants", people) if people else "",
        code=code,
        map=map_of_departements(code, places_held()) if kind == "reg" else None,
        rows=tuple(row for row in _rows(place, kind, code) if row.links),
        observed=observation(place),
        figures=indicators_link(place_state(place)),
        held=holdings(place_state(place), besides=("region",)),
    )


def places_held() -> Mapping[str, int]:
    """How many documents this reader may see on each place, what lies in it included."""
    asked = catalogue().query(Search(), reader(), size=1, passages=0, facets=("place",))
    values: Iterable[FacetValue] = catalogue().search(asked).facets.get("place", ())
    return {each.value: each.count for each in values}


def _years(kind: str, code: str) -> str:
    if kind != "reg":
        return ""
    if code in SUCCESSORS:
        return f"-{REFORM - 1}"
    return f"{REFORM}-" if code in SUCCESSORS.values() else ""


def _rows(place: str, kind: str, code: str) -> Iterator[PlaceRow]:
    held = places_held()
    around = catalogue().vocabularies.places.within(place)
    yield PlaceRow(_("Dans"), _named(around, held))
    if kind == "reg":
        former = [f"reg:{each}" for each, today in SUCCESSORS.items() if today == code]
        yield PlaceRow(_("A pris la place de"), _named(former, held))
        after = [f"reg:{SUCCESSORS[code]}"] if code in SUCCESSORS else []
        yield PlaceRow(_("Remplacée par"), _named(after, held))
        listed = FORMER_DEPARTEMENTS.get(code) or DEPARTEMENTS.get(code, "")
        yield PlaceRow(_("Départements"), _named((f"dep:{each}" for each in listed.split()), held))
    if kind == "dep":
        yield PlaceRow(_("Voisins"), _named(neighbours_of(code), held))
    for below, name in (("epci", _("Intercommunalités")), ("com", _("Communes")), ("qpv", _("Quartiers")),
                        ("zus", _("Zones urbaines sensibles"))):  # fmt: skip
        if below != kind and kind != "reg":
            yield PlaceRow(name, _named(_below(place, below, held), held))


def _below(place: str, kind: str, held: Mapping[str, int]) -> list[str]:
    """The places of one kind with documents that lie in a place, those of most documents first."""
    within = catalogue().vocabularies.places.within
    found = [each for each in held if each.startswith(f"{kind}:") and place in within(each)]
    return sorted(found, key=lambda each: -held[each])[:LISTED]


def _named(places: Iterable[str], held: Mapping[str, int]) -> tuple[Link, ...]:
    return tuple(
        Link(short_name(each), place_url(each), count=number_text(held.get(each, 0)))
        for each in places
        if is_place(each)
    )


def short_name(place: str) -> str:
    """The name without what it lies in, where the page says that."""
    known = catalogue().vocabularies.places.place(place)
    return known.title if known and not place.startswith("reg:") else place_name(place)
