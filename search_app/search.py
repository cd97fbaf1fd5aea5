"""Searching: the home page, `/recherche` and its JSON twin, and completion while one types."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from catalogue.errors import TOLD
from catalogue.fields import FACETS, NONE
from catalogue.rights import PUBLIC_READER
from catalogue.rooms import ROOMS
from desk.unanswered import Unanswered
from exchange.objects import results_object
from search.facet_rules import LONGEST_VALUE
from search.results import Suggestion
from search.search import ALL_FACETS, lost_of
from search_app.activity import note_nothing
from search_app.caching import revalidated
from search_app.kept_pages import made_each_time, shared
from search_app.language import KEY, N_, _, language_name
from search_app.pages.home import home_page
from search_app.pages.labels import facet_label, value_label
from search_app.pages.links import record_url, search_url
from search_app.pages.page_frame import frame
from search_app.pages.pagination import last_page
from search_app.pages.problems import problem_sentence
from search_app.pages.results import SearchAnswer, results_page, wider_searches
from search_app.pages.values import LETTER, WITHIN, values_page
from search_app.pages.ways import value_url
from search_app.site_library import catalogue, reader, site_library
from search_app.state import FACET_KEYS, Problem, SearchState, read_state, reads_on_past_all

blueprint = Blueprint("search", __name__)

#: Characters typed before completion starts, and most it looks at.
PREFIX = (2, 80)
#: A place as records hold it.
_PLACE = re.compile(r"(com|epci|dep|reg|qpv|zus):[0-9A-Za-z]{1,12}")
#: Filters tried one by one when nothing was found; each costs a search.
WAYS_OUT = 6
#: Key of an address → its facet.
_FACET_OF_KEY = {key: facet for facet, key in FACET_KEYS.items()}
#: What a suggestion leads to, by its kind; that of a concept is its facet.
_KINDS = {"word": N_("Mot"), "title": N_("Document")}


@blueprint.get("/")
@revalidated
@shared
def home() -> str:
    """What the fonds holds and ways into it."""
    return render_template("home.html", page=home_page())


@blueprint.get("/recherche")
@revalidated
@shared
def results() -> str | AnyResponse:
    """One search; an address that could be shorter is sent to its shortest form."""
    state, problems = asked_state()
    if not problems and not _canonical(state):
        return redirect(search_url(state))
    answer = _answered(state, problems)
    if not problems and answer.state.page != state.page:
        return redirect(search_url(answer.state))
    if not answer.results.total and state.text and reader() is PUBLIC_READER:
        _note_unanswered(state.text)
        note_nothing()
        made_each_time()
    return render_template("results.html", page=results_page(answer, frame().hidden))


@blueprint.get("/recherche/valeurs/<identifier>")
@revalidated
@shared
def values(identifier: str) -> str:
    """All values of one facet within a search, by the key of that facet."""
    facet = next((each for each, key in FACET_KEYS.items() if key == identifier and each != "year"), None)
    if facet is None:
        abort(404)
    state, _problems = asked_state()
    query = catalogue().query(state, reader(), size=1, passages=0, facets=(facet,))
    within = " ".join(request.args.get(WITHIN, "").split())[:LONGEST_VALUE]
    letter = request.args.get(LETTER, "")[:1].upper()
    page = values_page(facet, state, catalogue().search(query), within, letter, frame().hidden)
    return render_template("values.html", page=page)


@blueprint.get("/recherche.json")
@revalidated
def results_json() -> Response:
    """The same search for programs."""
    state, problems = asked_state()
    answer = _answered(state, problems, following=False)
    answered = results_object(answer.query, answer.results, catalogue().facets_of, value_label)
    last = last_page(answer.results.total, state.size)
    return jsonify(answered | {"problems": [problem_sentence(each, last) for each in answer.problems]})


@blueprint.get("/suggestions")
@revalidated
@shared
def suggestions() -> Response:
    """What one may be typing, as OpenSearch suggestions: words typed, texts, kinds, addresses."""
    shortest, longest = PREFIX
    typed = " ".join(request.args.get("q", "").split())[:longest]
    found = catalogue().complete(typed, reader()) if len(typed) >= shortest else ()
    answer = jsonify(
        [typed, [each.text for each in found], [_kind(each) for each in found], [*map(_target, found)]]
    )
    answer.mimetype = "application/x-suggestions+json"
    return answer


def _note_unanswered(text: str) -> None:
    """Count for the desk what a visitor did not find; a disk that refuses costs the count."""
    with suppress(*TOLD):
        Unanswered(site_library().library).note(text)


def asked_state(
    pairs: Iterable[tuple[str, str]] | None = None,
) -> tuple[SearchState, tuple[Problem, ...]]:
    """The search the address asks for, and what of it could not be read."""
    asked = request.args.items(multi=True) if pairs is None else pairs
    return read_state(map(_standing, asked), known)


def _standing(pair: tuple[str, str]) -> tuple[str, str]:
    """A pair of an address, a merged concept replaced by the one that took its place."""
    key, value = pair
    vocabulary = catalogue().vocabularies.of_facet(_FACET_OF_KEY[key]) if key in _FACET_OF_KEY else None
    return (key, vocabulary.merged.get(value, value)) if vocabulary else pair


def known(facet: str, value: str) -> bool:
    """Whether a filter can be one: vocabularies say for theirs; a centre may have any short name."""
    if value == NONE:
        return bool(FACETS[facet].missing)
    if facet == "place":
        return bool(_PLACE.fullmatch(value))
    if facet == "room":
        return value in ROOMS
    vocabulary = catalogue().vocabularies.of_facet(facet)
    if vocabulary:
        return value in vocabulary.concepts
    return language_name(value) != value if facet == "language" else len(value) <= LONGEST_VALUE


def _canonical(state: SearchState) -> bool:
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != KEY]
    return asked == state.pairs()


def _answered(state: SearchState, problems: tuple[Problem, ...], *, following: bool = True) -> SearchAnswer:
    """The answer, on the last page when a later one was asked for, which is then a problem to report.

    Unless `following`, that page is empty, so that whoever reads on until nothing comes ends.
    """
    if lost := lost_of(state.text):
        problems += (Problem(lost.value, state.text),)
    query = catalogue().query(state, reader(), size=state.size, facets=_counted(state))
    results = catalogue().search(query)
    if not following and reads_on_past_all(problems):
        results = replace(results, hits=())
    last = last_page(results.total, state.size)
    if state.page > last:
        problems += (Problem("page", str(state.page)),)
        if following:
            state = state.at(last)
            query = replace(query, page=last)
            results = catalogue().search(query)
    ways_out = tuple(_ways_out(state)) if not results.total and state.narrowed else ()
    return SearchAnswer(state, query, results, problems, ways_out)


def _counted(state: SearchState) -> tuple[str, ...]:
    """The facets that the form offers, those beside that narrow this search included."""
    return (*ALL_FACETS, *(each.field for each in state.filters if each.field not in ALL_FACETS))


def _ways_out(state: SearchState) -> Iterator[tuple[SearchState, str, int]]:
    """The searches with a filter less that would find something."""
    for wider, name in list(wider_searches(state))[:WAYS_OUT]:
        query = catalogue().query(wider, reader(), size=1, passages=0, facets=())
        total = catalogue().search(query).total
        if total:
            yield wider, name, total


def _kind(suggestion: Suggestion) -> str:
    if suggestion.kind in FACET_KEYS:
        return facet_label(suggestion.kind)
    return _(_KINDS.get(suggestion.kind, _KINDS["word"]))


def _target(suggestion: Suggestion) -> str:
    """Where choosing a suggestion leads; nowhere for a word, which is put in the box."""
    if suggestion.kind == "title":
        return record_url(suggestion.value)
    if suggestion.kind in FACET_KEYS and suggestion.value:
        return value_url(suggestion.kind, suggestion.value)
    return ""
