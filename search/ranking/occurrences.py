"""Occurrences: where the leaves of a plan stand in the bodies of a few documents, as arrays.

Both nearness (for ranking) and passages are read from them; every engine finds them in its own way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.plan import WRITTEN, Sequence, Start, Step, Word, leaves
from search.ranking.arrays import Array

BODY = "body"


Leaf = Word | Sequence | Start


class SameRoot(NamedTuple):
    """Words that begin like one, its own forms left out: these are looked for beside them."""

    word: Word


#: What may be looked for, and what that is made of.
Sought = Leaf | SameRoot
Term = Word | Start | SameRoot
#: Room for positions beside the document's number in one 64-bit key, and for leaves beside both: documents
#: looked at have 15 bits.
POSITION_BITS = 32
_LEAF_BITS = 16


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
        return [keys[places] for places in self.places(count)]

    def places(self, count: int) -> list[Array]:
        """`(n,) int64` for each of so many leaves: which occurrences are its own, growing."""
        order = np.argsort(self.leaves.astype(np.uint16), kind="stable")
        bounds = np.cumsum(np.bincount(self.leaves, minlength=count)).tolist()
        return [order[begin:end] for begin, end in pairwise([0, *bounds])]

    def only(self, docs: Array, leaves: Array) -> "Occurrences":
        """Those of some documents and leaves; each array says the new number of an old one, -1 for none."""
        doc, leaf = docs[self.docs], leaves[self.leaves]
        kept = np.flatnonzero((doc >= 0) & (leaf >= 0))
        return ordered(Occurrences(doc[kept], self.positions[kept], leaf[kept]))


#: A key before all others, and near none.
_FAR = np.array([-1 << POSITION_BITS])

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


def terms_of(sought: Sought) -> Iterator[Term]:
    """The same of whatever is looked for."""
    if isinstance(sought, SameRoot):
        yield sought
    else:
        yield from words_of_leaf(sought)


def of_leaves(found: Occurrences, wanted: list[Sought], words: list[Term]) -> Occurrences:
    """From occurrences of words to those of leaves; of a sequence, where its last word stands."""
    if words == wanted:
        return ordered(found)
    number = {word: at for at, word in enumerate(words)}
    keys = [np.sort(each) for each in found.by_leaf(len(words))]
    each = []
    for leaf in wanted:
        reached = keys[number[next(terms_of(leaf))]]
        if isinstance(leaf, Sequence):
            for (before, _), (offset, word) in pairwise(leaf.words):
                reached = following(reached, keys[number[word]], offset - before, leaf.slop)
        each.append(reached)
    key = np.concatenate(each)
    leaf_of = np.repeat(np.arange(len(wanted)), [len(reached) for reached in each])
    return ordered(Occurrences(key >> POSITION_BITS, key & (1 << POSITION_BITS) - 1, leaf_of))


def following(before: Array, after: Array, step: int, slop: int) -> Array:
    """Those of `after` that stand `step` to `step + slop` positions behind one of `before`; growing keys."""
    first = after - step
    found: Array = after[first - last_before(before, first, same=True) <= slop]
    return found


def last_before(keys: Array, ends: Array, *, same: bool = False) -> Array:
    """The last of some growing keys before each end, or at the `same` place too; far away where none is."""
    return np.concatenate((_FAR, keys)).take(keys.searchsorted(ends, "right" if same else "left"))


def ordered(found: Occurrences) -> Occurrences:
    """The same by document, position and leaf."""
    rows = np.sort(found.keys << _LEAF_BITS | found.leaves, kind="stable")
    keys = rows >> _LEAF_BITS
    return Occurrences(keys >> POSITION_BITS, keys & (1 << POSITION_BITS) - 1, rows & (1 << _LEAF_BITS) - 1)
