"""Occurrences in a state: where the words asked for stand in a few documents.

Where a word stands is kept from one search to the next, for all documents (`word_places`); what one search
found serves again for its passages.
"""

from collections.abc import Mapping
from collections.abc import Sequence as Several
from itertools import pairwise

import numpy as np

from search.ranking.arrays import Array
from search.ranking.occurrences import (
    BODY,
    CODE_BITS,
    NO_OCCURRENCES,
    POSITION_BITS,
    Occurrences,
    Rooted,
    Sought,
    Term,
    of_leaves,
    of_rows,
    ordered,
    terms_of,
)
from search.ranking.outside import Outside, told_outside
from search.ranking.phrases import sequence_positions
from search.ranking.postings import runs
from search.ranking.state import State
from search.ranking.word_places import PLACE_BITS, places_of
from search.steps import Sequence, Word

#: Added to documents: where their occurrences begin, and where those of the next do.
_AND_NEXT = np.array([[0], [1]])
#: The bits of a place below its document.
_PLACES = (1 << PLACE_BITS) - 1


class Finder:
    """Finds occurrences for one search: what was found last serves again for fewer documents and leaves.

    Ranking looks at more documents, for more words, than the passages of one page of results need.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._docs: dict[int, int] = {}
        #: Each leaf found, and each word found with its relatives, with its number.
        self._leaves: dict[Sought, int] = {}
        #: How many leaves were asked for: more than there are when one came twice.
        self._asked = 0
        self._found = NO_OCCURRENCES
        self._outside: dict[Word, Outside] = {}

    def outside(self, word: Word) -> Outside:
        """Which documents hold a word outside their pages."""
        if (found := self._outside.get(word)) is None:
            found = self._outside[word] = told_outside(self.state, word)
        return found

    def find(self, wanted: Several[Sought], docs: Array) -> Occurrences:
        """Where leaves stand in some documents, as `occurrences_of` says; later ones are distinct."""
        if not wanted:
            return NO_OCCURRENCES
        asked = docs.tolist()
        if self._docs.keys() >= set(asked) and self._leaves.keys() >= set(wanted):
            return self._found.only(self._documents(asked), self._codes(wanted))
        self._docs = {doc: number for number, doc in enumerate(asked)}
        self._leaves = {leaf.word: number for number, leaf in enumerate(wanted) if isinstance(leaf, Rooted)}
        self._leaves |= {leaf: number for number, leaf in enumerate(wanted)}
        self._asked = len(wanted)
        self._found = occurrences_of(self.state, wanted, docs)
        return self._found

    def _documents(self, asked: list[int]) -> Array:
        """The new number of each document found, -1 for those left out."""
        numbers = np.full(len(self._docs), -1)
        numbers[[self._docs[doc] for doc in asked]] = np.arange(len(asked))
        return numbers

    def _codes(self, wanted: Several[Sought]) -> Array:
        """The new code of each code found, -1 for those left out: also for relatives of words alone."""
        codes = np.full(2 * self._asked, -1)
        for number, leaf in enumerate(wanted):
            old = 2 * self._leaves[leaf]
            codes[old] = 2 * number
            if isinstance(leaf, Rooted):
                codes[old + 1] = 2 * number + 1
        return codes


def occurrences_of(state: State, wanted: Several[Sought], docs: Array) -> Occurrences:
    """Where leaves stand in some documents; of a sequence, where its last word stands."""
    if not wanted or not len(docs) or not state.parts:
        return NO_OCCURRENCES
    said = {at: leaf for at, leaf in enumerate(wanted) if isinstance(leaf, Sequence) and leaf.little}
    others = [leaf for at, leaf in enumerate(wanted) if at not in said]
    words = list(dict.fromkeys(word for leaf in others for word in terms_of(leaf)))
    found = of_leaves(_of_words(state, words, docs), others, words) if words else NO_OCCURRENCES
    return _with_said(state, found, said, docs, len(wanted)) if said else found


def _with_said(
    state: State, found: Occurrences, said: Mapping[int, Sequence], wanted: Array, count: int
) -> Occurrences:
    """Occurrences of all of so many leaves: those found, and those of phrases that ask for little words."""
    index = np.full(state.size, -1)
    index[wanted] = np.arange(len(wanted))
    others = np.array([at for at in range(count) if at not in said], np.int64)
    keys, codes = [found.keys], [others[found.leaves] << 1 | found.codes & 1]
    for number, leaf in said.items():
        for docs, positions in sequence_positions(state, leaf, BODY):
            at = index[docs]
            kept = at >= 0
            keys.append(at[kept] << POSITION_BITS | positions[kept])
            codes.append(np.full(len(keys[-1]), number << 1))
    return ordered(np.concatenate(keys), np.concatenate(codes))


def _of_words(state: State, words: Several[Term], docs: Array) -> Occurrences:
    """Occurrences of words in some documents, looked for in the places of each word."""
    every = [places_of(state, word).keys for word in words]
    edges = docs.astype(np.int64) + _AND_NEXT << PLACE_BITS
    begins, ends = np.array([keys.searchsorted(edges) for keys in every]).transpose(1, 0, 2)
    counts = ends - begins
    rows, cuts = runs(begins.ravel(), counts.ravel()), counts.sum(axis=1).cumsum().tolist()
    places = [keys.take(rows[a:b]) for keys, (a, b) in zip(every, pairwise([0, *cuts]), strict=True)]
    found = np.concatenate(places) & _PLACES
    numbers = np.arange(len(docs)) << CODE_BITS + POSITION_BITS
    codes = np.arange(len(words))[:, None] << 1
    return of_rows((numbers | codes).repeat(counts.ravel()) | found >> 1 << CODE_BITS | found & 1)
