"""Places of a word: where it stands in all bodies, as one growing array, kept from one search to the next.

A search looks at a few of the thousands of documents that hold a word: binary searches find the part of each
in such an array, with nothing to read from the postings. The first search for a word pays for making it.
"""

from functools import partial
from typing import NamedTuple

import numpy as np

from search.ranking.arrays import Array
from search.ranking.lookup import ranges_of
from search.ranking.occurrences import BODY, POSITION_BITS, Rooted, Term
from search.ranking.postings import FieldPostings, runs
from search.ranking.state import State

#: Bits of a place below its document: a position, and whether a relative of the word stands there.
PLACE_BITS = POSITION_BITS + 1


class WordPlaces(NamedTuple):
    """Where a word stands."""

    #: `(n,) int64`: document, position in its body and whether it is but a relative, as one number, growing.
    keys: Array


def places_of(state: State, term: Term) -> WordPlaces:
    """Where a word, a beginning of words, or a word with its relatives stand in bodies; kept."""
    return state.cache.get(("places", term), partial(_places, state, term))


def _places(state: State, term: Term) -> WordPlaces:
    each = [
        _of_part(part.view.fields[BODY], ranges, relatives, part.base)
        for part, ranges, relatives in zip(state.parts, *_words_of(state, term), strict=True)
    ]
    found = np.concatenate([np.empty(0, np.int64), *each])
    found.sort(kind="stable")  # each word's places come in order, and merging these takes a fifth of sorting
    return WordPlaces(found)


def _words_of(state: State, term: Term) -> tuple[list[Array], list[Array]]:
    """For each segment, ranges of words, and which of these are but relatives."""
    others = ranges_of(state, term)
    own = ranges_of(state, term.word) if isinstance(term, Rooted) else others
    if own is others:
        return list(own), [np.zeros(len(each), np.int64) for each in own]
    pairs = list(zip(own, others, strict=True))
    counts = [(len(each), len(other)) for each, other in pairs]
    return [np.concatenate(pair) for pair in pairs], [np.array([0, 1]).repeat(each) for each in counts]


def _of_part(field: FieldPostings, ranges: Array, relatives: Array, base: int) -> Array:
    """Places of some ranges of words in one segment, in the order of words."""
    begins, ends = field.starts.take(ranges).astype(np.int64).T
    held = ends - begins
    postings = runs(begins, held)
    places = field.places.take(postings).astype(np.int64)
    counts = field.places.take(postings + 1) - places
    docs = field.docs.take(postings).astype(np.int64) + base << PLACE_BITS | relatives.repeat(held)
    positions = field.positions.take(runs(places, counts)).astype(np.int64)
    return docs.repeat(counts) | positions << 1
