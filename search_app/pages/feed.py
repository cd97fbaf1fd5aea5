"""A feed: one search as Atom (RFC 4287) with OpenSearch's counts, for programs that follow it."""

from dataclasses import dataclass

from flask import url_for

from exchange.formats.reference import Reference
from exchange.xml_text import one_line
from search.results import Results
from search_app.language import _, current
from search_app.pages.citation import addressed
from search_app.pages.links import absolute, search_url
from search_app.pages.pagination import last_page
from search_app.pages.results import filter_texts
from search_app.site_library import catalogue, site_library
from search_app.state import SearchState

#: Entries of one page of a feed.
ENTRIES = 30
#: Characters of an abstract in a feed.
_SUMMARY = 600
#: When an empty library last changed: Atom wants a date.
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One document."""

    reference: Reference
    #: When the catalogue last changed it, in RFC 3339.
    updated: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """All that `feed.xml` prints; text is fit for XML."""

    language: str
    title: str
    author: str
    updated: str
    identifier: str
    #: The page of the same search for people.
    page: str
    #: Where the search box is described.
    opensearch: str
    #: Relation (`self`, `first`, `next`…) and address.
    links: tuple[tuple[str, str], ...]
    text: str
    total: int
    #: Number of the first entry, counted from 1.
    start: int
    size: int
    entries: tuple[FeedEntry, ...]


def feed(state: SearchState, results: Results) -> Feed:
    """The feed of one page of a search."""
    fonds, settings = catalogue(), site_library().library.settings.library
    narrowed = ", ".join(filter(None, (state.text and f"« {state.text} »", *filter_texts(state))))
    entries = tuple(_entry(addressed(hit.record), fonds.datestamp(hit.record)) for hit in results.hits)
    return Feed(
        language=current(),
        title=one_line(settings.name + _(" : ") + (narrowed or _("derniers arrivés"))),
        author=one_line(settings.centre_name or settings.name),
        updated=max((each.updated for each in entries), default=fonds.datestamp(None) or _NEVER),
        identifier=_address(state.at(1)),
        page=absolute(search_url(state)),
        opensearch=absolute(url_for("feeds.opensearch")),
        links=tuple(_links(state, last_page(results.total, ENTRIES))),
        text=one_line(state.text),
        total=results.total,
        start=(state.page - 1) * ENTRIES + 1,
        size=ENTRIES,
        entries=entries,
    )


def _entry(reference: Reference, updated: str) -> FeedEntry:
    summary = reference.abstract
    if len(summary) > _SUMMARY:
        summary = summary[: summary.rfind(" ", 0, _SUMMARY)] + " …"
    return FeedEntry(reference, updated, summary)


def _links(state: SearchState, last: int) -> list[tuple[str, str]]:
    pages = {"self": state.page, "first": 1, "previous": state.page - 1, "next": state.page + 1, "last": last}
    return [(name, _address(state.at(page))) for name, page in pages.items() if 1 <= page <= last]


def _address(state: SearchState) -> str:
    return absolute(url_for("feeds.atom", **state.arguments()))
