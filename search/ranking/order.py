"""Order: the best documents, best first, after a second look at the very best."""

from typing import NamedTuple

import numpy as np

from search.plan import Step
from search.questions import is_question
from search.ranking.arrays import Array
from search.ranking.finding import Finder
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.second_look import depth_of, second_look
from search.ranking.state import Matches
from search.ranking.togetherness import together
from search.ranking.weights import Ranking


class Ranked(NamedTuple):
    """Documents, best first."""

    #: `(n,) int32`.
    docs: Array
    #: `(n,) float64`.
    scores: Array
    #: `(n,) bool`: those that hold the words but not together (`togetherness`); they follow those that do.
    scattered: Array


def as_ranked(found: Matches) -> Ranked:
    """Documents in an order that no words gave."""
    return Ranked(found.docs, found.scores, np.zeros(len(found.docs), bool))


def ranked(finder: Finder, step: Step, text: str, found: Matches, count: int, ranking: Ranking) -> Ranked:
    """The best `count` matches, best first, after a second look at the very best."""
    depth = depth_of(text)
    best = _best(found, max(count, depth))
    scattered = np.zeros(len(best.docs), bool)
    # A second look only adds, so documents beyond this depth cannot come before those within.
    docs, scores = best.docs[:depth], best.scores[:depth]
    evidence = PostedEvidence(finder, ranking)
    added = sum((each.scores for each in second_look(evidence, step, text, docs, ranking)), scores)
    if ranking.together and not is_question(text):
        scattered[:depth] = ~together(evidence, step, docs)
    order = np.lexsort((docs, -added, scattered[:depth]))
    best.docs[:depth], best.scores[:depth] = docs[order], added[order]
    scattered[:depth] = scattered[:depth][order]
    return Ranked(best.docs[:count], best.scores[:count], scattered[:count])


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
