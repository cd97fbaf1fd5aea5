"""Set aside: which answers of a first page are better opened on demand, as they are hardly answers.

Documents that hold the words of a search together, as they were typed, stand open, or failing these the one
that comes near. So do the best of those that a person described by a programme called so, or that hold a word
and are surely described by the theme it speaks of. Others wait behind one link, counted and named as what
they are: words scattered in a book, most of them by chance, or all together but in passing, which is told by
how much less one scores than the best. A question is answered by what scores best. In comes an answer, out
goes the same with each hit told; nothing is left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from catalogue.record import Record
from search.analysis import fold
from search.query import Query, Sort
from search.questions import is_question
from search.ranking.togetherness import TOGETHER
from search.results import Hit, Results
from search.subjects import Spoken, first_of

#: How sure a description by a theme must be for a document that lacks some words, and how many may stand open
#: for their description alone: the theme is often wider than what was asked.
_SURE, _BACKED = 0.8, 2
#: Where none holds all together: how much the best must hold to stand open, and how much less than others.
_MOST, _LESS = 0.7, 0.05
#: Of those that hold all together, the share of the best score below which one only mentions it in passing.
_IN_PASSING = 0.4
#: Shares of the first score from which documents answer a question, with most of its words together or not.
_NEARLY_FIRST, _WITH_ITS_WORDS = 0.9, 0.75


def set_aside(query: Query, results: Results, spoken: Spoken | None) -> Results:
    """An answer whose hits say whether they are set aside; `spoken`: the themes that the query speaks of.

    None is where words may be misspelt: what resembles them is held by nobody.
    """
    if not (query.text and query.sort is Sort.RELEVANCE) or first_of(query) or results.suggestion:
        return results
    every = (*results.hits, *results.partly)
    told = list(_of_question(every) if is_question(query.text) else _of_words(every, spoken))
    if all(hit.aside for hit in told) and not is_question(query.text):
        told = list(_nearest(told))
    count = len(results.hits)
    return replace(results, hits=tuple(told[:count]), partly=tuple(told[count:]))


def _of_question(hits: tuple[Hit, ...]) -> Iterator[Hit]:
    first = hits[0].score if hits else 0.0
    for hit in hits:
        wanted = _WITH_ITS_WORDS if hit.held >= TOGETHER else _NEARLY_FIRST
        yield _told(hit, aside=hit.score < wanted * first)


def _of_words(hits: tuple[Hit, ...], spoken: Spoken | None) -> Iterator[Hit]:
    room = _BACKED
    wanted = _IN_PASSING * max((hit.score for hit in hits if hit.held >= TOGETHER), default=0.0)
    for hit in hits:
        answers = hit.held >= TOGETHER and hit.score >= wanted
        backed = not answers and room > 0 and _is_backed(hit, spoken)
        room -= backed
        yield _told(hit, aside=not answers and not backed)


def _nearest(hits: list[Hit]) -> Iterator[Hit]:
    """Where none holds all together: the best of those that hold an expression and most of the rest."""
    wanted = max(_MOST, max((hit.held for hit in hits), default=0.0) - _LESS)
    best = next((hit for hit in hits if hit.held >= wanted), None)
    yield from (_told(hit, aside=hit is not best) for hit in hits)


def _told(hit: Hit, *, aside: bool) -> Hit:
    """A hit that says so; most say it already."""
    return hit if hit.aside is aside else replace(hit, aside=aside)


def _is_backed(hit: Hit, spoken: Spoken | None) -> bool:
    """Whether a document is surely described by what was asked for, and says each name."""
    if [each.kind for each in hit.found_by] == ["programme"] and not hit.record.unread:
        return True
    if spoken is None:
        return False
    said = " ".join((hit.record.title, *(each.text for each in hit.passages)))
    named = all(name in said or fold(name) in hit.described for name in spoken.names)
    sureness = max(_sureness(hit.record, theme) for theme in spoken.themes)
    return named and (sureness >= 1.0 or (sureness >= _SURE and bool(hit.passages)))


def _sureness(record: Record, theme: str) -> float:
    """How sure a theme of a record is; a person's word, or another centre's, is."""
    if theme not in record.themes:
        return 0.0
    return next((each.confidence for each in record.reasons("themes") if each.value == theme), 1.0)
