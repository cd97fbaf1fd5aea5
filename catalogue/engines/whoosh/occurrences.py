"""Occurrences: where the leaves of a plan stand in the bodies of a few documents, as arrays.

Both nearness (for ranking) and passages are read from them; only the postings of the words asked for are
touched, and of these only the documents wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    numbers = None if isinstance(leaf, Start) else numbers_of(generation, leaf)
    for segment, part in enumerate(generation.parts):
        first, last = np.searchsorted(docs, (part.base, part.base + len(part.view.documents))).tolist()
        if first < last:
            postings, local = part.view.fields[BODY], docs[first:last] - part.base
            if isinstance(leaf, Start):
                yield from _in_range(postings, *part.view.lexicon.starting(leaf.prefix), local, first)
            elif numbers is not None:
                for word in numbers[segment].tolist():
                    yield from _in_documents(postings, word, local, first)


def _in_documents(
    postings: FieldPostings, word: int, local: Array, first: int
) -> Iterator[tuple[Array, Array]]:
    begin, end = int(postings.starts[word]), int(postings.starts[word + 1])
    if begin == end:
        return
    docs = postings.docs[begin:end]
    at = np.minimum(np.searchsorted(docs, local), end - begin - 1)
    held = np.flatnonzero(docs[at] == local)
    yield _positions(postings, begin + at[held], held + first)


def _in_range(
    postings: FieldPostings, low: int, high: int, local: Array, first: int
) -> Iterator[tuple[Array, Array]]:
    """Occurrences of all words of a range, whose postings stand side by side."""
    begin, end = int(postings.starts[low]), int(postings.starts[high])
    if begin < end:
        docs = postings.docs[begin:end]
        at = np.minimum(np.searchsorted(local, docs), len(local) - 1)
        held = np.flatnonzero(local[at] == docs)
        yield _positions(postings, begin + held, at[held] + first)


def _positions(postings: FieldPostings, chosen: Array, index: Array) -> tuple[Array, Array]:
    """All positions of some postings, each with its posting's index."""
    places = postings.places[chosen].astype(np.int64)
    counts = postings.places[chosen + 1].astype(np.int64) - places
    return np.repeat(index, counts), postings.positions[runs(places, counts)].astype(np.int64)
