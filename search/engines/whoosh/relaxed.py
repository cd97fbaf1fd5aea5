"""Relaxed answers: the counts that `search.ranking.relaxing` decides by, and what those documents score."""

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.evaluation import evaluate
from search.engines.whoosh.generation import Generation, Matches
from search.engines.whoosh.scoring import score_at_all
from search.plan import Step, Word, relaxable
from search.ranking.arrays import Array
from search.ranking.relaxing import most_held
from search.ranking.weights import Ranking


def relax(
    generation: Generation,
    step: Step,
    ranking: Ranking,
    visible: Array,
    masks: Sequence[Array],
    *,
    question: bool = False,
) -> Matches | None:
    """Visible documents that answer most children of a plan; None when nothing is to relax or to find."""
    parts = relaxable(step)
    if parts is None:
        return None
    wanted, excluded = parts
    found = [evaluate(generation, child, ranking) for child in wanted]
    held = np.bincount(np.concatenate([matches.docs for matches in found]), minlength=generation.size)
    held[~visible] = 0
    for child in excluded:
        held[evaluate(generation, child.child, ranking).docs] = 0
    kept = most_held(held, masks, question=question)
    return None if kept is None else Matches(kept, _scores(generation, wanted, found, ranking).take(kept))


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
