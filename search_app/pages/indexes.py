"""Indexes: all themes, all programmes and all territories of which the fonds speaks, each with its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from catalogue.fields import NONE
from catalogue.vocabulary import Concept
from catalogue.vocabulary.labels import fold
from catalogue.vocabulary.regions import DEPARTEMENTS, SUCCESSORS
from search.search import Search
from search_app.language import _, counted, current, number_text
from search_app.pages.addresses import address
from search_app.pages.labels import value_label
from search_app.pages.links import Link, search_url
from search_app.pages.map import Map, map_of_regions
from search_app.pages.territories import places_held, short_name
from search_app.pages.ways import place_url, value_link
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Years of the frise of programmes: from « Habitat et vie sociale » to « Quartiers 2030 ».
FIRST, LAST = 1977, 2030
#: Of the drawing, in its own units: a year, a line, the height of the years above.
YEAR, LINE, HEAD = 18, 28, 26
#: Room left of the first year, for long names; width of one letter, rather too wide than too narrow.
MARGIN, LETTER = 220, 9


@dataclass(frozen=True, slots=True)
class ThemeBranch:
    """A broad theme with its definition, and the themes below it."""

    link: Link
    definition: str
    below: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ThemesPage:
    """All that `themes.html` prints."""

    branches: tuple[ThemeBranch, ...]
    #: Documents without any theme; None where all have one.
    missing: Link | None


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme, in the frise and in its table."""

    link: Link
    years: str
    definition: str
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    in_force: bool
    #: Of its bar in the frise.
    x: int = 0
    y: int = 0
    width: int = 0
    #: Where the name stands: within the bar where it fits, else left of it (« end »), else right of it.
    text_x: int = 0
    anchor: str = "start"
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A year named above the frise."""

    year: int
    x: int


@dataclass(frozen=True, slots=True)
class ProgrammesPage:
    """All that `programmes.html` prints."""

    #: In force first, then the newest.
    dated: tuple[ProgrammeLine, ...]
    undated: tuple[ProgrammeLine, ...]
    ticks: tuple[Tick, ...]
    today_x: int
    #: Left of the first year.
    margin: int
    width: int
    height: int
    missing: Link | None


@dataclass(frozen=True, slots=True)
class DepartementBranch:
    """A département with its communes that have documents."""

    link: Link
    communes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RegionBranch:
    """A region of today with its départements that have documents."""

    link: Link
    former: tuple[Link, ...]
    departements: tuple[DepartementBranch, ...]


@dataclass(frozen=True, slots=True)
class TerritoriesPage:
    """All that `territories.html` prints."""

    map: Map
    regions: tuple[RegionBranch, ...]
    missing: Link | None


@dataclass(frozen=True, slots=True)
class Door:
    """One index and the pages it leads to."""

    link: Link
    pages: tuple[Link, ...]


def themes_page() -> ThemesPage:
    """The whole tree, themes without a document included: they say what the fonds looks for."""
    counts, themes = _counts("theme"), catalogue().vocabularies.themes
    return ThemesPage(
        branches=tuple(
            ThemeBranch(
                _link("theme", each.identifier, counts),
                each.definition,
                tuple(_link("theme", below, counts) for below in themes.narrower(each.identifier)),
            )
            for each in themes.concepts.values()
            if not any(parent in themes.concepts for parent in each.broader)
        ),
        missing=_missing("theme", counts),
    )


def programmes_page() -> ProgrammesPage:
    """All programmes along the years, those in force first."""
    counts = _counts("programme")
    concepts = catalogue().vocabularies.programmes.concepts.values()
    dated = sorted((each for each in concepts if each.start), key=_order)
    return ProgrammesPage(
        dated=tuple(_line(each, counts, row) for row, each in enumerate(dated)),
        undated=tuple(_line(each, counts) for each in concepts if not each.start),
        ticks=tuple(Tick(year, _x(year)) for year in range(1980, LAST + 1, 10)),
        today_x=_x(_this_year()),
        margin=MARGIN,
        width=_x(LAST + 1) + MARGIN,
        height=HEAD + LINE * len(dated),
        missing=_missing("programme", counts),
    )


def territories_page() -> TerritoriesPage:
    """Regions, départements and communes on which something is held."""
    held = places_held()
    regions = sorted((code for code in DEPARTEMENTS if held.get(f"reg:{code}")),
                     key=lambda code: fold(value_label("region", code)))  # fmt: skip
    communes = _communes(held)
    return TerritoriesPage(
        map=map_of_regions(held),
        regions=tuple(_region(code, held, communes) for code in regions),
        missing=_missing("region", _counts("region")),
    )


def doors() -> tuple[Door, ...]:
    """The three indexes with what of each has documents, for the plan of the site."""
    themes = themes_page().branches
    programmes = programmes_page()
    return (
        Door(
            Link(_("Thèmes"), address("ways_in.themes")),
            _held(link for each in themes for link in (each.link, *each.below)),
        ),
        Door(
            Link(_("Dispositifs"), address("ways_in.programmes")),
            _held(each.link for each in (*programmes.dated, *programmes.undated)),
        ),
        Door(
            Link(_("Territoires"), address("ways_in.territories")),
            _held(each.link for each in territories_page().regions),
        ),
    )


def _held(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(each for each in dict.fromkeys(links) if each.count != "0")


def _counts(facet: str) -> Mapping[str, int]:
    asked = catalogue().query(Search(), reader(), size=1, passages=0, facets=(facet,))
    return {each.value: each.count for each in catalogue().search(asked).facets.get(facet, ())}


def _link(facet: str, value: str, counts: Mapping[str, int]) -> Link:
    return value_link(facet, value, number_text(counts.get(value, 0)))


def _missing(facet: str, counts: Mapping[str, int]) -> Link | None:
    if not counts.get(NONE):
        return None
    count = counted("%(num)s document", "%(num)s documents", counts[NONE])
    return Link(value_label(facet, NONE), search_url(SearchState().selecting(facet, [NONE])), count=count)


def _order(programme: Concept) -> tuple[bool, int, int]:
    return not _in_force(programme), -(programme.start or 0), -(programme.end or LAST)


def _in_force(programme: Concept) -> bool:
    """Whether it goes on; one that another has taken the place of does not, whatever else is unknown."""
    return not programme.successors if programme.end is None else programme.end >= _this_year()


def _line(programme: Concept, counts: Mapping[str, int], row: int = 0) -> ProgrammeLine:
    start, end = max(programme.start or FIRST, FIRST), min(programme.end or LAST, LAST)
    left, right = _x(start), max(_x(end + 1), _x(start) + YEAR)
    needed = LETTER * len(programme.label(current()))
    inside, before = right - left > needed, left + MARGIN > needed
    known = catalogue().vocabularies.programmes.concepts
    return ProgrammeLine(
        link=_link("programme", programme.identifier, counts),
        years=programme.years,
        definition=programme.definition,
        before=_others(programme.predecessors, known),
        after=_others(programme.successors, known),
        in_force=bool(programme.start) and _in_force(programme),
        x=left,
        y=HEAD + LINE * row,
        width=right - left,
        text_x=left + 8 if inside else left - 6 if before else right + 6,
        anchor="end" if before and not inside else "start",
        inside=inside,
    )


def _others(identifiers: Iterable[str], known: Mapping[str, Concept]) -> tuple[Link, ...]:
    return tuple(value_link("programme", each) for each in identifiers if each in known)


def _this_year() -> int:
    return datetime.now(UTC).year


def _x(year: int) -> int:
    return (year - FIRST) * YEAR


def _region(code: str, held: Mapping[str, int], communes: Mapping[str, list[str]]) -> RegionBranch:
    listed = (f"dep:{each}" for each in DEPARTEMENTS[code].split())
    former = (f"reg:{each}" for each, today in SUCCESSORS.items() if today == code)
    return RegionBranch(
        link=_place(f"reg:{code}", held),
        former=tuple(_place(each, held) for each in former if held.get(each)),
        departements=tuple(
            DepartementBranch(
                _place(each, held), tuple(_place(town, held) for town in communes.get(each, ()))
            )
            for each in listed
            if held.get(each)
        ),
    )


def _communes(held: Mapping[str, int]) -> Mapping[str, list[str]]:
    """Département → its communes that have documents, by name."""
    places, found = catalogue().vocabularies.places, dict[str, list[str]]()
    for code in held:
        place = places.place(code) if code.startswith("com:") else None
        if place is not None:
            found.setdefault(place.departement, []).append(code)
    for towns in found.values():
        towns.sort(key=lambda town: fold(short_name(town)))
    return found


def _place(place: str, held: Mapping[str, int]) -> Link:
    return Link(short_name(place), place_url(place), count=number_text(held.get(place, 0)))
