"""Occurrences: where the leaves of a plan stand in the bodies of a few documents, as arrays.

Both nearness (for ranking) and passages are read from them; only the postings of the words asked for are
touched, and of these only the documents wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from catalogue.engines.plan import Sequence, Start, Step, Word, leaves
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.evaluation import sequence_positions
from catalogue.engines.whoosh.generation import Generation
from catalogue.engines.whoosh.postings import FieldPostings, runs
from catalogue.engines.whoosh.scoring import numbers_of

BODY = "body"
Leaf = Word | Sequence | Start


@dataclass(frozen=True, slots=True)
class Occurrences:
    """One entry per occurrence, by document then position."""

    #: Index of the document among those wanted.
    docs: Array
    positions: Array
    #: Index of the leaf among those of the plan.
    leaves: Array

    def of(self, index: int) -> tuple[Array, Array]:
        """Positions and leaves of one of the documents."""
        begin, end = np.searchsorted(self.docs, (index, index + 1)).tolist()
        return self.positions[begin:end], self.leaves[begin:end]


def body_leaves(step: Step) -> list[Leaf]:
    """The distinct leaves of a plan that look into bodies."""
    return [leaf for leaf in dict.fromkeys(leaves(step)) if leaf.field in (None, BODY)]


def occurrences_of(generation: Generation, wanted: list[Leaf], docs: Array) -> Occurrences:
    """Where leaves stand in some documents."""
    order = np.argsort(docs, kind="stable")
    found = [
        (order[at], positions, np.full(len(at), number))
        for number, leaf in enumerate(wanted)
        for at, positions in _found(generation, leaf, docs[order])
    ]
    if not found:
        return Occurrences(*(np.empty(0, np.int64) for _ in range(3)))
    index, positions, numbers = (np.concatenate(column) for column in zip(*found, strict=True))
    by_place = np.lexsort((numbers, positions, index))
    return Occurrences(index[by_place], positions[by_place], numbers[by_place])


def _found(generation: Generation, leaf: Leaf, docs: Array) -> Iterator[tuple[Array, Array]]:
    """Index into `docs` (growing) and position of each occurrence of a leaf."""
    if isinstance(leaf, Sequence):
        for found, positions in sequence_positions(generation, leaf, BODY):
            at = np.minimum(np.searchsorted(docs, found), len(docs) - 1)
            kept = docs[at] == found
            yield at[kept], positions[kept]
        return
    for segment, part in enumerate(generation.parts):
        first, last = np.searchsorted(docs, (part.base, part.base + len(part.view.documents))).tolist()
        if first < last:
            make = partial(_located, generation, leaf, segment)
            located = generation.cache.get((leaf, BODY, segment), make)
            yield _within(part.view.fields[BODY], located, docs[first:last] - part.base, first)


class Located(NamedTuple):
    """All postings of a leaf in one segment, by document."""

    docs: Array
    postings: Array


def _located(generation: Generation, leaf: Word | Start, segment: int) -> Located:
    view = generation.parts[segment].view
    postings = view.fields[BODY]
    if isinstance(leaf, Start):
        ranges = [view.lexicon.starting(leaf.prefix)]
    else:
        ranges = [(word, word + 1) for word in numbers_of(generation, leaf)[segment].tolist()]
    spans = [np.arange(int(postings.starts[low]), int(postings.starts[high])) for low, high in ranges]
    numbers = np.concatenate([*spans, np.empty(0, np.int64)]).astype(np.uint32)
    docs = postings.docs[numbers]
    if len(ranges) == 1 and isinstance(leaf, Word):
        return Located(docs, numbers)
    order = np.argsort(docs, kind="stable")
    return Located(docs[order], numbers[order])


def _within(postings: FieldPostings, located: Located, local: Array, first: int) -> tuple[Array, Array]:
    """Index and position of each occurrence in some documents, their first index being `first`."""
    low, high = np.searchsorted(located.docs, local), np.searchsorted(located.docs, local, side="right")
    held = high - low
    chosen = located.postings[runs(low, held)]
    places = postings.places[chosen].astype(np.int64)
    counts = postings.places[chosen + 1] - places
    index = np.repeat(np.repeat(np.arange(first, first + len(local)), held), counts)
    return index, postings.positions[runs(places, counts)].astype(np.int64)
