"""Answering: from a query to results, over one generation."""

import time
from collections.abc import Mapping

import numpy as np

from catalogue.record import Access
from search.engine import PageTexts
from search.engines.matching import Matcher
from search.engines.passages import Source, passages_of
from search.engines.whoosh.completion import suggest
from search.engines.whoosh.evaluation import evaluate
from search.engines.whoosh.evidence import GenerationEvidence
from search.engines.whoosh.facets import count_facets, filter_masks
from search.engines.whoosh.generation import Generation, Matches, pieces_of_document
from search.engines.whoosh.occurrences import Finder
from search.engines.whoosh.relaxed import relax
from search.engines.whoosh.word_runs import DESCRIPTORS, FIELDS, runs_of
from search.plan import Step, leaves, plan, synonyms_of, words_of
from search.query import MAX_PAGE_SIZE, Query, Sort
from search.questions import is_question
from search.ranking.arrays import Array
from search.ranking.occurrences import Leaf, body_leaves
from search.ranking.relaxing import FEW
from search.ranking.second_look import depth_of, second_look
from search.ranking.weights import Ranking, inverse_frequency
from search.results import Hit, Results


def answer(
    generation: Generation, texts: PageTexts, query: Query, ranking: Ranking, started: float
) -> Results:
    """Answer a query; `started` is when it was asked, by the performance counter."""
    step = plan(query.root)
    masks = filter_masks(generation, query)
    visible = generation.visible(query.reader.access)
    matches = _seen(generation, evaluate(generation, step, ranking), query.reader.access)
    found = _kept(matches, masks)
    relaxed = not len(found.docs)
    question = is_question(query.text)
    if relaxed or question:
        most = relax(generation, step, ranking, visible, list(masks.values()), question=question)
        relaxed = relaxed and most is not None
        if most is not None:
            matches, found = most, _kept(most, masks)
    suggestion = (
        suggest(generation, texts, query, visible, ranking) if relaxed or not len(found.docs) else None
    )
    few = not relaxed and not question and 0 < len(found.docs) < FEW
    return Results(
        partly=_partly(generation, texts, query, step, ranking, found, masks) if few else (),
        total=len(found.docs),
        hits=_hits(generation, texts, query, step, ranking, found),
        facets=count_facets(generation, matches.docs, found.docs, masks, query),
        took_ms=(time.perf_counter() - started) * 1000,
        suggestion=suggestion,
        expanded=tuple(dict.fromkeys(text for text, _ in synonyms_of(step))),
        relaxed=relaxed,
    )


def _partly(
    generation: Generation,
    texts: PageTexts,
    query: Query,
    step: Step,
    ranking: Ranking,
    found: Matches,
    masks: Mapping[str, Array],
) -> tuple[Hit, ...]:
    """The best documents that hold but most of the words, to follow the few that hold all."""
    if query.page > 1 or query.sort is not Sort.RELEVANCE or query.size <= len(found.docs):
        return ()
    visible = generation.visible(query.reader.access)
    most = relax(generation, step, ranking, visible, list(masks.values()))
    if most is None:
        return ()
    others = _kept(_only(most, ~np.isin(most.docs, found.docs)), masks)
    finder = Finder(generation)
    best = ranked(finder, step, query.text, others, FEW - len(found.docs), ranking)
    return hits_of(finder, texts, query, step, ranking, best.docs.tolist(), best.scores.tolist())


def hits_of(
    finder: Finder,
    texts: PageTexts,
    query: Query,
    step: Step,
    ranking: Ranking,
    docs: list[int],
    scores: list[float],
) -> tuple[Hit, ...]:
    """Records and passages of the documents of one page of results, and which synonyms stand in each."""
    if not docs:
        return ()
    wanted = body_leaves(step) if query.passages > 0 else []
    generation = finder.generation
    found = finder.find(wanted, np.array(docs, np.int64))
    weights = _weights(generation, wanted, ranking)
    shown = [Source(int(generation.sequences[doc]), pieces_of_document(generation, doc)) for doc in docs]
    cut = passages_of(texts, shown, found, weights, Matcher(step), query.passages)
    synonyms = _synonyms(generation, step, ranking)
    described = _described(generation, step, docs)
    hits = []
    for doc, score, passages in zip(docs, scores, cut, strict=True):
        record = texts.record_at(int(generation.sequences[doc]))
        if record is not None:
            held = tuple(text for text, holders in synonyms.items() if _holds(holders, doc))
            only = tuple(word for word, holders in described.items() if doc in holders)
            hits.append(Hit(record, score, passages, held, only))
    return tuple(hits)


