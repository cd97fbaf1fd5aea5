"""Relaxing: when no document holds all words, those that hold most of them."""

from collections.abc import Sequence

import numpy as np

from search.engines.plan import Step, Word, least, relaxable
from search.engines.whoosh.arrays import Array
from search.engines.whoosh.evaluation import evaluate
from search.engines.whoosh.facets import kept_by
from search.engines.whoosh.generation import Generation, Matches
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.scoring import score_at_all


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
    held = np.bincount(np.concatenate([matches.docs for matches in found]), minlength=generation.size)
    held[~visible] = 0
    for child in excluded:
        held[evaluate(generation, child.child, ranking).docs] = 0
    best = _most(held, masks)
    if best == 0:
        return None
    kept = np.flatnonzero(held >= least(best, question=question)).astype(np.int32)
    return Matches(kept, _scores(generation, wanted, found, ranking).take(kept))


def _most(held: Array, masks: Sequence[Array]) -> int:
    """How many children the best of the documents kept by the filters answers."""
    kept = held[kept_by(np.flatnonzero(held), masks)] if masks else held
    return int(kept.max(initial=0))


def _scores(
    generation: Generation, wanted: Sequence[Step], found: Sequence[Matches], ranking: Ranking
) -> Array:
    """Scores over all documents; a document without a word may still hold its relatives."""
    every = [
        score_at_all(generation, step, ranking) if isinstance(step, Word) else matches
        for step, matches in zip(wanted, found, strict=True)
    ]
    total = np.zeros(generation.size)
    for docs, scores in every:
        total[docs] += scores
    return total
