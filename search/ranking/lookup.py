"""Lookup: which words of each segment's lexicon answer a leaf of a plan."""

from functools import partial

import numpy as np

from search.plan import Start, Word
from search.ranking.arrays import Array
from search.ranking.postings import Lexicon
from search.ranking.state import State


def ranges_of(state: State, leaf: Word | Start) -> tuple[Array, ...]:
    """For each segment, the words that answer a leaf: rows of first and last number, the last excluded.

    The postings of such a range stand side by side. Kept, as ranking, nearness and passages all ask.
    """
    return state.cache.get(("ranges", leaf), partial(_ranges_of, state, leaf))


def _ranges_of(state: State, leaf: Word | Start) -> tuple[Array, ...]:
    return tuple(_ranges(part.view.lexicon, leaf) for part in state.parts)


def _ranges(lexicon: Lexicon, leaf: Word | Start) -> Array:
    if isinstance(leaf, Start):
        return np.array([lexicon.starting(leaf.prefix)], np.int64)
    if leaf.strict:
        found = lexicon.word(leaf.exact)
        numbers = np.array([] if found is None else [found], np.int64)
    else:
        numbers = lexicon.family(leaf.family).astype(np.int64)
    return np.stack((numbers, numbers + 1), axis=1)
