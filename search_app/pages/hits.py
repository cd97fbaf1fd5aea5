"""Hits: one answer as a card, with the passages that show why it is one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import request
from markupsafe import Markup

from catalogue.errors import UnknownRecordError
from catalogue.record import Record
from catalogue.short_code import short_code
from search.query import Query, Sort
from search.results import Hit
from search_app.language import current, date_text
from search_app.marks import marked
from search_app.page_images.page_image import THUMBNAIL
from search_app.pages.citation import coins
from search_app.pages.extracts import Extract, extract, near
from search_app.pages.facts import (
    copies,
    facts,
    foreign,
    neighbour_links,
    origin,
    restricted,
    shorten,
)
from search_app.pages.kept import Kept
from search_app.pages.labels import format_name, found_by_text, has_cover
from search_app.pages.links import (
    Link,
    image_url,
    known_root,
    record_url,
    site_root,
)
from search_app.pages.namesakes import told_apart
from search_app.pages.sharing import short_address
from search_app.pages.titles import shown_title
from search_app.pages.ways import value_links
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Themes shown on a card.
THEMES = 3
#: Passages shown on a card.
PASSAGES = 2
#: Cards whose standing part is kept, at two kilobytes each.
MOST_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Card:
    """One document of a list."""

    title: Markup
    url: str
    #: Type, date, authors and centre, as far as known.
    facts: tuple[str, ...]
    extracts: tuple[Extract, ...]
    themes: tuple[Link, ...]
    #: Why it matched when none of the words typed stand in it.
    via: str
    #: By what of its notice it was found, where neither text nor title hold the words.
    found_by: str
    #: Words it shares with the document it resembles.
    shared: str
    #: The beginning of the abstract where nothing was searched.
    summary: str
    #: Image of the first page, empty where the format has none.
    thumbnail: str
    format: str
    #: The document's language where it is not the page's, for the `lang` attribute.
    language: str
    #: What Zotero reads (COinS).
    coins: str
    #: The notice's whole address, for paper.
    address: str
    #: The notice at the centre it was received from; None for one of this library's own.
    origin: Link | None = None
    #: Other centres that hold the same file, with their notices.
    copies: tuple[Link, ...] = ()
    #: Very alike documents, of other centres for one of ours and the reverse, by their centre's name.
    neighbours: tuple[Link, ...] = ()
    #: Nearly identical versions among the same answers, which have no card of their own.
    versions: tuple[Link, ...] = ()
    #: Themes it has beside those shown.
    more_themes: int = 0
    #: Stands below our own card that it resembles.
    below: bool = False
    #: Holds the words asked for, but never together as they were typed.
    scattered: bool = False
    #: What was typed and stands nowhere in it, quoted, where it answers but partly.
    lacking: str = ""
    #: Stands behind a link with others that hardly answer.
    aside: bool = False
    #: « Interne » or « Réseau » on what visitors do not see, empty on the rest.
    restricted: str = ""
    #: Whether nobody has confirmed its description yet.
    unread: bool = False
    #: By which it is kept in a selection.
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card says of a document whatever was searched; made once as long as nothing changes."""

    facts: tuple[str, ...]
    themes: tuple[Link, ...]
    more_themes: int
    thumbnail: str
    format: str
    coins: str
    address: str
    origin: Link | None
    copies: tuple[Link, ...]
    restricted: str
    unread: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What a card says of other documents; see the fields of `Card` by the same names."""

    neighbours: tuple[Link, ...] = ()
    versions: tuple[Link, ...] = ()
    below: bool = False
    #: What tells it from another of the same title and date.
    apart: str = ""


ALONE = Beside()


def standing(record: Record) -> Standing:
    """What stands for one record, in the language of the page and under the site's address."""
    made: Kept[Standing] = Kept.of("standing", MOST_KEPT)
    return made.get(
        (record.identifier, current(), site_root(), request.script_root), lambda: _standing(record)
    )


def _standing(record: Record) -> Standing:
    return Standing(
        facts=facts(record),
        themes=value_links("theme", record.themes[:THEMES]),
        more_themes=max(len(record.themes) - THEMES, 0),
        thumbnail=image_url(record.identifier, 1, THUMBNAIL) if has_cover(record) else "",
        format=format_name(record),
        coins=coins(record),
        address=short_address(record) if known_root() else "",
        origin=origin(record),
        copies=copies(record),
        restricted=restricted(record),
        unread=record.unread,
    )


