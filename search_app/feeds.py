"""What programs follow: Atom of any search, the description of the search box, the map of all notices.

All of it tells what is public, whoever asks: a feed is read by a program and a map by strangers.
"""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, url_for

from catalogue.fields import NONE
from catalogue.log import Span
from catalogue.rights import PUBLIC_READER
from search.query import Sort
from search.search import Search
from search_app.caching import revalidated
from search_app.pages.feed import ENTRIES, feed
from search_app.pages.links import absolute, record_url
from search_app.pages.ways import is_place, value_url
from search_app.search import asked_state
from search_app.site_library import catalogue, site_library
from search_app.state import reads_on_past_all

blueprint = Blueprint("feeds", __name__)

#: Sequence numbers whose notices share one map; the protocol admits 50 000 addresses.
MAPPED = 10_000
#: Longest `ShortName` of OpenSearch 1.1.
SHORT_NAME = 16
#: The pages of a feed that stand where they do wherever one is.
_ENDS = frozenset(("first", "last"))


@blueprint.get("/recherche.atom")
@revalidated
def atom() -> Response:
    """One search, what the catalogue learnt last coming first unless another order is asked for."""
    state, problems = asked_state()
    sort = Sort.LATEST if state.sort is Sort.RELEVANCE else state.sort
    fonds = catalogue()
    query = fonds.query(replace(state, sort=sort), PUBLIC_READER, size=ENTRIES, passages=0, facets=())
    page = feed(state, fonds.search(query))
    if reads_on_past_all(problems):  # it is no page at all, and what follows it would be the second
        page = replace(page, entries=(), links=tuple(each for each in page.links if each[0] in _ENDS))
    return Response(render_template("feed.xml", feed=page), mimetype="application/atom+xml")


@blueprint.get("/opensearch.xml")
@revalidated
def opensearch() -> Response:
    """By which a browser offers to search here, with completion."""
    name = site_library().library.settings.library.name
    short = name if len(name) <= SHORT_NAME else name[:SHORT_NAME].rpartition(" ")[0] or name[:SHORT_NAME]
    terms = "?q={searchTerms}"
    xml = render_template(
        "opensearch.xml",
        name=name,
        short=short,
        icon=absolute(url_for("about.favicon")),
        page=absolute(url_for("search.results")) + terms + "&page={startPage?}",
        atom=absolute(url_for(".atom")) + terms + "&page={startPage?}",
        suggestions=absolute(url_for("search.suggestions")) + terms,
        itself=absolute(url_for(".opensearch")),
    )
    return Response(xml, mimetype="application/opensearchdescription+xml")


@blueprint.get("/sitemap.xml")
@revalidated
def sitemap() -> Response:
    """The map of maps (sitemaps.org 0.9)."""
    maps = [
        (absolute(url_for(".sitemap_part", number=number)), changed)
        for number, changed in catalogue().log.stretches(PUBLIC_READER.access, MAPPED)
    ]
    return _xml(render_template("sitemaps.xml", pages=absolute(url_for(".sitemap_pages")), maps=maps))


@blueprint.get("/sitemap-pages.xml")
def sitemap_pages() -> Response:
    """The pages of the site that are not one document's."""
    own = ("about", "contact", "legal", "privacy", "accessibility")
    endpoints = (
        "search.home", "ways_in.themes", "ways_in.programmes", "ways_in.territories",
        "about.help_page", "about.sitemap", *(f"institution.{each}" for each in own),
    )  # fmt: skip
    addresses = (*map(url_for, endpoints), *_concepts())
    return _xml(render_template("sitemap.xml", pages=[(absolute(each), "") for each in addresses]))


def _concepts() -> Iterator[str]:
    """The pages of the themes, programmes and territories of which something public is held."""
    facets = ("theme", "programme", "place")
    query = catalogue().query(Search(), PUBLIC_READER, size=1, passages=0, facets=facets)
    for facet, values in catalogue().search(query).facets.items():
        held = (each.value for each in values if each.value != NONE)
        yield from (value_url(facet, each) for each in held if facet != "place" or is_place(each))


@blueprint.get("/sitemap-<int:number>.xml")
@revalidated
def sitemap_part(number: int) -> Response:
    """The notices of one stretch of the log, each with when it last changed."""
    span = Span(PUBLIC_READER.access, after=number * MAPPED, through=(number + 1) * MAPPED)
    pages = [
        (absolute(record_url(entry.record.identifier)), entry.datestamp)
        for entry in catalogue().log.within(span)
        if entry.record is not None and PUBLIC_READER.may_see(entry.record)
    ]
    if not pages:
        abort(404)
    return _xml(render_template("sitemap.xml", pages=pages))


def _xml(text: str) -> Response:
    return Response(text, mimetype="application/xml")
