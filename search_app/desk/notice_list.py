"""The list of notices: found by words, filters and state, in an order, with the views somebody named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import request, url_for

from catalogue.fields import FACETS, NONE
from catalogue.record import Record
from desk.views import Views
from exchange.selection import all_records
from search.query import Query, Sort
from search.results import FacetValue
from search_app.desk.corpus import history
from search_app.desk.publication import waiting_to_be_published
from search_app.desk.review import waiting_names
from search_app.language import N_, _, counted, number_text
from search_app.pages.facts import facts, restricted
from search_app.pages.labels import facet_label, format_name, value_labels
from search_app.pages.links import Link
from search_app.pages.pagination import last_page
from search_app.pages.results import SORTS
from search_app.search import asked_state
from search_app.site_library import catalogue, reader, site_library
from search_app.state import FACET_KEYS, SearchState

#: Notices on one page.
PAGE = 50
#: The filters of the list, and most values of each to choose from, the most frequent first.
FILTERS = ("theme", "region", "programme", "type", "year", "author", "keyword", "language", "centre")
MOST_VALUES = 60
#: Key of the address for what a person has still to do.
STATE = "etat"
TO_REVIEW, TO_PUBLISH, REVIEWED = "a-verifier", "a-publier", "verifiees"
STATES = {
    TO_REVIEW: N_("À vérifier"),
    TO_PUBLISH: N_("À publier"),
    REVIEWED: N_("Vérifiées"),
}

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ListFilter:
    """One filter as a list to choose from."""

    key: str
    label: str
    #: (value, « Santé (12) »); the first chooses nothing.
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One notice of the list."""

    #: Empty for what is another centre's, which cannot be ticked.
    identifier: str
    title: str
    url: str
    facts: tuple[str, ...]
    restricted: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class NoticeList:
    """All that the page prints of what was found."""

    text: str
    total: str
    rows: tuple[ListRow, ...]
    pages: tuple[Link, ...]
    #: The search as an address holds it.
    search: tuple[tuple[str, str], ...]
    filters: tuple[ListFilter, ...]
    #: Whether anything but words narrows the list.
    narrowed: bool
    views: tuple[Link, ...]


def notice_list(pairs: Pairs | None = None) -> NoticeList:
    """The list for what is asked, by the address or by a form that carries it."""
    asked = _asked(pairs)
    state, wanted = _read(asked)
    query = _query(state)
    results = catalogue().search(replace(query, size=PAGE, facets=FILTERS, passages=0))
    if wanted is not None:
        records = [each for each in all_records(catalogue().search, query) if each.identifier in wanted]
        total, records = len(records), records[(state.page - 1) * PAGE : state.page * PAGE]
    else:
        total, records = results.total, [hit.record for hit in results.hits]
    done = history().reviewed()
    search = _pairs(state, asked)
    return NoticeList(
        text=state.text,
        total=counted("%(num)s notice", "%(num)s notices", total),
        rows=tuple(_row(each, reviewed=each.identifier in done) for each in records),
        pages=tuple(_pages(state, asked, total)),
        search=tuple(search),
        filters=(
            *(_filter(name, results.facets.get(name, ()), state) for name in FILTERS),
            _state_filter(asked),
            _sort_filter(state),
        ),
        narrowed=len([key for key, _value in search if key != "q"]) > 0,
        views=tuple(_views(search)),
    )


def found_records(pairs: Pairs) -> list[Record]:
    """All that a search of the list finds and that is this library's own to change."""
    state, wanted = _read(list(pairs))
    found = all_records(catalogue().search, _query(state))
    return [each for each in found if own(each) and (wanted is None or each.identifier in wanted)]


def own(record: Record) -> bool:
    """Whether the record is this library's own."""
    return bool(record.file) and not record.received


def _asked(pairs: Pairs | None) -> list[tuple[str, str]]:
    return list(request.args.items(multi=True) if pairs is None else pairs)


def _read(pairs: Pairs) -> tuple[SearchState, frozenset[str] | None]:
    """The search, and the records a state allows; None when any will do."""
    asked = list(pairs)
    state, _problems = asked_state(asked)
    wanted = dict(asked).get(STATE, "")
    names = {
        TO_REVIEW: lambda: frozenset(waiting_names()),
        TO_PUBLISH: lambda: frozenset(waiting_to_be_published()),
        REVIEWED: history().reviewed,
    }
    return state, names[wanted]() if wanted in names else None


def _query(state: SearchState) -> Query:
    return catalogue().query(state, reader())


def _pairs(state: SearchState, asked: Pairs) -> list[tuple[str, str]]:
    wanted = dict(asked).get(STATE, "")
    return [*state.at(1).pairs(), *([(STATE, wanted)] if wanted in STATES else [])]


def _filter(facet: str, values: Iterable[FacetValue], state: SearchState) -> ListFilter:
    counts = {each.value: each.count for each in values if each.value != NONE}
    missing = next((each.count for each in values if each.value == NONE), 0)
    chosen = next(iter(state.values(facet)), "")
    if facet == "year" and state.years and state.years.start:
        chosen = str(state.years.start)
    most = sorted(counts, key=lambda value: -counts[value])[:MOST_VALUES]
    if facet == "year":
        most = sorted(most, reverse=True)
    if chosen and chosen != NONE and chosen not in most:
        most.append(chosen)
    labels = value_labels(facet, most) if facet != "year" else {each: each for each in most}
    without = _(FACETS[facet].missing) if FACETS[facet].missing else ""
    return ListFilter(
        key=FACET_KEYS[facet],
        label=facet_label(facet),
        choices=(
            ("", _("Tous")),
            *([(NONE, f"{without} ({number_text(missing)})")] if without else []),
            *((each, f"{labels[each]} ({number_text(counts.get(each, 0))})") for each in most),
        ),
        chosen=chosen,
    )


def _state_filter(asked: Pairs) -> ListFilter:
    wanted = dict(asked).get(STATE, "")
    choices = (("", _("Tous")), *((value, _(label)) for value, label in STATES.items()))
    return ListFilter(STATE, _("État"), choices, wanted)


def _sort_filter(state: SearchState) -> ListFilter:
    choices = tuple(
        ("" if sort is Sort.RELEVANCE else str(sort), _(label)) for sort, label in SORTS.items()
    )  # fmt: skip
    return ListFilter("tri", _("Ordre"), choices, "" if state.sort is Sort.RELEVANCE else str(state.sort))


def _row(record: Record, *, reviewed: bool) -> ListRow:
    mine = own(record)
    return ListRow(
        identifier=record.identifier if mine else "",
        title=record.title,
        url=url_for("desk.edit" if mine else "notice.show", identifier=record.identifier),
        facts=(*facts(record), format_name(record)),
        restricted=restricted(record),
        reviewed=reviewed,
    )


def _pages(state: SearchState, asked: Pairs, total: int) -> Iterator[Link]:
    last = last_page(total, PAGE)
    for text, page in ((_("← Précédente"), state.page - 1), (_("Suivante →"), state.page + 1)):
        if 1 <= page <= last:
            number = [("page", str(page))] if page > 1 else []
            yield Link(text, _url([*_pairs(state, asked), *number]))


def _views(search: list[tuple[str, str]]) -> Iterator[Link]:
    here = urlencode(search)
    for view in Views(site_library().library).all():
        yield Link(view.name, f"{url_for('desk.notices')}?{view.query}", current=view.query == here)


def _url(pairs: list[tuple[str, str]]) -> str:
    return f"{url_for('desk.notices')}?{urlencode(pairs)}"
