"""Order: the best documents, best first, after a second look at the very best."""

from typing import NamedTuple

import numpy as np

from search.names import names_in
from search.questions import is_question
from search.ranking.arrays import Array, Scores
from search.ranking.finding import Finder
from search.ranking.occurrences import POSITION_BITS, POSITIONS
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.rough import Found, Rough
from search.ranking.second_look import LOOKED_AT, depth_of, second_look
from search.ranking.state import Matches
from search.ranking.togetherness import TOGETHER, held_together
from search.ranking.weights import Ranking
from search.steps import Step

_NOWHERE = np.empty(0, np.int64)


class Ranked(NamedTuple):
    """Documents, best first."""

    #: `(n,) int32`.
    docs: Array
    #: `(n,) float64`.
    scores: Array
    #: `(n,) float64`: how much of the query each holds together (`togetherness`), 1 where nobody looked.
    held: Scores
    #: `(n,) int64`: where their passages that hold it end: document and position as one number, growing.
    ends: Array

    def beyond(self, first: int, count: int | None = None) -> "Ranked":
        """Those behind the first ones, and so many at most."""
        last = None if count is None else first + count
        return Ranked(self.docs[first:last], self.scores[first:last], self.held[first:last], self.ends)


def as_ranked(found: Matches) -> Ranked:
    """Documents in an order that no words gave."""
    return Ranked(found.docs, found.scores, np.ones(len(found.docs)), _NOWHERE)


def ranked(finder: Finder, step: Step, text: str, found: Found, count: int, ranking: Ranking) -> Ranked:
    """The best `count` matches, best first, after a second look at the very best.

    Those that hold the words together come before those that scatter them, and these before those that lack a
    name; a question is answered by what scores best.
    """
    depth = depth_of(text)
    wanted = max(count, depth)
    best = _best(found.best(wanted) if isinstance(found, Rough) else found, wanted)
    held, ends = np.ones(len(best.docs)), _NOWHERE
    # A second look only adds, so documents beyond this depth cannot come before them. They are looked at in
    # the order in which they stand, so that what is found of them is in order.
    looked = best.docs[:depth].argsort()
    docs, scores = best.docs[looked], best.scores[looked]
    evidence = PostedEvidence(finder, ranking)
    scores = sum((each.scores for each in second_look(evidence, step, text, docs, ranking)), scores)
    order = (-scores).argsort(kind="stable")
    if ranking.together and is_question(text):
        first = np.sort(order[:LOOKED_AT])
        together = held_together(evidence, step, docs[first]).held
        held[: len(first)] = together[first.searchsorted(order[:LOOKED_AT])]
    elif ranking.together:
        together, named, ends = held_together(evidence, step, docs, names_in(text))
        ends = docs.astype(np.int64)[ends >> POSITION_BITS] << POSITION_BITS | ends & POSITIONS
        order = np.lexsort((-scores, ~named, together < TOGETHER))
        held[:depth] = together[order]
    best.docs[:depth], best.scores[:depth] = docs[order], scores[order]
    return Ranked(best.docs[:count], best.scores[:count], held[:count], ends)


def _best(found: Matches, count: int) -> Matches:
    """The best scores, best first, the earlier document first among equals, as all come in order."""
    scores = found.scores
    if len(scores) > count > 0:
        # The best of each of `count` heaps score no less than the least of these, and few others do.
        heaps = scores[: len(scores) // count * count].reshape(count, -1)
        candidates = np.flatnonzero(scores >= heaps.max(axis=1).min())
    else:
        candidates = np.arange(len(scores))
    docs, scores = found.docs.take(candidates), scores.take(candidates)
    order = (-scores).argsort(kind="stable")[:count]
    return Matches(docs.take(order), scores.take(order))