def shown_records(identifiers: Iterable[str]) -> Iterator[Card]:
    """Documents that somebody chose, as this reader may see them; one withdrawn since is passed over."""
    for each in identifiers:
        try:
            yield card(Hit(catalogue().record(each, reader()), 0.0), SearchState())
        except UnknownRecordError:
            continue


def card(hit: Hit, state: SearchState, query: Query | None = None, beside: Beside = ALONE) -> Card:
    """One hit of a search, with what stands beside it."""
    record = hit.record
    marks = catalogue().mark(record.title, query) if query and state.text else ()
    always = standing(record)
    return Card(
        title=marked(shown_title(record), marks),
        url=record_url(record.identifier, state),
        facts=facts_apart(always, beside.apart),
        extracts=tuple(extract(record, near(each), state) for each in hit.passages[:PASSAGES]),
        themes=always.themes,
        more_themes=always.more_themes,
        shared=", ".join(hit.shared),
        via=" · ".join(f"« {each} »" for each in hit.expanded),
        found_by=" · ".join(found_by_text(each.kind, each.label) for each in hit.found_by),
        summary="" if hit.passages else shorten(record.abstract),
        thumbnail=always.thumbnail,
        format=always.format,
        language=foreign(record),
        origin=always.origin,
        copies=always.copies,
        restricted=always.restricted,
        unread=always.unread,
        coins=always.coins,
        address=always.address,
        code=short_code(record.identifier),
        neighbours=beside.neighbours,
        versions=beside.versions,
        below=beside.below,
        scattered=hit.scattered,
        lacking=", ".join(f"« {each} »" for each in hit.lacking),
        aside=hit.aside,
    )


def cards(hits: Sequence[Hit], state: SearchState, query: Query | None, first: int = 0) -> tuple[Card, ...]:
    """The cards of a page of results; what other centres hold that is very alike is grouped below ours.

    Not in an order that the person asked for, by date or title. `first` is the rank of the first hit, where
    these are the results of a search that one goes through one by one.
    """
    if not hits:
        return ()
    near = catalogue().neighbours([hit.record for hit in hits], reader())
    found = []
    by_rank = state.sort is Sort.RELEVANCE
    ranks = {hit.record.identifier: number for number, hit in enumerate(hits, first)} if first else {}
    older = catalogue().versions([hit.record for hit in hits]) if by_rank else {}
    apart = told_apart(hit.record for hit in hits)
    kept = [hit for hit in hits if hit.record.identifier not in older]
    for hit, below in grouped(kept, near) if by_rank else ((hit, False) for hit in hits):
        links = neighbour_links(near.get(hit.record.identifier, ()))
        others = (each.record for each in hits if older.get(each.record.identifier) == hit.record.identifier)
        versions = tuple(
            version_link(each, state.ranked(ranks.get(each.identifier, 0)), apart.get(each.identifier, ""))
            for each in others
        )
        ranked = state.ranked(ranks.get(hit.record.identifier, 0))
        found.append(
            card(hit, ranked, query, Beside(links, versions, below, apart.get(hit.record.identifier, "")))
        )
    return tuple(found)


def facts_apart(always: Standing, apart: str) -> tuple[str, ...]:
    """The facts of a card, with what tells it apart; the format stands there already."""
    return (*always.facts, apart) if apart and apart != always.format else always.facts


def version_link(record: Record, state: SearchState, apart: str = "") -> Link:
    """Another version of a document on a card, with the date, and what else tells it apart."""
    told = ", ".join(filter(None, (date_text(record.issued), apart)))
    dated = f"{record.title} ({told})" if told else record.title
    return Link(dated, record_url(record.identifier, state))


def grouped(hits: Sequence[Hit], near: Mapping[str, Sequence[Record]]) -> Iterator[tuple[Hit, bool]]:
    """All hits, each received one right below ours that it resembles most, where that is among them.

    None is merged and none left out; the second value says whether a hit was put below another.
    """
    names = {hit.record.identifier for hit in hits}
    below: dict[str, list[Hit]] = {}
    alone = []
    for hit in hits:
        others = near.get(hit.record.identifier, ()) if hit.record.received else ()
        above = next((each.identifier for each in others if each.identifier in names), "")
        below.setdefault(above, []).append(hit) if above else alone.append(hit)
    for hit in alone:
        yield hit, False
        yield from ((each, True) for each in below.get(hit.record.identifier, ()))
