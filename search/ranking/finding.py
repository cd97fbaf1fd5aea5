"""Occurrences in a state: postings of all words asked for, looked through a segment at a time.

Only the few documents wanted are looked for; but for one search nothing is kept, so the first search for a
word costs what the next does.
"""

from collections.abc import Mapping
from collections.abc import Sequence as Several
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from search.plan import Sequence, Start, Word
from search.ranking.arrays import Array
from search.ranking.lookup import ranges_of
from search.ranking.occurrences import (
    BODY,
    NO_OCCURRENCES,
    Leaf,
    Occurrences,
    of_leaves,
    ordered,
    words_of_leaf,
)
from search.ranking.phrases import sequence_positions
from search.ranking.postings import bounds_of, runs
from search.ranking.state import Part, State

_NO_DOCS = np.empty(0, np.int32)


class Finder:
    """Finds occurrences for one search: what was found last serves again for fewer documents and leaves.

    Ranking looks at more documents, for more words, than the passages of one page of results need.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._docs: dict[int, int] = {}
        self._leaves: dict[Leaf, int] = {}
        #: How many leaves were asked for: more than there are when one came twice (two words of one root).
        self._asked = 0
        self._found = NO_OCCURRENCES

    def find(self, wanted: Several[Leaf], docs: Array) -> Occurrences:
        """Where leaves stand in some documents, as `occurrences_of` says; later ones are distinct."""
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


def occurrences_of(state: State, wanted: Several[Leaf], docs: Array) -> Occurrences:
    """Where leaves stand in some documents; of a sequence, where its last word stands."""
    if not wanted or not len(docs) or not state.parts:
        return NO_OCCURRENCES
    index = np.full(state.size, -1, np.int16)
    index[docs] = np.arange(len(docs))
    said = {at: leaf for at, leaf in enumerate(wanted) if isinstance(leaf, Sequence) and leaf.little}
    others = [leaf for at, leaf in enumerate(wanted) if at not in said]
    words = list(dict.fromkeys(word for leaf in others for word in words_of_leaf(leaf)))
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


def _of_words(state: State, words: Several[Word | Start], index: Array) -> Occurrences:
    """Occurrences of words; `index` says of each document which of those wanted it is, -1 for none.

    Only gathering is done a segment at a time: with few documents, what costs is the number of steps.
    """
    ranges = [ranges_of(state, word) for word in words]
    looked = [_Looked.into(part, [each[n] for each in ranges], index) for n, part in enumerate(state.parts)]
    begins, ends = np.concatenate([each.ranges for each in looked]).T
    numbers = np.concatenate([np.repeat(np.arange(len(words)), each.sizes) for each in looked])
    before = np.cumsum(ends - begins) - (ends - begins)
    cuts = bounds_of(np.array([len(each.held) for each in looked])).tolist()
    firsts = bounds_of(np.array([each.looked for each in looked]))
    held = np.concatenate([each.held + first for each, first in zip(looked, firsts, strict=False)])
    run = before.searchsorted(held, side="right") - 1
    posting = held + (begins - before)[run]
    each_part = list(zip([part.view.fields[BODY] for part in state.parts], pairwise(cuts), strict=True))
    places = np.concatenate([field.places.take(posting[low:high]) for field, (low, high) in each_part])
    after = np.concatenate([field.places.take(posting[low:high] + 1) for field, (low, high) in each_part])
    places = places.astype(np.int64)
    counts = after - places
    at = runs(places, counts)
    edges = bounds_of(counts)[cuts].tolist()
    positions = [
        field.positions.take(at[low:high])
        for (field, _), (low, high) in zip(each_part, pairwise(edges), strict=True)
    ]
    docs = np.concatenate([each.found for each in looked])
    return Occurrences(
        np.repeat(docs, counts).astype(np.int64),
        np.concatenate(positions).astype(np.int64),
        np.repeat(numbers[run], counts),
    )


class _Looked(NamedTuple):
    """What was looked through in one segment: ranges of postings, and those of documents wanted."""

    #: First and last (excluded) posting of each range, and how many ranges each word has.
    ranges: Array
    sizes: list[int]
    #: How many postings were looked through, which of them are held, and by which of the documents wanted.
    looked: int
    held: Array
    found: Array

    @classmethod
    def into(cls, part: Part, words: Several[Array], index: Array) -> "_Looked":
        postings = part.view.fields[BODY]
        ranges = postings.starts.take(np.concatenate(words)).astype(np.int64)
        docs = np.concatenate((*(postings.docs[begin:end] for begin, end in ranges.tolist()), _NO_DOCS))
        at = index[part.base : part.base + len(part.view.documents)].take(docs)
        held = np.flatnonzero(at >= 0)
        return cls(ranges, [len(each) for each in words], len(docs), held, at[held])
