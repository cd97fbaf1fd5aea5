"""Lookup: which words of each segment's lexicon answer a leaf of a plan."""

from functools import partial

import numpy as np

from search.ranking.arrays import Array
from search.ranking.occurrences import Rooted, Term
from search.ranking.postings import Lexicon
from search.ranking.state import State
from search.steps import Start, Word


def ranges_of(state: State, leaf: Term) -> tuple[Array, ...]:
    """For each segment, the words that answer a leaf: rows of first and last number, the last excluded.

    The postings of such a range stand side by side. A rooted word is answered by its relatives alone. Kept,
    as ranking, nearness and passages all ask.
    """
    return state.cache.get(("ranges", leaf), partial(_ranges_of, state, leaf))


def _ranges_of(state: State, leaf: Term) -> tuple[Array, ...]:
    return tuple(_ranges(part.view.lexicon, leaf) for part in state.parts)


def _ranges(lexicon: Lexicon, leaf: Term) -> Array:
    if isinstance(leaf, Start):
        return np.array([lexicon.starting(leaf.prefix)], np.int64)
    if isinstance(leaf, Rooted):
        return _between(*lexicon.starting(leaf.word.root or ""), _numbers(lexicon, leaf.word))
    numbers = _numbers(lexicon, leaf)
    return np.stack((numbers, numbers + 1), axis=1)


def _numbers(lexicon: Lexicon, word: Word) -> Array:
    if not word.strict:
        return lexicon.family(word.family).astype(np.int64)
    found = lexicon.word(word.exact)
    return np.array([] if found is None else [found], np.int64)


def _between(first: int, last: int, left_out: Array) -> Array:
    """What remains of a range once some numbers are left out, which grow."""
    inside = left_out[(left_out >= first) & (left_out < last)]
    ranges = np.stack((np.append(first, inside + 1), np.append(inside, last)), axis=1)
    return ranges[ranges[:, 0] < ranges[:, 1]]
