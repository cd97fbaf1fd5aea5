"""Answering: from a query to results, over one generation."""

import time
from collections.abc import Mapping

import numpy as np

from catalogue.record import Access
from search.engine import PageTexts
from search.engines.hits import hits_of
from search.engines.whoosh.completion import suggest
from search.engines.whoosh.facets import count_facets, filter_masks
from search.engines.whoosh.generation import Generation
from search.engines.whoosh.relaxed import relax
from search.plan import plan
from search.query import MAX_PAGE_SIZE, Query, Sort
from search.questions import is_question
from search.ranking.arrays import Array
from search.ranking.evaluation import evaluate
from search.ranking.finding import Finder
from search.ranking.order import as_ranked, ranked
from search.ranking.relaxing import FEW
from search.ranking.rough import Found, Rough
from search.ranking.state import Matches
from search.ranking.weights import Ranking
from search.results import Hit, Results
from search.steps import Step, leaves, synonyms_of


def answer(
    generation: Generation, texts: PageTexts, query: Query, ranking: Ranking, started: float
) -> Results:
    """Answer a query; `started` is when it was asked, by the performance counter."""
    step = plan(query.root)
    masks = filter_masks(generation, query)
    question = is_question(query.text)
    matches, relaxed = _answering(generation, query, step, ranking, masks, question=question)
    found = _kept(matches, masks)
    suggestion = suggest(generation, texts, query, ranking) if relaxed or not len(found.docs) else None
    hits = _hits(generation, texts, query, step, ranking, found, partly=relaxed or question)
    trusted = sum(not hit.scattered for hit in hits)
    few = not relaxed and not question and trusted < FEW and len(found.docs) > 0
    return Results(
        partly=_partly(generation, texts, query, step, ranking, found, masks, FEW - trusted) if few else (),
        total=len(found.docs),
        hits=hits,
        facets=count_facets(generation, matches.docs, found.docs, masks, query),
        took_ms=(time.perf_counter() - started) * 1000,
        suggestion=suggestion,
        expanded=tuple(dict.fromkeys(text for text, _ in synonyms_of(step))),
        relaxed=relaxed,
    )


def _answering(
    generation: Generation,
    query: Query,
    step: Step,
    ranking: Ranking,
    masks: Mapping[str, Array],
    *,
    question: bool,
) -> tuple[Found, bool]:
    """Who answers, filters aside, and whether only because none that these keep holds all words.

    A question is answered by whoever holds most of its words: counting these tells who holds all.
    """
    visible = _hiding(generation, query)
    kept = list(masks.values())
    most = relax(generation, step, ranking, visible, kept, question=True) if question else None
    if most is None:
        matches = _seen(generation, evaluate(generation, step, ranking), query.reader.access)
        if not question and not len(_kept(matches, masks).docs):
            most = relax(generation, step, ranking, visible, kept)
    return (matches, False) if most is None else (most.matches, not most.whole)


def _partly(
    generation: Generation,
    texts: PageTexts,
    query: Query,
    step: Step,
    ranking: Ranking,
    found: Found,
    masks: Mapping[str, Array],
    count: int,
) -> tuple[Hit, ...]:
    """The best documents that hold but most of the words, to follow the few that hold all together."""
    if query.page > 1 or query.sort is not Sort.RELEVANCE or query.size <= len(found.docs):
        return ()
    wanted = _hiding(generation, query)
    for mask in masks.values():
        wanted = mask if wanted is None else wanted & mask
    most = relax(generation, step, ranking, wanted, ())
    if most is None:
        return ()
    others = _only(most.matches, ~np.isin(most.matches.docs, found.docs))
    finder = Finder(generation)
    best = ranked(finder, step, query.text, others, count, ranking)
    return hits_of(finder, texts, query, step, ranking, best, generation.source, partly=True)


def _hiding(generation: Generation, query: Query) -> Array | None:
    """Which documents may be seen, None where all may."""
    access = query.reader.access
    return None if generation.all_visible(access) else generation.visible(access)


def _seen(generation: Generation, matches: Found, access: frozenset[Access]) -> Found:
    if generation.all_visible(access):
        return matches
    return _only(matches, generation.visible(access).take(matches.docs))


def _kept(matches: Found, masks: Mapping[str, Array]) -> Found:
    """The matches that all filters keep."""
    for mask in masks.values():
        matches = _only(matches, mask.take(matches.docs))
    return matches


def _only(matches: Found, flags: Array) -> Found:
    """The matches with a flag; taking them by places costs a third of what flags do."""
    return _at(matches, flags.nonzero()[0])


def _at(matches: Found, chosen: Array) -> Found:
    if isinstance(matches, Rough):
        return matches.only(chosen)
    return Matches(matches.docs.take(chosen), matches.scores.take(chosen))


def _hits(
    generation: Generation,
    texts: PageTexts,
    query: Query,
    step: Step,
    ranking: Ranking,
    found: Found,
    *,
    partly: bool,
) -> tuple[Hit, ...]:
    size = min(max(query.size, 0), MAX_PAGE_SIZE)
    first = (max(query.page, 1) - 1) * size
    finder = Finder(generation)
    if query.sort is Sort.RELEVANCE and any(True for _ in leaves(step)):
        best = ranked(finder, step, query.text, found, first + size, ranking)
    else:
        best = as_ranked(sorted_by(generation, query.sort, found, first + size))
    return hits_of(finder, texts, query, step, ranking, best.beyond(first), generation.source, partly=partly)


def sorted_by(generation: Generation, sort: Sort, found: Found, count: int) -> Matches:
    """The first `count` matches by title, arrival or date, undated last; without words the newest first."""
    if sort is Sort.RELEVANCE:
        sort = Sort.NEWEST
    ranks = generation.ranks(sort).take(found.docs)
    first = np.argpartition(ranks, count)[:count] if count < len(ranks) else np.arange(len(ranks))
    order = first[np.argsort(ranks[first])]
    best = _at(found, order)
    return best.exact() if isinstance(best, Rough) else best
