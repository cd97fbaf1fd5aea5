"""Order: the best documents, best first, after a second look at the very best."""

import numpy as np

from search.plan import Step
from search.ranking.finding import Finder
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.second_look import depth_of, second_look
from search.ranking.state import Matches
from search.ranking.weights import Ranking


def ranked(finder: Finder, step: Step, text: str, found: Matches, count: int, ranking: Ranking) -> Matches:
    """The best `count` matches, best first, after a second look at the very best."""
    depth = depth_of(text)
    best = _best(found, max(count, depth))
    # A second look only adds, so documents beyond this depth cannot come before those within.
    docs, scores = best.docs[:depth], best.scores[:depth]
    evidence = PostedEvidence(finder, ranking)
    added = sum((each.scores for each in second_look(evidence, step, text, docs, ranking)), scores)
    order = np.lexsort((docs, -added))
    best.docs[:depth], best.scores[:depth] = docs[order], added[order]
    return Matches(best.docs[:count], best.scores[:count])


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
