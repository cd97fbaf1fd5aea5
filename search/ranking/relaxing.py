"""Relaxing: when no document holds all words, those that hold most of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from search.ranking.arrays import Array, Docs, masked
from search.steps import least

#: Fewer documents that hold all words are followed by those that hold most.
FEW = 5


class MostHeld(NamedTuple):
    """Documents that hold most words, and how many the best of those that the filters keep holds."""

    docs: Docs
    best: int


def most_held(
    held: Array, masks: Sequence[Array], *, question: bool = False, bits: int = 0
) -> MostHeld | None:
    """The documents that hold nearly as many words as the best one, None when none holds any.

    `held`, `(size,)` whole numbers: how many children of the plan each document answers, above so many `bits`
    of something else, 0 for those that may not be seen or hold what is excluded. `masks`, each
    `(size,) bool`: which documents each filter keeps; at least one of these is among the answers. A question
    needs fewer of its words.
    """
    kept = held
    for mask in masks:
        kept = masked(kept, mask)
    best = int(kept.max(initial=0)) >> bits
    if best == 0:
        return None
    return MostHeld(np.flatnonzero(held >= least(best, question=question) << bits).astype(np.int32), best)
