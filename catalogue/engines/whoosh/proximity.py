"""Proximity: among the best documents, those whose words stand together come first.

Frequencies cannot tell a page about "accès aux soins des jeunes" from one that names access, care and youth
pages apart. Positions can, but reading them costs: only the best documents by frequency are looked at.
"""

import numpy as np

from catalogue.engines.plan import Start, Step, Word
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.generation import Generation
from catalogue.engines.whoosh.occurrences import Occurrences, body_leaves, occurrences_of
from catalogue.engines.whoosh.scoring import (
    ROOT,
    Ranking,
    has_relatives,
    inverse_frequency,
    score_relatives,
    score_word,
)

#: How many of the best documents are looked at.
DEPTH = 40
#: Words within so many positions are near each other.
_WINDOW = 12
#: Neighbours in the query that stand at most so far apart, in order, are adjacent.
_ADJACENT = 3


def nearness(generation: Generation, step: Step, docs: Array, ranking: Ranking) -> Array:
    """What to add to the scores of some documents for how close the words of the query stand."""
    words = [leaf for leaf in body_leaves(step) if isinstance(leaf, Word)]
    if len(words) < 2 or not len(docs):
        return np.zeros(len(docs))
    weights = np.array([_weight(generation, word, ranking) for word in words])
    found = _with_roots(generation, words, docs, ranking)
    if not len(found.docs):
        return np.zeros(len(docs))
    return ranking.near * _best_window(found, weights, len(docs)) + ranking.adjacent * _adjacency(
        found, weights, len(docs)
    )


def _weight(generation: Generation, word: Word, ranking: Ranking) -> float:
    """How much a word tells; one that no document holds, as much as its relatives."""
    count = len(score_word(generation, word, ranking).docs)
    return inverse_frequency(
        ranking, generation.size, count or len(score_relatives(generation, word, ranking).docs)
    )


def _with_roots(generation: Generation, words: list[Word], docs: Array, ranking: Ranking) -> Occurrences:
    """Where words stand in bodies; a word with the same root stands for one of them."""
    rooted = [number for number, word in enumerate(words) if ranking.root and has_relatives(word)]
    roots = [Start(words[number].exact[:ROOT], words[number].field) for number in rooted]
    found = occurrences_of(generation, [*words, *roots], docs)
    return Occurrences(found.docs, found.positions, np.array([*range(len(words)), *rooted])[found.leaves])


def _best_window(found: Occurrences, weights: Array, size: int) -> Array:
    """Largest sum of the weights of distinct words within a window, for each document."""
    keys = found.keys
    mass = np.zeros(len(keys))
    for leaf, weight in enumerate(weights):
        last = np.maximum.accumulate(np.where(found.leaves == leaf, keys, -(1 << 40)))
        mass += weight * (keys - last <= _WINDOW)
    best = np.zeros(size)
    np.maximum.at(best, found.docs, mass)
    return best


def _adjacency(found: Occurrences, weights: Array, size: int) -> Array:
    """How often neighbours of the query are neighbours in the text, saturated, by the weight of both."""
    keys = [found.of(leaf) for leaf in range(len(weights))]
    total = np.zeros(size)
    for leaf in range(len(weights) - 1):
        before, after = keys[leaf], keys[leaf + 1]
        if len(before) and len(after):
            at = np.searchsorted(before, after) - 1
            close = (at >= 0) & (after - before[at] <= _ADJACENT)
            counts = np.bincount(after[close] >> 32, minlength=size)
            total += (weights[leaf] + weights[leaf + 1]) / 2 * counts * 1.9 / (counts + 0.9)
    return total
