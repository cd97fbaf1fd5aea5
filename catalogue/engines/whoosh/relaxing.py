"""Relaxing: when no document holds all words, those that hold most of them."""

from collections.abc import Sequence

import numpy as np

from catalogue.engines.plan import Step, Word, least, relaxable
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.evaluation import evaluate
from catalogue.engines.whoosh.facets import kept_by
from catalogue.engines.whoosh.generation import Generation, Matches
from catalogue.engines.whoosh.scoring import Ranking, score_relatives


def relax(
    generation: Generation,
    step: Step,
    ranking: Ranking,
    visible: Array,
    masks: Sequence[Array],
    *,
    question: bool = False,
) -> Matches | None:
    """Visible documents that answer most children of a plan, None when there is nothing to relax or to find.

    `masks` say which documents the filters keep: at least one of these is among the answers. A question
    needs fewer of its words.
    """
    parts = relaxable(step)
    if parts is None:
        return None
    wanted, excluded = parts
    found = [evaluate(generation, child, ranking) for child in wanted]
    held = np.zeros(generation.size, np.int32)
    for matches in found:
        held[matches.docs] += 1
    held[~visible] = 0
    for child in excluded:
        held[evaluate(generation, child.child, ranking).docs] = 0
    docs = np.flatnonzero(held)
    best = int(held[kept_by(docs, masks)].max(initial=0))
    if best == 0:
        return None
    scores = _scores(generation, wanted, found, ranking)
    kept = np.flatnonzero(held >= least(best, question=question)).astype(np.int32)
    return Matches(kept, scores[kept])


def _scores(
    generation: Generation, wanted: Sequence[Step], found: Sequence[Matches], ranking: Ranking
) -> Array:
    """Scores over all documents; a document without a word may still hold its relatives."""
    total = np.zeros(generation.size)
    for step, matches in zip(wanted, found, strict=True):
        scores = np.zeros(generation.size)
        if isinstance(step, Word):
            related = score_relatives(generation, step, ranking)
            scores[related.docs] = related.scores
        scores[matches.docs] = matches.scores
        total += scores
    return total
