"""Holdings: what the fonds has on one theme, programme, place or author, as each of their pages shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from catalogue.fields import NONE
from catalogue.rooms import ACTORS, AGENDA, DOSSIERS
from search.query import Sort
from search.results import Hit, Results
from search_app.language import _, counted, number_text
from search_app.pages.facets import Bar, year_bars
from search_app.pages.followed import follow_url
from search_app.pages.hits import Card, card
from search_app.pages.labels import facet_label
from search_app.pages.links import Link, search_url
from search_app.pages.ways import value_link
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Rooms whose records pages of themes and territories list by themselves.
_LISTED_APART = (ACTORS, AGENDA, DOSSIERS)
#: Documents shown, the newest first.
NEWEST = 6
#: Bars of the years.
BARS = 40
#: Lists beside, and values in each.
CROSSED = ("theme", "programme", "region", "author")
MOST = 6


@dataclass(frozen=True, slots=True)
class Crossing:
    """What the documents are about, where, and by whom, most frequent first."""

    facet: str
    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All documents of one search, told in short."""

    total: int
    #: « 12 documents ».
    count: str
    search: str
    feed: str
    #: Where one asks to be written to; empty where no mail leaves.
    follow: str
    newest: tuple[Card, ...]
    bars: tuple[Bar, ...]
    crossings: tuple[Crossing, ...]


def holdings(state: SearchState, *, besides: tuple[str, ...] = ()) -> Holdings:
    """What a search finds for this reader; the facets it narrows by, and `besides`, are not crossed."""
    facets = tuple(each for each in CROSSED if each not in besides and not state.values(each))
    asked = catalogue().query(
        state.sorted_by(Sort.NEWEST), reader(), size=2 * NEWEST, passages=0, facets=("year", *facets)
    )
    found = catalogue().search(asked)
    return Holdings(
        total=found.total,
        count=counted("%(num)s document", "%(num)s documents", found.total),
        search=search_url(state),
        feed=url_for("feeds.atom", **state.arguments()),
        follow=follow_url(state),
        newest=tuple(card(hit, SearchState()) for hit in newest_of(found.hits)),
        bars=year_bars(found.facets.get("year", ()), state, BARS),
        crossings=tuple(_crossings(found, facets)),
    )


def newest_of(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Those to show: what has a list of its own on the same page is not told twice."""
    told_once = [each for each in hits if each.record.room not in _LISTED_APART]
    return (told_once or hits)[:NEWEST]


def _crossings(found: Results, facets: tuple[str, ...]) -> Iterator[Crossing]:
    for facet in facets:
        told = [each for each in found.facets.get(facet, ()) if each.value != NONE]
        # Groups of themes and regions stand for what is below them: the narrow ones say more.
        narrow = _narrowest(facet, [each.value for each in told])
        links = [
            value_link(facet, each.value, number_text(each.count)) for each in told if each.value in narrow
        ]
        if links:
            name = _("Territoire") if facet == "region" else facet_label(facet)
            yield Crossing(facet, name, tuple(links[:MOST]))


def _narrowest(facet: str, values: list[str]) -> set[str]:
    """Those of the values that no other one stands below."""
    vocabulary = catalogue().vocabularies.of_facet(facet)
    above = {wider for value in values for wider in (vocabulary.ancestors(value) if vocabulary else ())}
    return set(values) - above
