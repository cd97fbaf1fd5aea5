"""From result to result: a notice opened from a list knows its place there, and what stands before and after.

The address says which search it was and which of its results; the search is asked again, so what has changed
meanwhile is seen, and nothing has to be kept of anybody.
"""

from dataclasses import dataclass

from search.results import Results
from search_app.language import _, number_text
from search_app.pages.links import record_url, search_url
from search_app.site_library import catalogue, reader
from search_app.state import SearchState


@dataclass(frozen=True, slots=True)
class ResultWalk:
    """The place of a notice among results."""

    #: « Résultat 3 sur 18 ».
    position: str
    previous: str
    next: str


def list_url(state: SearchState) -> str:
    """The page of results on which one stood; empty for who came from elsewhere."""
    if state.rank:
        return search_url(state.at((state.rank - 1) // state.size + 1))
    return search_url(state) if state.text else ""


def result_walk(identifier: str, state: SearchState) -> ResultWalk | None:
    """The way on from one result; None for who came from elsewhere, or when the list has changed."""
    if not state.rank:
        return None
    page, place = divmod(state.rank - 1, state.size)
    here = _results(state, page + 1)
    names = _names(here)
    if names[place : place + 1] != [identifier]:
        return None
    before, after = names[:place], names[place + 1 :]
    if not before and page:
        before = _names(_results(state, page))
    if not after and state.rank < here.total:
        after = _names(_results(state, page + 2))
    where = {"number": number_text(state.rank), "total": number_text(here.total)}
    return ResultWalk(
        position=_("Résultat %(number)s sur %(total)s") % where,
        previous=record_url(before[-1], state.ranked(state.rank - 1)) if before else "",
        next=record_url(after[0], state.ranked(state.rank + 1)) if after else "",
    )


def _results(state: SearchState, page: int) -> Results:
    asked = state.at(page)
    return catalogue().search(catalogue().query(asked, reader(), size=state.size, passages=0, facets=()))


def _names(results: Results) -> list[str]:
    return [hit.record.identifier for hit in results.hits]
