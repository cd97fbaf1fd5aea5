"""Occurrences: where the leaves of a plan stand in the bodies of a few documents, as arrays.

Both nearness (for ranking) and passages are read from them; every engine finds them in its own way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.ranking.arrays import Array
from search.steps import WRITTEN, Sequence, Start, Step, Word, leaves

BODY = "body"


Leaf = Word | Sequence | Start


class Rooted(NamedTuple):
    """A word and those that begin like it: its forms and its relatives are told apart where they stand."""

    word: Word


#: What may be looked for, and what that is made of.
Sought = Leaf | Rooted
Term = Word | Start | Rooted
#: Room for positions beside the document's number in one 64-bit key, and for codes beside both: documents
#: looked at have 15 bits.
POSITION_BITS = 32
POSITIONS = (1 << POSITION_BITS) - 1
CODE_BITS = 16
_CODES = (1 << CODE_BITS) - 1
#: Where the number of an owner stands above a key.
_OWNER = 63 - CODE_BITS


@dataclass(frozen=True, slots=True)
class Occurrences:
    """One entry per occurrence, by document, position, leaf."""

    #: `(n,) int64`: index of the document among those wanted and position in its body as one number, growing.
    keys: Array
    #: `(n,) int64`: twice the index of the leaf among those of the plan, and one for a relative of its word.
    codes: Array

    @property
    def leaves(self) -> Array:
        """`(n,) int64`: index of the leaf among those of the plan."""
        return np.asarray(self.codes >> 1)

    @property
    def docs(self) -> Array:
        """`(n,) int64`: index of the document among those wanted."""
        return np.asarray(self.keys >> POSITION_BITS)

    @property
    def positions(self) -> Array:
        """`(n,) int64`: place among the words of the body."""
        return np.asarray(self.keys & POSITIONS)

    @property
    def order(self) -> Array:
        """`(n,) int64`: all occurrences by leaf, then as they stand."""
        return self.leaves.astype(np.uint16).argsort(kind="stable")

    def by_leaf(self, count: int) -> list[Array]:
        """`(n,) int64` for each of so many leaves: the keys of its occurrences."""
        return [self.keys.take(places) for places in self.places(count)]

    def places(self, count: int) -> list[Array]:
        """`(n,) int64` for each of so many leaves: which occurrences are its own, growing."""
        order, bounds = self.order, np.bincount(self.leaves, minlength=count).cumsum().tolist()
        return [order[begin:end] for begin, end in pairwise([0, *bounds])]

    def only(self, docs: Array, codes: Array) -> "Occurrences":
        """Those of some documents and codes; each array says the new number of an old one, -1 for none."""
        doc, code = docs.take(self.docs), codes.take(self.codes)
        kept = ((doc >= 0) & (code >= 0)).nonzero()[0]
        keys, code = doc.take(kept) << POSITION_BITS | self.positions.take(kept), code.take(kept)
        return Occurrences(keys, code) if _grow(docs) and _grow(codes) else ordered(keys, code)


#: No key is so far before or after another.
NEVER = 1 << 60


def _grow(numbers: Array) -> bool:
    """Whether those that are not left out grow, so that what comes in order stays so."""
    kept = [number for number in numbers.tolist() if number >= 0]
    return kept == sorted(kept)


#: A key before all others, and near none.
_FAR = np.array([-1 << POSITION_BITS])

NO_OCCURRENCES = Occurrences(*(np.empty(0, np.int64),) * 2)


@lru_cache(maxsize=256)
def body_leaves(step: Step) -> tuple[Leaf, ...]:
    """The distinct leaves of a plan that look into bodies; kept, as ranking and passages ask."""
    return tuple(leaf for leaf in dict.fromkeys(leaves(step)) if leaf.field in (None, WRITTEN, BODY))


def words_of_leaf(leaf: Leaf) -> Iterator[Word | Start]:
    """The words of a sequence, in order; any other leaf itself."""
    if isinstance(leaf, Sequence):
        yield from (word for _, word in leaf.words)
    else:
        yield leaf


def terms_of(sought: Sought) -> Iterator[Term]:
    """The same of whatever is looked for."""
    if isinstance(sought, Rooted):
        yield sought
    else:
        yield from words_of_leaf(sought)


def of_leaves(found: Occurrences, wanted: list[Sought], words: list[Term]) -> Occurrences:
    """From occurrences of words to those of leaves; of a sequence, where its last word stands."""
    if words == wanted:
        return found
    number = {word: at for at, word in enumerate(words)}
    places = found.places(len(words))
    keys, codes = [], []
    for at, leaf in enumerate(wanted):
        own = places[number[next(terms_of(leaf))]]
        reached, code = found.keys[own], found.codes[own] & 1
        if isinstance(leaf, Sequence):
            for (before, _), (offset, word) in pairwise(leaf.words):
                reached = following(reached, found.keys[places[number[word]]], offset - before, leaf.slop)
            code = np.zeros(len(reached), np.int64)
        keys.append(reached)
        codes.append(code | at << 1)
    return ordered(np.concatenate(keys), np.concatenate(codes))


def following(before: Array, after: Array, step: int, slop: int) -> Array:
    """Those of `after` that stand `step` to `step + slop` positions behind one of `before`; growing keys."""
    first = after - step
    found: Array = after[first - last_before(before, first, same=True) <= slop]
    return found


def last_before(keys: Array, ends: Array, *, same: bool = False) -> Array:
    """The last of some growing keys before each end, or at the `same` place too; far away where none is."""
    return np.concatenate((_FAR, keys)).take(keys.searchsorted(ends, "right" if same else "left"))


def last_of_each(keys: Array, owners: Array, at: Array, shape: tuple[int, int]) -> Array:
    """For each of some owners, the last of its keys at or before each of so many places.

    Keys come by owner and grow; `at` says at which place each stands. Where there is none, one far before.
    """
    found = np.full(len(keys) + shape[0], -NEVER)
    slots, counts = _slots(owners, at, shape)
    found[slots] = keys
    return found.repeat(counts).reshape(shape)


def around_each(keys: Array, owners: Array, at: Array, shape: tuple[int, int]) -> tuple[Array, Array]:
    """The same, and the next of its keys behind that, far behind where there is none."""
    before, after = np.full(len(keys) + shape[0], -NEVER), np.full(len(keys) + shape[0], NEVER)
    slots, counts = _slots(owners, at, shape)
    before[slots], after[slots - 1] = keys, keys
    return before.repeat(counts).reshape(shape), after.repeat(counts).reshape(shape)


def _slots(owners: Array, at: Array, shape: tuple[int, int]) -> tuple[Array, Array]:
    """For each key its slot, one left free before those of each owner; how many places have each last."""
    count, size = shape
    numbers = np.arange(count)
    begins = np.full(len(owners) + count + 1, count * size)
    begins[owners.searchsorted(numbers) + numbers] = numbers * size
    slots = np.arange(1, len(owners) + 1) + owners
    begins[slots] = owners * size + at
    return slots, begins[1:] - begins[:-1]


def gaps_behind(keys: Array, owners: Array) -> Array:
    """How far each key stands behind the last one of the owner before its own; not near any, far away.

    Keys come by owner and grow. Nothing is behind what stands at the same place.
    """
    every = owners << _OWNER | keys
    wanted = every - (1 << _OWNER)
    found = wanted - every.take(every.searchsorted(wanted) - 1)
    return np.where(found > 0, found, NEVER)


def ordered(keys: Array, codes: Array) -> Occurrences:
    """Occurrences in any order, by document, position and code."""
    return of_rows(keys << CODE_BITS | codes)


def of_rows(rows: Array) -> Occurrences:
    """The same from keys and codes as one number each, which are put in order in place."""
    rows.sort(kind="stable")  # they come as a few growing runs
    return Occurrences(rows >> CODE_BITS, rows & _CODES)
