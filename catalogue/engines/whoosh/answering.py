"""Answering: from a query to results, over one generation."""

import time
from collections.abc import Mapping

import numpy as np

from catalogue.engine import PageTexts
from catalogue.engines.matching import Matcher
from catalogue.engines.plan import Step, leaves, plan, synonyms_of
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.completion import suggest
from catalogue.engines.whoosh.documents import NO_DATE
from catalogue.engines.whoosh.evaluation import evaluate
from catalogue.engines.whoosh.facets import count_facets, filter_masks, kept_by
from catalogue.engines.whoosh.generation import Generation, Matches
from catalogue.engines.whoosh.passages import passages_of, places_of, weights_of
from catalogue.engines.whoosh.relaxing import relax
from catalogue.engines.whoosh.scoring import Ranking
from catalogue.query import MAX_PAGE_SIZE, Query, Sort
from catalogue.results import Hit, Results


def answer(
    generation: Generation, texts: PageTexts, query: Query, ranking: Ranking, started: float
) -> Results:
    """Answer a query; `started` is when it was asked, by the performance counter."""
    step = plan(query.root)
    visible = generation.visible(query.reader.access)
    masks = filter_masks(generation, query)
    matches = _seen(evaluate(generation, step, ranking), visible)
    kept = kept_by(matches.docs, list(masks.values()))
    relaxed = None
    if not kept.any():
        relaxed = relax(generation, step, ranking, visible, list(masks.values()))
    if relaxed is not None:
        matches = relaxed
        kept = kept_by(matches.docs, list(masks.values()))
    found = Matches(matches.docs[kept], matches.scores[kept])
    suggestion = (
        suggest(generation, texts, query, visible, ranking) if relaxed or not len(found.docs) else None
    )
    return Results(
        total=len(found.docs),
        hits=_hits(generation, texts, query, step, ranking, found),
        facets=count_facets(generation, matches.docs, masks, query),
        took_ms=(time.perf_counter() - started) * 1000,
        suggestion=suggestion,
        expanded=tuple(dict.fromkeys(text for text, _ in synonyms_of(step))),
        relaxed=relaxed is not None,
    )


def hits_of(
    generation: Generation,
    texts: PageTexts,
    query: Query,
    step: Step,
    docs: list[int],
    scores: list[float],
    synonyms: Mapping[str, Array],
) -> tuple[Hit, ...]:
    """Records and passages of the documents of one page of results, and which synonyms stand in each."""
    if not docs:
        return ()
    places = places_of(generation, step, docs) if query.passages > 0 else []
    weights, matcher = weights_of(generation, step), Matcher(step)
    hits = []
    for number, (doc, score) in enumerate(zip(docs, scores, strict=True)):
        sequence = int(generation.sequences[doc])
        record = texts.record_at(sequence)
        if record is not None:
            cut = (
                passages_of(texts, sequence, places[number], weights, matcher, query.passages)
                if places
                else ()
            )
            held = tuple(text for text, holders in synonyms.items() if _holds(holders, doc))
            hits.append(Hit(record, score, cut, held))
    return tuple(hits)


def _synonyms(generation: Generation, step: Step, ranking: Ranking) -> dict[str, Array]:
    """Synonym as it is written → documents that hold it."""
    return {text: evaluate(generation, each, ranking).docs for text, each in synonyms_of(step)}


def _holds(docs: Array, doc: int) -> bool:
    at = int(np.searchsorted(docs, doc))
    return at < len(docs) and int(docs[at]) == doc


def _seen(matches: Matches, visible: Array) -> Matches:
    seen = visible[matches.docs]
    return Matches(matches.docs[seen], matches.scores[seen])


def _hits(
    generation: Generation, texts: PageTexts, query: Query, step: Step, ranking: Ranking, found: Matches
) -> tuple[Hit, ...]:
    size = min(max(query.size, 0), MAX_PAGE_SIZE)
    first = (max(query.page, 1) - 1) * size
    chosen = ordered(generation, query.sort, step, found, first + size)[first:]
    docs, scores = found.docs[chosen].tolist(), found.scores[chosen].tolist()
    return hits_of(generation, texts, query, step, docs, scores, _synonyms(generation, step, ranking))


def ordered(generation: Generation, sort: Sort, step: Step, found: Matches, count: int) -> Array:
    """Indexes of the first `count` matches in the order asked for."""
    if sort is Sort.RELEVANCE and any(True for _ in leaves(step)):
        return _best(found, count)
    docs = found.docs
    titles = generation.title_ranks[docs]
    if sort is Sort.TITLE:
        return np.lexsort((docs, titles))[:count]
    dates = generation.dates[docs].astype(np.int64)
    unknown = dates == NO_DATE
    keys = dates if sort is Sort.OLDEST else -dates
    return np.lexsort((docs, titles, keys, unknown))[:count]


def _best(found: Matches, count: int) -> Array:
    """Indexes of the best scores, the earlier document first among equals."""
    scores = found.scores
    if len(scores) > count > 0:
        threshold = np.partition(scores, len(scores) - count)[len(scores) - count]
        candidates = np.flatnonzero(scores >= threshold)
    else:
        candidates = np.arange(len(scores))
    return candidates[np.lexsort((found.docs[candidates], -scores[candidates]))][:count]
