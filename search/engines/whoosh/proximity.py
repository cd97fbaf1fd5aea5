"""Proximity: among the best documents, those whose words stand together, and early, come first.

Frequencies cannot tell a page about "accès aux soins des jeunes" from one that names access, care and youth
pages apart. Positions can, but reading them costs: only the best documents by frequency are looked at.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.engines.plan import Start, Step, Word
from search.engines.whoosh.arrays import Array
from search.engines.whoosh.evaluation import POSITION_BITS
from search.engines.whoosh.generation import Generation
from search.engines.whoosh.occurrences import Finder, Occurrences, body_leaves
from search.engines.whoosh.ranking import Ranking, inverse_frequency
from search.engines.whoosh.scoring import ROOT, has_relatives, score_relatives, score_word

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

    passage: Array
    beginning: Array
    adjacent: Array


def nearness(finder: Finder, step: Step, docs: Array, ranking: Ranking) -> Nearness:
    """How close and how early the words of a query stand in some documents, nothing for a single word."""
    words = [leaf for leaf in body_leaves(step) if isinstance(leaf, Word)]
    none = Nearness(*(np.zeros(len(docs)) for _ in Nearness._fields))
    if len(words) < 2 or not len(docs):
        return none
    found = _with_roots(finder, words, docs, ranking)
    if not len(found.docs):
        return none
    generation = finder.generation
    weights = [_weight(generation, word, ranking) for word in words]
    first = np.flatnonzero(np.diff(found.docs, prepend=-1))
    none.beginning[found.docs[first]] = _OPENING / (_OPENING + found.positions[first])
    none.passage[found.docs[first]] = np.maximum.reduceat(_mass(found, weights), first)
    none.adjacent[:] = _adjacency(generation, found, len(words), len(docs), ranking)
    return none


def _weight(generation: Generation, word: Word, ranking: Ranking) -> float:
    """How much a word tells; one that no document holds, as much as its relatives."""
    count = len(score_word(generation, word, ranking).docs)
    return inverse_frequency(
        ranking, generation.size, count or len(score_relatives(generation, word, ranking).docs)
    )


def _with_roots(finder: Finder, words: list[Word], docs: Array, ranking: Ranking) -> Occurrences:
    """Where words stand in bodies; a word with the same root stands for one of them."""
    rooted = [number for number, word in enumerate(words) if ranking.root and has_relatives(word)]
    roots = [Start(words[number].exact[:ROOT], words[number].field) for number in rooted]
    found = finder.find([*words, *roots], docs)
    return Occurrences(found.docs, found.positions, np.array([*range(len(words)), *rooted])[found.leaves])


def _mass(found: Occurrences, weights: list[float]) -> Array:
    """What stands around each occurrence: the weights of all words, each less the further away it is."""
    keys = found.keys
    mass = np.zeros(len(keys))
    for leaf, weight in enumerate(weights):
        own = found.leaves == leaf
        before = np.maximum.accumulate(np.where(own, keys, -_NEVER))
        after = np.minimum.accumulate(np.where(own, keys, _NEVER)[::-1])[::-1]
        mass += weight * np.exp(np.minimum(keys - before, after - keys) / -_REACH)
    return mass


def _adjacency(generation: Generation, found: Occurrences, words: int, size: int, ranking: Ranking) -> Array:
    """BM25 of each two neighbours of the query as one term, as frequent as among the documents looked at.

    Those that hold the two side by side are among the best, nearly all.
    """
    keys = [found.of(leaf) for leaf in range(words)]
    total = np.zeros(size)
    for before, after in pairwise(keys):
        if len(before) and len(after):
            at = np.searchsorted(before, after) - 1
            close = (at >= 0) & (after - before[at] <= _ADJACENT)
            counts = np.bincount(after[close] >> POSITION_BITS, minlength=size)
            idf = inverse_frequency(ranking, generation.size, int(np.count_nonzero(counts)))
            total += idf * counts * (ranking.k1 + 1) / (counts + ranking.k1)
    return total
