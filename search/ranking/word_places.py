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
    if isinstance(term, Rooted):
        each = [*_of(state, term.word), *(places | 1 for places in _of(state, term))]
    else:
        each = _of(state, term)
    return WordPlaces(np.sort(np.concatenate([np.empty(0, np.int64), *each])))


def _of(state: State, term: Term) -> list[Array]:
    each_part = zip(state.parts, ranges_of(state, term), strict=True)
    return [_of_part(part.view.fields[BODY], ranges, part.base) for part, ranges in each_part]


def _of_part(field: FieldPostings, ranges: Array, base: int) -> Array:
    """Places of some ranges of words in one segment, in the order of words."""
    begins, ends = field.starts.take(ranges).astype(np.int64).T
    postings = runs(begins, ends - begins)
    places = field.places.take(postings).astype(np.int64)
    counts = field.places.take(postings + 1) - places
    docs = field.docs.take(postings).astype(np.int64) + base << PLACE_BITS
    positions = field.positions.take(runs(places, counts)).astype(np.int64)
    return docs.repeat(counts) | positions << 1
