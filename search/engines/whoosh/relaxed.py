"""Relaxed answers: the counts that `search.ranking.relaxing` decides by, and what those documents score."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.engines.whoosh.generation import Generation
from search.ranking.arrays import Array, add_to
from search.ranking.evaluation import evaluate, score_partly
from search.ranking.relaxing import most_held
from search.ranking.state import Matches
from search.ranking.weights import Ranking
from search.steps import Step, relaxable


class Most(NamedTuple):
    """Documents that answer most children of a plan, and whether one that all filters keep answers all."""

    matches: Matches
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
    if parts is None:
        return None
    wanted, excluded = parts
    found = [evaluate(generation, child, ranking) for child in wanted]
    # Few words are asked for; small numbers are counted, masked and compared many times faster.
    held = np.zeros(generation.size, np.uint8 if len(found) < 1 << 8 else np.int64)
    add_to(held, np.concatenate([matches.docs for matches in found]), 1)
    if visible is not None:
        held[~visible] = 0
    for child in excluded:
        held[evaluate(generation, child.child, ranking).docs] = 0
    kept = most_held(held, masks, question=question)
    if kept is None:
        return None
    scores = score_partly(generation, wanted, found, ranking).take(kept.docs)
    return Most(Matches(kept.docs, scores), kept.best == len(found))
