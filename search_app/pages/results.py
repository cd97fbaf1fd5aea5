"""The page of a search: what was found, how to narrow it, and what to try when nothing was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.query import Query, Sort
from search.results import Results
from search_app.language import N_, _, counted, number_text, today_text
from search_app.pages.addresses import address
from search_app.pages.citation import export_links
from search_app.pages.facets import FacetGroup, YearGroup, facet_groups, year_group
from search_app.pages.followed import follow_url
from search_app.pages.hits import Card, cards
from search_app.pages.labels import facet_label, named_text, value_label, years_text
from search_app.pages.links import Link, absolute, edit_all_url, printed, search_url
from search_app.pages.nearby import Nearby, nearby
from search_app.pages.pagination import Pagination, last_page, pagination
from search_app.pages.problems import problem_sentence
from search_app.pages.sharing import Share, share
from search_app.pages.ways import value_url
from search_app.rooms.room_records import stocktake_url
from search_app.state import NO_SYNONYMS, PAGE_SIZES, Problem, SearchState

SORTS = {
    Sort.RELEVANCE: N_("Pertinence"),
    Sort.NEWEST: N_("Plus récents"),
    Sort.OLDEST: N_("Plus anciens"),
    Sort.TITLE: N_("Titre"),
    Sort.LATEST: N_("Derniers arrivés"),
}


#: Filters named in the heading; the list below it names all.
TOLD = 4


@dataclass(frozen=True, slots=True)
class Active:
    """A filter that is set, and the search without it."""

    facet: str
    value: str
    url: str
    #: What a screen reader says: it begins with what the link does.
    label: str


@dataclass(frozen=True, slots=True)
class ResultsNotice:
    """Something the visitor should know about the answer, with what they may do about it."""

    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """All that `results.html` prints."""

    title: str
    heading: str
    text: str
    problems: tuple[str, ...]
    active: tuple[Active, ...]
    clear: str
    notices: tuple[ResultsNotice, ...]
    cards: tuple[Card, ...]
    #: Documents that hold but most of the words, below the few that hold all.
    partly: tuple[Card, ...]
    #: Documents that hardly answer, each kind behind one link.
    nearby: tuple[Nearby, ...]
    #: Number of the first hit of the page, for the list.
    first: int
    sorts: tuple[Link, ...]
    #: How many hits a page may show; empty where all stand on the shortest.
    sizes: tuple[Link, ...]
    groups: tuple[FacetGroup, ...]
    years: YearGroup
    pages: Pagination | None
    #: Searches that would find something, when this one found nothing.
    ways_out: tuple[Link, ...]
    #: What the form must send unseen to keep order, synonyms and language.
    hidden: tuple[tuple[str, str], ...]
    #: Where the person changes all these notices at once; empty for a visitor.
    edit: str
    canonical: str
    #: The same with the public address before it, for paper.
    address: str
    #: « Relevé le 29 novembre 2026, page 1 sur 2 », for paper.
    printed: str
    json: str
    #: The whole list in other formats.
    exports: tuple[Link, ...]
    #: The report of this search; empty where the centre makes none.
    stocktake: str
    share: Share
    #: Its feed, and where one asks to be written to; empty where no mail leaves.
    atom: str
    follow: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One search as asked and answered."""

    state: SearchState
    query: Query
    results: Results
    problems: tuple[Problem, ...] = ()
    #: Searches with one filter less and how many documents each would find.
    ways_out: tuple[tuple[SearchState, str, int], ...] = ()


def results_page(answer: SearchAnswer, hidden: Sequence[tuple[str, str]]) -> ResultsPage:
    """Everything the page of a search prints."""
    state, results = answer.state, answer.results
    last = last_page(results.total, state.size)
    sentences = {each.key: problem_sentence(each, last) for each in answer.problems}
    count = _count(state, results)
    every = cards(results.hits, state, answer.query, (state.page - 1) * state.size + 1)
    partly = cards(results.partly, state, answer.query)
    return ResultsPage(
        title=_title(state, count, last),
        heading=_heading(state, count, found=bool(results.total)),
        text=state.text,
        problems=tuple(problem_sentence(each, last) for each in answer.problems),
        active=tuple(_active(state)),
        clear=search_url(state.everywhere()),
        notices=tuple(_notices(state, results)),
        cards=tuple(each for each in every if not each.aside),
        partly=tuple(each for each in partly if not each.aside),
        nearby=tuple(nearby(every, partly, relaxed=results.relaxed)),
        first=(state.page - 1) * state.size + 1,
        sorts=tuple(_sorts(state)),
        sizes=tuple(_sizes(state, results.total)),
        groups=facet_groups(results, state),
        years=year_group(results, state, sentences.get("annee", "")),
        pages=pagination(state, results.total, state.size),
        ways_out=tuple(
            Link(name, search_url(wider), count=counted("%(num)s résultat", "%(num)s résultats", total))
            for wider, name, total in answer.ways_out
        ),
        hidden=(*_kept(state), *hidden),
        edit=edit_all_url(state),
        canonical=search_url(state),
        address=printed(search_url(state)),
        printed=_printed(state, last),
        json=address("search.results_json", state.pairs()),
        exports=export_links(state),
        stocktake=stocktake_url(state),
        share=share(absolute(search_url(state.at(1))), _heading(state, count, found=bool(results.total))),
        atom=address("feeds.atom", state.at(1).pairs()),
        follow=follow_url(state),
    )


def _printed(state: SearchState, last: int) -> str:
    """When the list was as it is printed, and which of its pages this is."""
    day = _("Relevé le %(date)s") % {"date": today_text()}
    where = _("page %(page)s sur %(last)s") % {"page": state.page, "last": number_text(last)}
    return f"{day}, {where}"


