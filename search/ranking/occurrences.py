"""Occurrences: where the leaves of a plan stand in the bodies of a few documents, as arrays.

Both nearness (for ranking) and passages are read from them; every engine finds them in its own way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from search.plan import WRITTEN, Sequence, Start, Step, Word, leaves
from search.ranking.arrays import Array

BODY = "body"
Leaf = Word | Sequence | Start
#: Room for positions beside the document's number in one 64-bit key.
POSITION_BITS = 32


@dataclass(frozen=True, slots=True)
class Occurrences:
    """One entry per occurrence, by document, position, leaf."""

    #: `(n,) int64`: index of the document among those wanted.
    docs: Array
    #: `(n,) int64`: place among the words of the body.
    positions: Array
    #: `(n,) int64`: index of the leaf among those of the plan.
    leaves: Array

    @property
    def keys(self) -> Array:
        """`(n,) int64`: document and position as one number, growing."""
        keys: Array = self.docs << POSITION_BITS | self.positions
        return keys

    def by_leaf(self, count: int) -> list[Array]:
        """`(n,) int64` for each of so many leaves: the keys of its occurrences."""
        keys = self.keys
        return [keys[self.leaves == leaf] for leaf in range(count)]

    def only(self, docs: Array, leaves: Array) -> "Occurrences":
        """Those of some documents and leaves; each array says the new number of an old one, -1 for none."""
        doc, leaf = docs[self.docs], leaves[self.leaves]
        kept = np.flatnonzero((doc >= 0) & (leaf >= 0))
        return ordered(Occurrences(doc[kept], self.positions[kept], leaf[kept]))


NO_OCCURRENCES = Occurrences(*(np.empty(0, np.int64),) * 3)


def body_leaves(step: Step) -> list[Leaf]:
    """The distinct leaves of a plan that look into bodies."""
    return [leaf for leaf in dict.fromkeys(leaves(step)) if leaf.field in (None, WRITTEN, BODY)]


def words_of_leaf(leaf: Leaf) -> Iterator[Word | Start]:
    """The words of a sequence, in order; any other leaf itself."""
    if isinstance(leaf, Sequence):
        yield from (word for _, word in leaf.words)
    else:
        yield leaf


def of_leaves(found: Occurrences, wanted: list[Leaf], words: list[Word | Start]) -> Occurrences:
    """From occurrences of words to those of leaves; of a sequence, where its last word stands."""
    if words == wanted:
        return ordered(found)
    number = {word: at for at, word in enumerate(words)}
    keys = [np.sort(each) for each in found.by_leaf(len(words))]
    each = []
    for leaf in wanted:
        reached = keys[number[next(words_of_leaf(leaf))]]
        if isinstance(leaf, Sequence):
            for (before, _), (offset, word) in pairwise(leaf.words):
                reached = following(reached, keys[number[word]], offset - before, leaf.slop)
        each.append(reached)
    key = np.concatenate(each)
    leaf_of = np.repeat(np.arange(len(wanted)), [len(reached) for reached in each])
    return ordered(Occurrences(key >> POSITION_BITS, key & (1 << POSITION_BITS) - 1, leaf_of))


def following(before: Array, after: Array, step: int, slop: int) -> Array:
    """Those of `after` that stand `step` to `step + slop` positions behind one of `before`; growing keys."""
    if not len(before) or not len(after):
        return after[:0]
    at = np.searchsorted(before, after - step, side="right") - 1
    distance = after - step - before[np.maximum(at, 0)]
    return after[(at >= 0) & (distance >= 0) & (distance <= slop)]


def ordered(found: Occurrences) -> Occurrences:
    """The same by document, position and leaf."""
    order = np.lexsort((found.leaves, found.keys))
    return Occurrences(found.docs[order], found.positions[order], found.leaves[order])