def _described(generation: Generation, step: Step, docs: list[int]) -> dict[str, set[int]]:
    """Word asked for → those of the documents whose descriptors alone hold it."""
    found: dict[str, set[int]] = {}
    for word in (each for each in words_of(step) if each.field is None):
        only: set[int] = set()
        others: set[int] = set()
        for run in runs_of(generation, FIELDS, word):
            held = set(np.array(docs)[np.isin(docs, run.docs)].tolist())
            (only if run.field == DESCRIPTORS else others).update(held)
        if only - others:
            found[word.exact] = only - others
    return found


def _weights(generation: Generation, wanted: list[Leaf], ranking: Ranking) -> list[float]:
    """How much each leaf tells, for choosing passages."""
    counts = [len(evaluate(generation, leaf, ranking).docs) for leaf in wanted]
    return [inverse_frequency(ranking, generation.size, count) + 0.1 for count in counts]


def _synonyms(generation: Generation, step: Step, ranking: Ranking) -> dict[str, Array]:
    """Synonym as it is written → documents that hold it."""
    return {text: evaluate(generation, each, ranking).docs for text, each in synonyms_of(step)}


def _holds(docs: Array, doc: int) -> bool:
    at = int(np.searchsorted(docs, doc))
    return at < len(docs) and int(docs[at]) == doc


def _seen(generation: Generation, matches: Matches, access: frozenset[Access]) -> Matches:
    if generation.all_visible(access):
        return matches
    return _only(matches, generation.visible(access).take(matches.docs))


def _kept(matches: Matches, masks: Mapping[str, Array]) -> Matches:
    """The matches that all filters keep."""
    for mask in masks.values():
        matches = _only(matches, mask.take(matches.docs))
    return matches


def _only(matches: Matches, chosen: Array) -> Matches:
    return Matches(matches.docs[chosen], matches.scores[chosen])


def _hits(
    generation: Generation, texts: PageTexts, query: Query, step: Step, ranking: Ranking, found: Matches
) -> tuple[Hit, ...]:
    size = min(max(query.size, 0), MAX_PAGE_SIZE)
    first = (max(query.page, 1) - 1) * size
    finder = Finder(generation)
    if query.sort is Sort.RELEVANCE and any(True for _ in leaves(step)):
        best = ranked(finder, step, query.text, found, first + size, ranking)
    else:
        best = sorted_by(generation, query.sort, found, first + size)
    docs, scores = best.docs[first:].tolist(), best.scores[first:].tolist()
    return hits_of(finder, texts, query, step, ranking, docs, scores)


def ranked(finder: Finder, step: Step, text: str, found: Matches, count: int, ranking: Ranking) -> Matches:
    """The best `count` matches, best first, after a second look at the very best."""
    depth = depth_of(text)
    best = _best(found, max(count, depth))
    # A second look only adds, so documents beyond this depth cannot come before those within.
    docs, scores = best.docs[:depth], best.scores[:depth]
    evidence = GenerationEvidence(finder, ranking)
    added = sum((each.scores for each in second_look(evidence, step, text, docs, ranking)), scores)
    order = np.lexsort((docs, -added))
    best.docs[:depth], best.scores[:depth] = docs[order], added[order]
    return Matches(best.docs[:count], best.scores[:count])


def sorted_by(generation: Generation, sort: Sort, found: Matches, count: int) -> Matches:
    """The first `count` matches by title, arrival or date, undated last; without words the newest first."""
    if sort is Sort.RELEVANCE:
        sort = Sort.NEWEST
    ranks = generation.ranks(sort).take(found.docs)
    first = np.argpartition(ranks, count)[:count] if count < len(ranks) else np.arange(len(ranks))
    order = first[np.argsort(ranks[first])]
    return Matches(found.docs[order], found.scores[order])


def _best(found: Matches, count: int) -> Matches:
    """The best scores, best first, the earlier document first among equals."""
    scores = found.scores
    if len(scores) > count > 0:
        threshold = np.partition(scores, len(scores) - count)[len(scores) - count]
        candidates = np.flatnonzero(scores >= threshold)
    else:
        candidates = np.arange(len(scores))
    order = candidates[np.lexsort((found.docs[candidates], -scores[candidates]))][:count]
    return Matches(found.docs[order], found.scores[order])
