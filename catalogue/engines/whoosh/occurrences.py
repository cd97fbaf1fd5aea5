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
from catalogue.engines.whoosh.postings import bounds_of, runs
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
    if isinstance(leaf, Start):
        yield from _in_range(generation, leaf, docs)
        return
    located = generation.cache.get((leaf, BODY), partial(_located, generation, leaf))
    low, high = np.searchsorted(located.docs, docs), np.searchsorted(located.docs, docs, side="right")
    held = high - low
    chosen = runs(low, held)
    begins = located.bounds[chosen]
    counts = located.bounds[chosen + 1] - begins
    index = np.repeat(np.repeat(np.arange(len(docs)), held), counts)
    yield index, located.positions[runs(begins, counts)].astype(np.int64)


def _in_range(generation: Generation, leaf: Start, docs: Array) -> Iterator[tuple[Array, Array]]:
    """The same for the words that begin so: too many to join, but their postings stand side by side."""
    index = np.full(generation.size, -1, np.int64)
    index[docs] = np.arange(len(docs))
    for part in generation.parts:
        postings = part.view.fields[BODY]
        low, high = part.view.lexicon.starting(leaf.prefix)
        begin, end = int(postings.starts[low]), int(postings.starts[high])
        at = index[part.base : part.base + len(part.view.documents)][postings.docs[begin:end]]
        held = np.flatnonzero(at >= 0)
        places = postings.places[begin + held].astype(np.int64)
        counts = postings.places[begin + held + 1] - places
        yield np.repeat(at[held], counts), postings.positions[runs(places, counts)].astype(np.int64)


class Located(NamedTuple):
    """All postings of a word in bodies, by document; a document may stand several times, once per form."""

    docs: Array
    #: Where the positions of each posting begin, and where the last end.
    bounds: Array
    positions: Array


def _located(generation: Generation, word: Word) -> Located:
    docs, counts, positions = [np.empty(0, np.int32)], [np.empty(0, np.int64)], [np.empty(0, np.uint32)]
    for part, numbers in zip(generation.parts, numbers_of(generation, word), strict=True):
        postings = part.view.fields[BODY]
        for number in numbers.tolist():
            begin, end = int(postings.starts[number]), int(postings.starts[number + 1])
            if begin < end:
                first, last = int(postings.places[begin]), int(postings.places[end])
                docs.append(postings.docs[begin:end] + np.int32(part.base))
                counts.append(postings.frequencies(begin, end))
                positions.append(postings.positions[first:last].astype(np.uint32))
    doc, count, position = np.concatenate(docs), np.concatenate(counts), np.concatenate(positions)
    bounds = bounds_of(count)
    if bool((doc[1:] >= doc[:-1]).all()):
        return Located(doc, bounds, position)
    order = np.argsort(doc, kind="stable")
    return Located(doc[order], bounds_of(count[order]), position[runs(bounds[:-1][order], count[order])])
