"""Occurrences in a state: postings of all words asked for, looked through a segment at a time.

Only the few documents wanted are looked for; but for one search nothing is kept, so the first search for a
word costs what the next does.
"""

from collections.abc import Mapping
from collections.abc import Sequence as Several
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.plan import Sequence
from search.ranking.arrays import Array
from search.ranking.lookup import ranges_of
from search.ranking.occurrences import (
    BODY,
    NO_OCCURRENCES,
    Occurrences,
    Sought,
    Term,
    of_leaves,
    ordered,
    terms_of,
)
from search.ranking.phrases import sequence_positions
from search.ranking.postings import bounds_of, runs
from search.ranking.state import State

_NO_DOCS = np.empty(0, np.int32)
#: Room for postings beside the number of their segment.
_POSTING_BITS = 40
_POSTINGS = (1 << _POSTING_BITS) - 1
#: Added to postings: where their positions begin, and where those of the next do.
_AND_NEXT = np.array([[0], [1]])


class Finder:
    """Finds occurrences for one search: what was found last serves again for fewer documents and leaves.

    Ranking looks at more documents, for more words, than the passages of one page of results need.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._docs: dict[int, int] = {}
        self._leaves: dict[Sought, int] = {}
        #: How many leaves were asked for: more than there are when one came twice (two words of one root).
        self._asked = 0
        self._found = NO_OCCURRENCES

    def find(self, wanted: Several[Sought], docs: Array) -> Occurrences:
        """Where leaves stand in some documents, as `occurrences_of` says; later ones are distinct."""
        if not wanted:
            return NO_OCCURRENCES
        asked = docs.tolist()
        if self._docs.keys() >= set(asked) and self._leaves.keys() >= set(wanted):
            return self._found.only(
                _numbers([self._docs[doc] for doc in asked], len(self._docs)),
                _numbers([self._leaves[leaf] for leaf in wanted], self._asked),
            )
        self._docs = {doc: number for number, doc in enumerate(asked)}
        self._leaves = {leaf: number for number, leaf in enumerate(wanted)}
        self._asked = len(wanted)
        self._found = occurrences_of(self.state, wanted, docs)
        return self._found


def _numbers(kept: list[int], size: int) -> Array:
    """The new number of each old one, -1 for those left out."""
    numbers = np.full(size, -1, np.int64)
    numbers[kept] = np.arange(len(kept))
    return numbers


def occurrences_of(state: State, wanted: Several[Sought], docs: Array) -> Occurrences:
    """Where leaves stand in some documents; of a sequence, where its last word stands."""
    if not wanted or not len(docs) or not state.parts:
        return NO_OCCURRENCES
    index = np.full(state.size, -1, np.int16)
    index[docs] = np.arange(len(docs))
    said = {at: leaf for at, leaf in enumerate(wanted) if isinstance(leaf, Sequence) and leaf.little}
    others = [leaf for at, leaf in enumerate(wanted) if at not in said]
    words = list(dict.fromkeys(word for leaf in others for word in terms_of(leaf)))
    found = of_leaves(_of_words(state, words, index), others, words) if words else NO_OCCURRENCES
    return _with_said(state, found, said, index, len(wanted)) if said else found


def _with_said(
    state: State, found: Occurrences, said: Mapping[int, Sequence], index: Array, count: int
) -> Occurrences:
    """Occurrences of all of so many leaves: those found, and those of phrases that ask for little words."""
    others = np.array([at for at in range(count) if at not in said], np.int64)
    each = [(found.docs, found.positions, others[found.leaves])]
    for number, leaf in said.items():
        for docs, positions in sequence_positions(state, leaf, BODY):
            at = index[docs].astype(np.int64)
            kept = at >= 0
            each.append((at[kept], positions[kept], np.full(np.count_nonzero(kept), number)))
    docs, positions, leaves = (np.concatenate(column) for column in zip(*each, strict=True))
    return ordered(Occurrences(docs, positions, leaves))


def _of_words(state: State, words: Several[Term], index: Array) -> Occurrences:
    """Occurrences of words; `index` says of each document which of those wanted it is, -1 for none.

    Only gathering is done a segment at a time: with few documents, what costs is the number of steps.
    """
    ranges = _Ranges.of(state, words)
    if not len(ranges.begins):
        return NO_OCCURRENCES
    held, found = _held(state, *ranges.joined(), index)
    low, high = held.searchsorted(ranges.begins), held.searchsorted(ranges.ends)
    rows = runs(low, high - low)
    posting = held[rows]
    cuts = posting.searchsorted(_bases(len(state.parts) + 1)).tolist()
    each_part = list(zip([part.view.fields[BODY] for part in state.parts], pairwise(cuts), strict=True))
    posting &= _POSTINGS
    both = [field.places.take(posting[a:b] + _AND_NEXT) for field, (a, b) in each_part]
    places, after = np.concatenate(both, axis=1, dtype=np.int64)
    counts = after - places
    at = runs(places, counts)
    edges = bounds_of(counts)[cuts].tolist()
    positions = [
        field.positions.take(at[a:b]) for (field, _), (a, b) in zip(each_part, pairwise(edges), strict=True)
    ]
    return Occurrences(
        np.repeat(found[rows], counts).astype(np.int64),
        np.concatenate(positions).astype(np.int64),
        np.repeat(np.repeat(ranges.words, high - low), counts),
    )


def _bases(count: int) -> Array:
    """What is added to the postings of each segment, so that they are numbered through."""
    return np.arange(count, dtype=np.int64) << _POSTING_BITS


class _Ranges(NamedTuple):
    """Postings of words, numbered through all segments: those of one range stand side by side."""

    #: `(n,) int64`: first and last (excluded) posting of each range, and the word it is one of.
    begins: Array
    ends: Array
    words: Array

    @classmethod
    def of(cls, state: State, words: Several[Term]) -> "_Ranges":
        """Segment by segment, word by word."""
        each_word = [ranges_of(state, word) for word in words]
        postings, sizes = [], list[int]()
        for number, part in enumerate(state.parts):
            ranges = [each[number] for each in each_word]
            starts = part.view.fields[BODY].starts.take(np.concatenate(ranges))
            postings.append(starts | np.int64(number << _POSTING_BITS))
            sizes += map(len, ranges)
        begins, ends = np.concatenate(postings).T
        return cls(begins, ends, np.repeat(np.tile(np.arange(len(words)), len(postings)), sizes))

    def joined(self) -> tuple[list[int], list[int]]:
        """First and last (excluded) of all postings, in order: a posting of two words is read once."""
        order = self.begins.argsort()
        begins, ends = self.begins[order], np.maximum.accumulate(self.ends[order])
        apart = np.flatnonzero(begins[1:] > ends[:-1])
        return begins[np.append(0, apart + 1)].tolist(), ends[np.append(apart, len(ends) - 1)].tolist()


def _held(state: State, begins: list[int], ends: list[int], index: Array) -> tuple[Array, Array]:
    """Those postings of some ranges that one of the documents wanted has, growing, and which it is."""
    slices: list[list[Array]] = [[_NO_DOCS] for _ in state.parts]
    fields = [part.view.fields[BODY].docs for part in state.parts]
    for begin, end in zip(begins, ends, strict=True):
        part = begin >> _POSTING_BITS
        slices[part].append(fields[part][begin & _POSTINGS : end & _POSTINGS])
    at = np.concatenate(
        [
            index[part.base : part.base + len(part.view.documents)].take(np.concatenate(some))
            for part, some in zip(state.parts, slices, strict=True)
        ]
    )
    held = np.flatnonzero(at >= 0)
    first = np.array(begins, np.int64)
    before = bounds_of(np.array(ends, np.int64) - first)[:-1]
    return held + (first - before)[before.searchsorted(held, side="right") - 1], at[held]
