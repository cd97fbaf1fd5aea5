"""Proximity: among the best documents, those whose words stand together, and early, come first.

Frequencies cannot tell a page about "accès aux soins des jeunes" from one that names access, care and youth
pages apart. Positions can, but reading them costs: only the best documents by frequency are looked at.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.plan import Start, Step, Word
from search.ranking.arrays import Docs, Scores
from search.ranking.evidence import Evidence
from search.ranking.occurrences import POSITION_BITS, Occurrences, body_leaves
from search.ranking.weights import Ranking, inverse_frequency

#: Positions over which a word's weight in a passage falls to a third.
_REACH = 15.0
#: Positions over which a beginning counts half.
_OPENING = 20.0
#: Neighbours in the query that stand at most so far apart, in order, are neighbours.
_ADJACENT = 3
#: No position is so far before or after another.
_NEVER = 1 << 60


class Nearness(NamedTuple):
    """For each document, how close the words stand, how early the first, and which neighbours are kept."""

    passage: Scores
    beginning: Scores
    adjacent: Scores


def nearness(evidence: Evidence, step: Step, docs: Docs, ranking: Ranking) -> Nearness:
    """How close and how early the words of a query stand in some documents, nothing for a single word."""
    words = [leaf for leaf in body_leaves(step) if isinstance(leaf, Word)]
    none = Nearness(*(np.zeros(len(docs)) for _ in Nearness._fields))
    if len(words) < 2 or not len(docs):
        return none
    found = _with_roots(evidence, words, docs, ranking)
    if not len(found.docs):
        return none
    weights = [inverse_frequency(ranking, evidence.size, evidence.holders(word)) for word in words]
    first = np.flatnonzero(np.diff(found.docs, prepend=-1))
    none.beginning[found.docs[first]] = _OPENING / (_OPENING + found.positions[first])
    none.passage[found.docs[first]] = np.maximum.reduceat(_mass(found, weights), first)
    none.adjacent[:] = _adjacency(evidence.size, found, len(words), len(docs), ranking)
    return none


def _with_roots(evidence: Evidence, words: list[Word], docs: Docs, ranking: Ranking) -> Occurrences:
    """Where words stand in bodies; a word with the same root stands for one of them."""
    rooted = [number for number, word in enumerate(words) if ranking.root and word.root]
    roots = [Start(words[number].root or "", words[number].field) for number in rooted]
    found = evidence.occurrences([*words, *roots], docs)
    return Occurrences(found.docs, found.positions, np.array([*range(len(words)), *rooted])[found.leaves])


def _mass(found: Occurrences, weights: list[float]) -> Scores:
    """What stands around each occurrence: the weights of all words, each less the further away it is."""
    keys = found.keys
    mass = np.zeros(len(keys))
    for leaf, weight in enumerate(weights):
        own = found.leaves == leaf
        before = np.maximum.accumulate(np.where(own, keys, -_NEVER))
        after = np.minimum.accumulate(np.where(own, keys, _NEVER)[::-1])[::-1]
        mass += weight * np.exp(np.minimum(keys - before, after - keys) / -_REACH)
    return mass


def _adjacency(size: int, found: Occurrences, words: int, count: int, ranking: Ranking) -> Scores:
    """BM25 of each two neighbours of the query as one term, as frequent as among the documents looked at.

    Those that hold the two side by side are among the best, nearly all.
    """
    keys = found.by_leaf(words)
    total = np.zeros(count)
    for before, after in pairwise(keys):
        if len(before) and len(after):
            at = np.searchsorted(before, after) - 1
            close = (at >= 0) & (after - before[at] <= _ADJACENT)
            counts = np.bincount(after[close] >> POSITION_BITS, minlength=count)
            idf = inverse_frequency(ranking, size, int(np.count_nonzero(counts)))
            total += idf * counts * (ranking.k1 + 1) / (counts + ranking.k1)
    return total
