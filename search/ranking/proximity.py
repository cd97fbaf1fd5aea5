"""Proximity: among the best documents, those whose words stand together, and early, come first.

Frequencies cannot tell a page about "accès aux soins des jeunes" from one that names access, care and youth
pages apart. Positions can, but reading them costs: only the best documents by frequency are looked at.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.ranking.arrays import Array, Docs, Scores
from search.ranking.evidence import Evidence
from search.ranking.occurrences import (
    POSITION_BITS,
    Occurrences,
    Rooted,
    around_each,
    body_leaves,
    gaps_behind,
)
from search.ranking.weights import Ranking, inverse_frequency
from search.steps import Step, Word

#: Positions over which a word's weight in a passage falls to a third.
_REACH = 15.0
#: What is left of a word's weight at each distance; nothing that counts further away.
_LEFT = np.exp(np.arange(1 << 10) / -_REACH)
#: Positions over which a beginning counts half.
_OPENING = 20.0
#: Neighbours in the query that stand at most so far apart, in order, are neighbours.
_ADJACENT = 3
#: Where the first document begins.
_FIRST = np.zeros(1, np.intp)
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
    wanted = [Rooted(word) if ranking.root and word.root else word for word in words]
    found = evidence.occurrences(wanted, docs)
    if not len(found.keys):
        return none
    weights = [inverse_frequency(ranking, evidence.size, evidence.holders(word)) for word in words]
    owners, first = found.docs, found.positions
    begins = np.concatenate((_FIRST, (owners[1:] != owners[:-1]).nonzero()[0] + 1))
    held = owners.take(begins)
    none.beginning[held] = _OPENING / (_OPENING + first.take(begins))
    order = found.order
    mass = _mass(found, order, np.array(weights))
    none.passage[held] = np.maximum.reduceat(mass, begins)
    none.adjacent[:] = _adjacency(evidence.size, found, order, _counts(wanted), len(docs), ranking)
    return none


def _counts(wanted: Sequence[Word | Rooted]) -> Scores:
    """How much an occurrence counts by its code: beside a relative, a form of the word counts twice."""
    return np.array([(2.0 if isinstance(each, Rooted) else 1.0, 1.0) for each in wanted]).ravel()


def _mass(found: Occurrences, at: Array, weights: Scores) -> Scores:
    """What stands around each occurrence: the weights of all words, each less the further away it is.

    `at` is the order of all occurrences by word.
    """
    keys = found.keys
    words = found.leaves.take(at)
    some = max(_AT_ONCE // len(keys), 1)
    mass = np.zeros(len(keys))
    for number in range(0, len(weights), some):
        begin, end = words.searchsorted((number, number + some)).tolist()
        chosen = weights[number : number + some, None]
        near = _distances(keys, at[begin:end], words[begin:end] - number, len(chosen))
        near = _LEFT.take(near, mode="clip") * chosen
        near[0] += mass
        mass = near.sum(axis=0)
    return mass


def _distances(keys: Array, at: Array, words: Array, count: int) -> Array:
    """For each of so many words, how far each key is from the nearest of its own, which stand `at` places."""
    before, after = around_each(keys.take(at), words, at, (count, len(keys)))
    return np.minimum(np.subtract(keys, before, out=before), np.subtract(after, keys, out=after), out=after)


def _adjacency(
    size: int, found: Occurrences, order: Array, counted: Scores, count: int, ranking: Ranking
) -> Scores:
    """BM25 of each two neighbours of the query as one term, as frequent as among the documents looked at.

    Those that hold the two side by side are among the best, nearly all.
    """
    pairs = len(counted) // 2 - 1
    keys, words = found.keys.take(order), found.leaves.take(order)
    close = (gaps_behind(keys, words) <= _ADJACENT).nonzero()[0]
    own = counted.take(found.codes.take(order.take(close)))
    places = (words.take(close) - 1) * count + (keys.take(close) >> POSITION_BITS)
    counts = np.bincount(places, own, minlength=pairs * count).reshape(pairs, count)
    held = (counts > 0).sum(axis=1).tolist()
    idf = np.array([[inverse_frequency(ranking, size, each)] for each in held])
    return np.asarray((idf * counts * (ranking.k1 + 1) / (counts + ranking.k1)).sum(axis=0))
