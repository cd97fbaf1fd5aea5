"""Relaxed answers: the counts that `search.ranking.relaxing` decides by, and what those documents score."""

from collections.abc import Sequence
from typing import NamedTuple

from search.engines.whoosh.generation import Generation
from search.ranking.arrays import Array, masked
from search.ranking.evaluation import evaluate, parts_of
from search.ranking.relaxing import most_held
from search.ranking.rough import MOST_PARTS, SCORE_BITS, Rough, totals_of
from search.ranking.weights import Ranking
from search.steps import Step, relaxable


class Most(NamedTuple):
    """Documents that answer most children of a plan, and whether one that all filters keep answers all."""

    matches: Rough
    whole: bool


def relax(
    generation: Generation,
    step: Step,
    ranking: Ranking,
    visible: Array | None,
    masks: Sequence[Array],
    *,
    question: bool = False,
) -> Most | None:
    """Visible documents that answer most children of a plan; None when nothing is to relax or to find.

    `visible` is None where all documents are.
    """
    parts = relaxable(step)
    if parts is None or len(parts[0]) > MOST_PARTS:
        return None
    wanted, excluded = parts
    found = [evaluate(generation, child, ranking) for child in wanted]
    steps = parts_of(generation, wanted, found, ranking)
    totals = totals_of(generation.size, steps)
    if visible is not None:
        totals = masked(totals, visible)
    for child in excluded:
        totals[evaluate(generation, child.child, ranking).docs] = 0
    kept = most_held(totals, masks, question=question, bits=SCORE_BITS)
    if kept is None:
        return None
    return Most(Rough(kept.docs, totals.take(kept.docs), steps), kept.best == len(found))
