"""Rough totals: how many parts of a plan each document answers, and about what it scores, as one number.

To order the sixty best of a question, the scores of all that hold one of its words or a relative would be
added up, and who holds how many counted. Instead both are added at once, as whole numbers of half the size,
scores rounded up; to the last digit they are looked up only for those that may be among the best.
"""

from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from search.ranking.arrays import Array, Docs, places
from search.ranking.state import Matches

#: A number has its count in the bits above these, and a score in such parts of one below.
SCORE_BITS, _UNIT = 22, 64
#: Parts that a number can count.
MOST_PARTS = (1 << 32 - SCORE_BITS) - 1
_ONE, _SCORES = np.uint32(1 << SCORE_BITS), np.uint32((1 << SCORE_BITS) - 1)


class Part(NamedTuple):
    """Documents that answer a part of a plan, or fall short of it and score all the same."""

    #: `(n,) int64`, growing: numpy's own kind of number, for adding.
    docs: Array
    #: `(n,) float64`.
    scores: Array
    #: `(n,) uint32`: the score of each, and one for those that answer.
    numbers: Array


def part_of(matches: Matches, answering: Array | None = None) -> Part:
    """A part of a plan from scores; `answering` says where those that answer stand, all when None."""
    numbers = np.ceil(matches.scores * _UNIT).astype(np.uint32)
    numbers[slice(None) if answering is None else answering] += _ONE
    return Part(places(matches.docs), matches.scores, numbers)


def totals_of(size: int, parts: Several[Part]) -> Array:
    """`(size,) uint32`: the number of each document."""
    totals = np.zeros(size, np.uint32)
    for part in parts:
        np.add.at(totals, part.docs, part.numbers)
    return totals


def scores_at(matches: Matches | Part, docs: Docs) -> Array:
    """What some documents score, 0 where they are not among the matches."""
    if not len(matches.docs):
        return np.zeros(len(docs))
    at = matches.docs.searchsorted(docs.astype(matches.docs.dtype, copy=False))
    same = matches.docs.take(at, mode="clip") == docs
    return np.asarray(matches.scores.take(at, mode="clip") * same)


@dataclass(frozen=True, slots=True)
class Rough:
    """Documents that answer, growing, and numbers that say about what they score."""

    docs: Docs
    #: `(n,) uint32`.
    numbers: Array
    #: What is added up, in this order.
    parts: Several[Part]

    def only(self, chosen: Array) -> "Rough":
        """Some of them, by places."""
        return Rough(self.docs.take(chosen), self.numbers.take(chosen), self.parts)

    def exact(self) -> Matches:
        """All of them with their scores."""
        total = np.zeros(len(self.docs))
        for part in self.parts:
            total += scores_at(part, self.docs)
        return Matches(self.docs, total)

    def best(self, count: int) -> Matches:
        """The best `count` with their scores, and a few more."""
        if not 0 < count < len(self.docs):
            return self.exact()
        bounds = (self.numbers & _SCORES).astype(np.int32)
        heaps = bounds[: len(bounds) // count * count].reshape(count, -1)
        likely = np.flatnonzero(bounds >= heaps.max(axis=1).min() - len(self.parts))
        bounds = bounds.take(likely)
        # Rounding adds less than one in each part.
        least = np.partition(bounds, -count)[-count] - len(self.parts)
        return self.only(likely.take((bounds >= least).nonzero()[0])).exact()


#: Documents that answer, by what is known of their scores.
Found = Matches | Rough