def wider_searches(state: SearchState) -> Iterator[tuple[SearchState, str]]:
    """The search without each of its filters, then without any, each with what it leaves out in words."""
    alone = sum(1 for _each in _filters(state))
    for facet, value, label in _filters(state):
        named = _("sans ce filtre : %(facet)s « %(value)s »")
        yield state.without(facet, value), named % {"facet": facet_label(facet), "value": label}
    if alone > 1:
        yield state.everywhere(), _("sans aucun filtre")


def _filters(state: SearchState) -> Iterator[tuple[str, str, str]]:
    """Facet, value and label of each filter that is set."""
    for each in state.filters:
        for value in each.values:
            yield each.field, value, value_label(each.field, value)
    if state.years is not None:
        yield "year", "", years_text(state.years)


def filter_texts(state: SearchState) -> Iterator[str]:
    """Each filter that is set, in words: « Région : Bretagne »."""
    for facet, _value, label in _filters(state):
        yield facet_label(facet) + _(" : ") + label


def search_name(state: SearchState) -> str:
    """A search in words: « logement » · Thème : Habitat."""
    said = (_("« %(text)s »") % {"text": state.text} if state.text else "", *filter_texts(state))
    return " · ".join(filter(None, said)) or _("tous les documents")


def _active(state: SearchState) -> Iterator[Active]:
    for facet, value, label in _filters(state):
        name = facet_label(facet)
        removal = _("Retirer le filtre %(facet)s : %(value)s") % {"facet": name, "value": label}
        yield Active(name + _(" : ").rstrip(), label, search_url(state.without(facet, value)), removal)


def _count(state: SearchState, results: Results) -> str:
    if not results.total:
        return _("Aucun résultat")
    if not state.text and not state.narrowed:
        return counted("%(num)s document dans le fonds", "%(num)s documents dans le fonds", results.total)
    count = counted("%(num)s résultat", "%(num)s résultats", results.total)
    return count if results.exact else _("Plus de %(count)s") % {"count": count}


def _heading(state: SearchState, count: str, *, found: bool) -> str:
    """The outcome in words, the filters in it: « 18 résultats pour « logement » · Thème : Habitat »."""
    told = _("%(count)s pour « %(text)s »") % {"count": count, "text": state.text} if state.text else count
    narrowed = list(filter_texts(state))
    if narrowed and not found:
        told = _("%(outcome)s avec ces filtres") % {"outcome": told}
    more = [f"+ {len(narrowed) - TOLD}"] if len(narrowed) > TOLD else []
    return " · ".join([told, *narrowed[:TOLD], *more])


def _title(state: SearchState, count: str, last: int) -> str:
    said = " · ".join(filter(None, (state.text, *list(filter_texts(state))[:TOLD])))
    words = f"{said} — " if said else ""
    where = _("page %(page)s sur %(last)s") % {"page": state.page, "last": number_text(last)}
    return f"{words}{count} ({where})" if last > 1 else f"{words}{count}"


def _sizes(state: SearchState, total: int) -> Iterator[Link]:
    if total > PAGE_SIZES[0]:
        for size in PAGE_SIZES:
            name = _("%(number)s résultats par page") % {"number": size}
            yield Link(str(size), search_url(state.sized(size)), name, current=size == state.size)


def _sorts(state: SearchState) -> Iterator[Link]:
    """The orders one may choose; without words none is more relevant and the newest come first."""
    current = Sort.NEWEST if not state.text and state.sort is Sort.RELEVANCE else state.sort
    for sort, text in SORTS.items():
        if state.text or sort is not Sort.RELEVANCE:
            yield Link(_(text), search_url(state.sorted_by(sort)), current=sort is current)


def _notices(state: SearchState, results: Results) -> Iterator[ResultsNotice]:
    if results.relaxed:
        yield ResultsNotice(
            _("Aucun document ne contient tous ces mots ; voici ceux qui en contiennent le plus.")
        )
    elif results.hits and all(each.aside for each in (*results.hits, *results.partly)):
        yield ResultsNotice(_("Aucun document n'a ces mots ensemble, comme vous les avez écrits."))
    for each in results.concepts:
        count = counted("%(num)s document", "%(num)s documents", each.count)
        named = named_text(each.kind, value_label(each.kind, each.value), count)
        yield ResultsNotice("", Link(named, value_url(each.kind, each.value)))
    if results.suggestion:
        spelled = state.asking(results.suggestion)
        yield ResultsNotice(_("Essayez avec"), Link(results.suggestion, search_url(spelled)))
    if results.expanded and state.expand:
        also = ", ".join(f"« {each} »" for each in results.expanded)
        only = Link(_("Ne chercher que vos mots"), search_url(state.literally()))
        yield ResultsNotice(_("Aussi cherché : %(words)s.") % {"words": also}, only)
    for meaning in results.meanings:
        yield ResultsNotice(
            _("Dans ce fonds, ce sigle désigne aussi bien :"),
            Link(meaning, search_url(state.asking(meaning))),
        )
    if not state.expand:
        again = replace(state, expand=True, page=1)
        yield ResultsNotice(
            _("Seuls vos mots sont cherchés, sans synonymes ni sigles développés."),
            Link(_("Chercher aussi les synonymes"), search_url(again)),
        )


def _kept(state: SearchState) -> Iterator[tuple[str, str]]:
    if state.sort is not Sort.RELEVANCE:
        yield "tri", state.sort.value
    if not state.expand:
        yield "synonymes", NO_SYNONYMS
    if state.size != PAGE_SIZES[0]:
        yield "par_page", str(state.size)
