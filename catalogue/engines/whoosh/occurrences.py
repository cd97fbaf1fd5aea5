"""Occurrences: where the leaves of a plan stand in the bodies of a few documents, as arrays.

Both nearness (for ranking) and passages are read from them. The postings of all words asked for are looked
through at once, a segment at a time, for the few documents wanted; nothing is kept, so the first search for
a word costs what the next does.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Several
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from catalogue.engines.plan import Sequence, Start, Step, Word, leaves
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.evaluation import POSITION_BITS, following
from catalogue.engines.whoosh.generation import Generation, Part
from catalogue.engines.whoosh.lookup import ranges_of
from catalogue.engines.whoosh.postings import runs

BODY = "body"
Leaf = Word | Sequence | Start
_NO_DOCS = np.empty(0, np.int32)
#: No occurrence at all, as `_in_part` gives it.
_NONE = (np.empty(0, np.int64),) * 3


@dataclass(frozen=True, slots=True)
class Occurrences:
    """One entry per occurrence, by document, position, leaf."""

    #: Index of the document among those wanted.
    docs: Array
    positions: Array
    #: Index of the leaf among those of the plan.
    leaves: Array

    @property
    def keys(self) -> Array:
        """Document and position as one number, growing."""
        keys: Array = self.docs << POSITION_BITS | self.positions
        return keys

    def of(self, leaf: int) -> Array:
        """The keys of one leaf's occurrences."""
        keys: Array = self.keys[self.leaves == leaf]
        return keys


def body_leaves(step: Step) -> list[Leaf]:
    """The distinct leaves of a plan that look into bodies."""
    return [leaf for leaf in dict.fromkeys(leaves(step)) if leaf.field in (None, BODY)]


def occurrences_of(generation: Generation, wanted: Several[Leaf], docs: Array) -> Occurrences:
    """Where leaves stand in some documents; of a sequence, where its last word stands."""
    if not wanted or not len(docs):
        return Occurrences(*_NONE)
    words = list(dict.fromkeys(word for leaf in wanted for word in _words_of(leaf)))
    index = np.full(generation.size, -1, np.int16)
    index[docs] = np.arange(len(docs))
    ranges = [ranges_of(generation, word) for word in words]
    found = [
        _in_part(part, [each[number] for each in ranges], index)
        for number, part in enumerate(generation.parts)
    ]
    held = Occurrences(*(np.concatenate(column) for column in zip(*found, _NONE, strict=True)))
    return _ordered(held if words == list(wanted) else _of_leaves(held, wanted, words))


def _words_of(leaf: Leaf) -> Iterator[Word | Start]:
    if isinstance(leaf, Sequence):
        yield from (word for _, word in leaf.words)
    else:
        yield leaf


def _in_part(part: Part, words: Several[Array], index: Array) -> tuple[Array, Array, Array]:
    """Index of the document, position and number of the word, of all occurrences in one segment.

    `words` holds the ranges of each word; `index` says of each document of the generation which of those
    wanted it is, -1 for none.
    """
    postings = part.view.fields[BODY]
    ranges = postings.starts.take(np.concatenate(words)).astype(np.int64)
    numbers = np.repeat(np.arange(len(words)), [len(each) for each in words])
    looked = [postings.docs[begin:end] for begin, end in ranges.tolist()]
    at = index[part.base : part.base + len(part.view.documents)].take(np.concatenate((*looked, _NO_DOCS)))
    held = (at >= 0).nonzero()[0]
    if not len(held):
        return _NONE
    sizes = ranges[:, 1] - ranges[:, 0]
    before = np.cumsum(sizes) - sizes
    run = before.searchsorted(held, side="right") - 1
    posting = held + (ranges[:, 0] - before)[run]
    places = postings.places.take(posting).astype(np.int64)
    counts = postings.places.take(posting + 1) - places
    positions = postings.positions.take(runs(places, counts)).astype(np.int64)
    return np.repeat(at[held], counts).astype(np.int64), positions, np.repeat(numbers[run], counts)


def _of_leaves(found: Occurrences, wanted: Several[Leaf], words: Several[Word | Start]) -> Occurrences:
    """From occurrences of words to those of leaves, sequences among them."""
    number = {word: at for at, word in enumerate(words)}
    keys = [np.sort(found.of(at)) for at in range(len(words))]
    each = []
    for leaf in wanted:
        reached = keys[number[next(_words_of(leaf))]]
        if isinstance(leaf, Sequence):
            for (before, _), (offset, word) in pairwise(leaf.words):
                reached = following(reached, keys[number[word]], offset - before, leaf.slop)
        each.append(reached)
    key = np.concatenate(each)
    leaf_of = np.repeat(np.arange(len(wanted)), [len(reached) for reached in each])
    return Occurrences(key >> POSITION_BITS, key & (1 << POSITION_BITS) - 1, leaf_of)


def _ordered(found: Occurrences) -> Occurrences:
    order = np.lexsort((found.leaves, found.keys))
    return Occurrences(found.docs[order], found.positions[order], found.leaves[order])
