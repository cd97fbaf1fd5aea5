"""Proximity: among the best documents, those whose words stand together, and early, come first.

Frequencies cannot tell a page about "accès aux soins des jeunes" from one that names access, care and youth
pages apart. Positions can, but reading them costs: only the best documents by frequency are looked at.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.plan import Step, Word
from search.ranking.arrays import Array, Docs, Scores
from search.ranking.evidence import Evidence
from search.ranking.occurrences import POSITION_BITS, Occurrences, SameRoot, body_leaves, last_before
from search.ranking.weights import Ranking, inverse_frequency

#: Positions over which a word's weight in a passage falls to a third.
_REACH = 15.0
#: Positions over which a beginning counts half.
_OPENING = 20.0
#: Neighbours in the query that stand at most so far apart, in order, are neighbours.
_ADJACENT = 3
#: No position is so far before or after another.
_NEVER = 1 << 60
#: Distances told at once, of all words together: few calls where texts are short, little memory where not.
_AT_ONCE = 1 << 16


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
    found, own = _with_relatives(evidence, words, docs, ranking)
    if not len(found.docs):
        return none
    weights = [inverse_frequency(ranking, evidence.size, evidence.holders(word)) for word in words]
    first = np.flatnonzero(np.append(True, found.docs[1:] != found.docs[:-1]))
    none.beginning[found.docs[first]] = _OPENING / (_OPENING + found.positions[first])
    keys, places = found.keys, found.places(len(words))
    none.passage[found.docs[first]] = np.maximum.reduceat(_mass(found, weights), first)
    none.adjacent[:] = _adjacency(evidence.size, keys, places, own, len(docs), ranking)
    return none


def _with_relatives(
    evidence: Evidence, words: list[Word], docs: Docs, ranking: Ranking
) -> tuple[Occurrences, Array]:
    """Where words stand in bodies, one with the same root for a word too; and how much each counts.

    Beside one of its relatives, a form of the word itself counts twice.
    """
    rooted = [number for number, word in enumerate(words) if ranking.root and word.root]
    found = evidence.occurrences([*words, *(SameRoot(words[number]) for number in rooted)], docs)
    counts = np.ones(len(words) + len(rooted))
    counts[rooted] = 2.0
    leaves = np.array([*range(len(words)), *rooted])[found.leaves]
    return Occurrences(found.docs, found.positions, leaves), counts[found.leaves]


def _mass(found: Occurrences, weights: list[float]) -> Scores:
    """What stands around each occurrence: the weights of all words, each less the further away it is."""
    keys = found.keys
    mass = np.zeros(len(keys))
    numbers = np.arange(len(weights))
    some = max(_AT_ONCE // len(keys), 1)
    for first in range(0, len(weights), some):
        near = np.exp(_distances(keys, found.leaves == numbers[first : first + some, None]) / -_REACH)
        for weight, each in zip(weights[first : first + some], near, strict=True):
            mass += weight * each
    return mass


def _distances(keys: Array, own: Array) -> Array:
    """For each word, how far each key is from the nearest of its own, which `own`, one row a word, tells."""
    before = np.maximum.accumulate(np.where(own, keys, -_NEVER), axis=1)
    after = np.minimum.accumulate(np.where(own, keys, _NEVER)[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(np.minimum(keys - before, after - keys))


def _adjacency(
    size: int, keys: Array, places: list[Array], own: Scores, count: int, ranking: Ranking
) -> Scores:
    """BM25 of each two neighbours of the query as one term, as frequent as among the documents looked at.

    Those that hold the two side by side are among the best, nearly all.
    """
    total = np.zeros(count)
    for first, second in pairwise(places):
        if len(first) and len(second):
            after = keys[second]
            close = after - last_before(keys[first], after) <= _ADJACENT
            counts = np.bincount(after[close] >> POSITION_BITS, own[second[close]], minlength=count)
            idf = inverse_frequency(ranking, size, int(np.count_nonzero(counts)))
            total += idf * counts * (ranking.k1 + 1) / (counts + ranking.k1)
    return total
