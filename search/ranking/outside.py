"""Outside: which documents hold a word elsewhere than in their pages, for passages that lack it."""

from collections.abc import Sequence as Several
from functools import partial
from typing import NamedTuple

import numpy as np

from search.ranking.arrays import Array, Docs, distinct
from search.ranking.state import State
from search.ranking.word_fields import DESCRIPTORS, OWN_FIELDS
from search.ranking.word_runs import holders_of
from search.steps import Word

_NONE = np.empty(0, np.int32)
#: Fields that tell what a whole document is about; a heading tells it of a page.
_SHORT = tuple(name for name in OWN_FIELDS if name not in ("body", "headings"))


class Outside(NamedTuple):
    """Documents, growing, that hold a word in a short field of their own, and in the names of their codes."""

    told: Array
    described: Array


def told_outside(state: State, word: Word) -> Outside:
    """Which documents hold a word outside their pages; kept."""
    return state.cache.get(("outside", word), partial(_outside, state, word))


def _outside(state: State, word: Word) -> Outside:
    return Outside(_holders(state, _SHORT, word), _holders(state, (DESCRIPTORS,), word))


def _holders(state: State, names: Several[str], word: Word) -> Array:
    return distinct(np.concatenate([_NONE, *holders_of(state, names, word)]))


def among(held: Array, docs: Docs) -> Array:
    """Which of a few documents are among many, which grow."""
    if not len(held):
        return np.zeros(len(docs), bool)
    # Of another kind of number, all that hold it would be made anew.
    wanted = docs.astype(held.dtype, copy=False)
    return np.asarray(held.take(held.searchsorted(wanted), mode="clip") == wanted)
