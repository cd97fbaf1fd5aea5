"""The pages of the network: centres, how fresh what they told is, who has what, and what is offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for

from catalogue import disk
from catalogue.centre import Centre
from catalogue.fields import NONE
from exchange.bundles.shelf import Offer, Shelf
from exchange.bundles.signing import PublicKey
from search.query import Filter
from search.search import Search
from search_app.language import _, counted, date_text
from search_app.pages.labels import size_text, value_label
from search_app.pages.links import Link, search_url, web_address
from search_app.pages.ways import value_link
from search_app.site_library import catalogue, reader
from search_app.state import SearchState

#: Themes named of each centre.
MAIN_THEMES = 4


@dataclass(frozen=True, slots=True)
class CentreSummary:
    """One centre, as far as a visitor is told."""

    name: str
    own: bool
    #: « 1 240 documents », with the search for them.
    documents: Link
    #: Its own site, empty when it has none.
    site: str
    #: When it last told what it holds; empty for our own.
    told: str
    #: What to say when that is too long ago; empty otherwise.
    stale: str
    themes: tuple[Link, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme, and how many documents of each centre speak of it."""

    theme: Link
    #: Whether it has a wider one.
    narrower: bool
    cells: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """All that `network.html` prints."""

    centres: tuple[CentreSummary, ...]
    #: Names of the columns.
    columns: tuple[str, ...]
    rows: tuple[ThemeRow, ...]
    #: Where what this centre offers is listed.
    offers: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One bundle to take away."""

    url: str
    name: str
    #: « Tout » or « Ce qui a changé depuis l'état 12 ».
    holds: str
    size: str
    created: str
    expires: str


@dataclass(frozen=True, slots=True)
class OffersPage:
    """All that `offers.html` prints."""

    centre: str
    fingerprint: str
    offers: tuple[OfferRow, ...]
    list: str


def network_page() -> NetworkPage:
    """The centres, our own first, and who has what."""
    own = catalogue().library.settings.library.centre
    received = {each.identifier: each for each in catalogue().centres}
    counts = {name: _counts(name) for name in (own, *received)}
    shown = [name for name in counts if name == own or counts[name]]
    return NetworkPage(
        centres=tuple(_card(name, received.get(name), counts[name]) for name in shown),
        columns=tuple(value_label("centre", name) for name in shown),
        rows=tuple(_rows({name: counts[name] for name in shown})) if len(shown) > 1 else (),
        offers=url_for("network.offers"),
    )


def offers_page(shelf: Shelf) -> OffersPage:
    """What this centre offers to others."""
    return OffersPage(
        centre=shelf.centre.name,
        fingerprint=PublicKey(shelf.key).fingerprint,
        offers=tuple(_offer(each) for each in shelf.bundles),
        list=url_for("network.offer", name="index.json"),
    )


def _counts(centre: str) -> Mapping[str, int]:
    """How many documents of a centre this reader may see, by theme; all of them under the empty name."""
    search = Search(filters=(Filter("centre", (centre,)),))
    asked = catalogue().query(search, reader(), size=1, passages=0, facets=("theme",))
    results = catalogue().search(asked)
    if not results.total:
        return {}
    return {"": results.total} | {each.value: each.count for each in results.facets["theme"]}


def _card(name: str, centre: Centre | None, counts: Mapping[str, int]) -> CentreSummary:
    state = SearchState().selecting("centre", [name])
    total = counts.get("", 0)
    main = sorted((each for each in counts if each not in ("", NONE)), key=lambda each: -counts[each])
    narrow = [each for each in main if not _is_group(each)][:MAIN_THEMES]
    told = centre.told[:10] if centre else ""
    return CentreSummary(
        name=value_label("centre", name),
        own=centre is None,
        documents=Link(counted("%(num)s document", "%(num)s documents", total), search_url(state)),
        site=web_address(centre.url) if centre else "",
        told=date_text(told),
        stale=_stale(centre) if centre else "",
        themes=tuple(
            Link(value_label("theme", each), search_url(state.selecting("theme", [each]))) for each in narrow
        ),
        licence=centre.licence if centre else "",
    )


def _stale(centre: Centre) -> str:
    """What a visitor must know when a centre has been silent for longer than it said."""
    if not centre.expires or centre.expires > disk.stamp():
        return ""
    return _("Ces notices datent du %(date)s ; rien de plus récent n'est arrivé depuis.") % {
        "date": date_text(centre.told[:10])
    }


def _rows(counts: Mapping[str, Mapping[str, int]]) -> Iterator[ThemeRow]:
    """Every theme that somebody has documents about, in the vocabulary's order, groups before their own."""
    held = {theme for each in counts.values() for theme in each if theme}
    themes = catalogue().vocabularies.themes
    for theme in (each for each in themes.concepts if each in held):
        state = SearchState().selecting("theme", [theme])
        yield ThemeRow(
            theme=value_link("theme", theme),
            narrower=bool(themes.ancestors(theme)),
            cells=tuple(_cell(centre, each.get(theme, 0), state) for centre, each in counts.items()),
        )


def _cell(centre: str, count: int, state: SearchState) -> Link | None:
    if not count:
        return None
    label = str(count) + _(" : ") + value_label("centre", centre)
    return Link(str(count), search_url(state.selecting("centre", [centre])), label)


def _is_group(theme: str) -> bool:
    return bool(catalogue().vocabularies.themes.narrower(theme))


def _offer(offer: Offer) -> OfferRow:
    since = _("Ce qui a changé depuis l'état %(number)s") % {"number": offer.base_seq}
    return OfferRow(
        url=url_for("network.offer", name=offer.file),
        name=offer.file,
        holds=_("Tout") if offer.kind == "full" else since,
        size=size_text(offer.bytes),
        created=date_text(offer.created[:10]),
        expires=date_text(offer.expires[:10]),
    )
