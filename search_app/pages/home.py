"""The home page: what the fonds holds, and ways into it for those who would rather look than type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import request
from markupsafe import Markup

from catalogue.fields import NONE
from catalogue.presentation import Block, Presentation, SitePage
from search.query import Sort
from search.results import FacetValue
from search_app.language import _, counted, current, number_text
from search_app.pages.facets import Bar, year_bars
from search_app.pages.hits import Card, card, shown_records
from search_app.pages.kept import Kept
from search_app.pages.labels import value_label
from search_app.pages.links import Link, search_url, site_root
from search_app.pages.prose import prose
from search_app.pages.ways import value_link, value_url
from search_app.presented import presentation, text_of
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Home pages kept: one for each kind of reader, language and name by which the site is reached.
MOST_KEPT = 16
ARRIVALS = 6
#: Bars of the wide timeline.
BARS = 40
#: Searches offered under the box.
EXAMPLES = 3
#: Values listed of each of the smaller facets.
LISTED = 12

#: The regions of today, north to south and then overseas; `home.css` sets each in its place on the map.
TILES = (
    "32", "53", "28", "11", "44", "52", "24", "27", "75", "84", "76", "93", "94",
    "01", "02", "03", "04", "06",
)  # fmt: skip
#: Shades of a tile, by how many documents it holds against the fullest.
SHADES = 4


@dataclass(frozen=True, slots=True)
class Branch:
    """A broad theme and its themes."""

    link: Link
    below: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One region on the schematic map; without address when the fonds holds nothing on it."""

    code: str
    name: str
    url: str
    count: str
    #: 0 (nothing) to SHADES.
    shade: int
    #: What a screen reader says of the number.
    spoken: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that `home.html` prints."""

    #: What the page is made of, in order; a part that has nothing to show shows nothing.
    blocks: tuple[Block, ...]
    #: One sentence below the name, and what the centre wrote.
    lead: str
    text: Markup
    #: (number, what it counts).
    figures: tuple[tuple[str, str], ...]
    #: What the centre put first.
    featured: tuple[Card, ...]
    arrivals: tuple[Card, ...]
    all_arrivals: str
    all_newest: str
    themes: tuple[Branch, ...]
    tiles: tuple[Tile, ...]
    bars: tuple[Bar, ...]
    #: Searches that find something, to show what one may type.
    examples: tuple[Link, ...]
    programmes: tuple[Link, ...]
    types: tuple[Link, ...]


def home_page() -> HomePage:
    """What the fonds holds today, for this reader: made once for all who may see the same."""
    said, text = presentation(), text_of(SitePage.HOME)
    made: Kept[HomePage] = Kept.of("home", MOST_KEPT)
    asked = (reader(), current(), site_root(), request.script_root, said, text)
    return made.get(asked, lambda: _home_page(said, text))


def _home_page(said: Presentation, text: str) -> HomePage:
    fonds = catalogue()
    state = SearchState()
    results = fonds.search(fonds.query(state, reader(), size=1, passages=0))
    facets = results.facets
    themes, regions = branches(facets.get("theme", ())), tiles(facets.get("region", ()))
    years = sorted(int(each.value) for each in facets.get("year", ()) if each.value.isdigit())
    return HomePage(
        blocks=said.blocks,
        lead=said.lead,
        text=prose(text),
        figures=tuple(_figures(results.total, themes, regions, years)),
        featured=tuple(shown_records(said.featured)) if Block.FEATURED in said.blocks else (),
        arrivals=_arrivals() if Block.ARRIVALS in said.blocks else (),
        all_arrivals=search_url(SearchState(sort=Sort.LATEST)),
        all_newest=search_url(newest_first()),
        themes=themes,
        tiles=regions,
        bars=year_bars(facets.get("year", ()), state, BARS),
        examples=_examples(facets.get("programme", ())),
        programmes=_links("programme", facets.get("programme", ())),
        types=_links("type", facets.get("type", ())),
    )


def _arrivals() -> tuple[Card, ...]:
    """What came in or was completed last."""
    fonds = catalogue()
    asked = fonds.query(SearchState(sort=Sort.LATEST), reader(), size=ARRIVALS, passages=0, facets=())
    return tuple(card(hit, SearchState()) for hit in fonds.search(asked).hits)


def branches(values: Iterable[FacetValue]) -> tuple[Branch, ...]:
    """The themes that documents have, each broad one with its own, in the vocabulary's order."""
    counts = {each.value: each for each in values}
    themes = catalogue().vocabularies.themes
    broad = [each for each in themes.concepts.values() if each.identifier in counts and not each.broader]
    return tuple(
        Branch(
            _link("theme", counts[each.identifier]),
            tuple(
                _link("theme", counts[under]) for under in themes.narrower(each.identifier) if under in counts
            ),
        )
        for each in broad
    )


def tiles(values: Iterable[FacetValue]) -> tuple[Tile, ...]:
    """Today's regions in their places, shaded by how many documents speak of them."""
    counts = {each.value: each.count for each in values}
    highest = max((counts.get(code, 0) for code in TILES), default=0)
    return tuple(_tile(code, counts.get(code, 0), highest) for code in TILES)


def newest_first() -> SearchState:
    """All documents, the latest first."""
    return SearchState(sort=Sort.NEWEST)


def _tile(code: str, count: int, highest: int) -> Tile:
    return Tile(
        code=code,
        name=value_label("region", code),
        url=value_url("region", code) if count else "",
        count=number_text(count),
        shade=-(-SHADES * count // highest) if count else 0,
        spoken=counted("%(num)s document", "%(num)s documents", count),
    )


def _figures(
    total: int, themes: tuple[Branch, ...], regions: tuple[Tile, ...], years: list[int]
) -> Iterator[tuple[str, str]]:
    yield _figure(total, counted("document", "documents", total))
    narrow = sum(len(branch.below) for branch in themes)
    if narrow:
        yield _figure(narrow, counted("thème", "thèmes", narrow))
    known = sum(bool(tile.url) for tile in regions)
    if known:
        yield _figure(known, counted("région", "régions", known))
    if years:
        yield f"{years[0]}–{years[-1]}", _("années")


def _figure(number: int, name: str) -> tuple[str, str]:
    return number_text(number), name


def _link(facet: str, value: FacetValue) -> Link:
    return value_link(facet, value.value, number_text(value.count))


def _examples(programmes: Iterable[FacetValue]) -> tuple[Link, ...]:
    """The programmes most documents speak of, as words to search for."""
    first = [each for each in programmes if each.value != NONE][:EXAMPLES]
    labels = [value_label("programme", each.value).partition(" (")[0].lower() for each in first]
    return tuple(Link(label, search_url(SearchState(label))) for label in labels)


def _links(facet: str, values: Iterable[FacetValue]) -> tuple[Link, ...]:
    return tuple(_link(facet, each) for each in list(values)[: LISTED + 1] if each.value != NONE)[:LISTED]
