"""One facet over all documents of a generation: counting its values and finding their holders."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from search.engines.whoosh.documents import FacetColumn
from search.ranking.arrays import Array
from search.ranking.postings import bounds_of, gaps, runs

#: Share of the documents that must hold an n-th value for these to stand in a column of their own.
_DENSE = 0.25
#: Filters whose documents are kept; a mask takes one byte a document.
_MOST_MASKS = 64


class Facet:
    """Values by number, and each document's numbers.

    Most documents hold one or two values: the first of each stands in a column with one place a document,
    the second in another, and gathering from these is a third of the work of following each document's own
    list. What few documents have beyond that stays in lists.
    """

    def __init__(self, columns: Sequence[FacetColumn]) -> None:
        texts = [column.values for column in columns]
        values = np.unique(np.concatenate(texts)) if texts else np.empty(0, "S1")
        self.values = [value.decode() for value in values.tolist()]
        # One number more than values: that of documents without any.
        kind = np.min_scalar_type(len(values))
        codes = _joined([np.searchsorted(values, column.values)[column.codes] for column in columns])
        counts = _joined([gaps(column.bounds) for column in columns])
        self._size = len(counts)
        #: Each code and its document.
        self._codes, self._holders = codes.astype(kind), np.repeat(np.arange(self._size), counts)
        self._columns: list[Array] = []
        begins = bounds_of(counts)[:-1]
        while counts.any() and np.count_nonzero(counts) >= _DENSE * self._size:
            column = np.full(self._size, len(values), kind)
            column[counts > 0] = self._codes[begins[counts > 0]]
            self._columns.append(column)
            begins, counts = begins + (counts > 0), np.maximum(counts - 1, 0)
        self._rest_begins, self._rest_counts = begins, counts
        self._any_rest = bool(counts.any())
        self._masks: dict[tuple[str, ...], Array] = {}

    def count(self, docs: Array) -> Array:
        """How many of the documents hold each value."""
        found = np.zeros(len(self.values), np.int64)
        for column in self._columns:
            found += np.bincount(column.take(docs), minlength=len(found) + 1)[:-1]
        if self._any_rest:
            rest = self._rest_counts.take(docs)
            held = rest.nonzero()[0]
            codes = self._codes[runs(self._rest_begins.take(docs[held]), rest[held])]
            found += np.bincount(codes, minlength=len(found))
        return found

    @cached_property
    def totals(self) -> Array:
        """How many of all documents hold each value, those that no longer stand included."""
        return np.bincount(self._codes, minlength=len(self.values))

    def holders(self, values: tuple[str, ...]) -> Array:
        """Which documents hold at least one of the values; kept, since the same filters are asked again."""
        if values not in self._masks:
            wanted = np.array([value in values for value in self.values], bool)
            mask = np.zeros(self._size, bool)
            mask[self._holders[wanted[self._codes]]] = True
            if len(self._masks) >= _MOST_MASKS:
                self._masks.clear()
            self._masks[values] = mask
        return self._masks[values]


def _joined(arrays: Sequence[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
