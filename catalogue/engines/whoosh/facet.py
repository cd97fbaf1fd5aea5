"""One facet over all documents of a generation: counting its values and finding their holders."""

from collections.abc import Sequence

import numpy as np

from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.documents import FacetColumn
from catalogue.engines.whoosh.postings import bounds_of, gaps, runs

#: Share of all documents from which on reading all codes in order is faster than gathering some.
_MANY = 0.25
#: Filters whose documents are kept; a mask takes one byte a document.
_MOST_MASKS = 64


class Facet:
    """Values by number, and each document's numbers."""

    def __init__(self, columns: Sequence[FacetColumn]) -> None:
        texts = [column.values for column in columns]
        values = np.unique(np.concatenate(texts)) if texts else np.empty(0, "S1")
        self.values = [value.decode() for value in values.tolist()]
        self._codes = _joined([np.searchsorted(values, column.values)[column.codes] for column in columns])
        self._counts = _joined([gaps(column.bounds) for column in columns])
        self._bounds = bounds_of(self._counts)
        #: Most facets hold one value in every document; its code is then at the document's own place.
        self._single = bool(len(self._counts)) and bool((self._counts == 1).all())
        #: The document of each code.
        self._holders = np.repeat(np.arange(len(self._counts)), self._counts)
        self._masks: dict[tuple[str, ...], Array] = {}

    def count(self, docs: Array) -> Array:
        """How many of the documents hold each value."""
        if self._single:
            codes = self._codes[docs]
        elif len(docs) > _MANY * len(self._counts):
            present = np.zeros(len(self._counts), bool)
            present[docs] = True
            codes = self._codes[present[self._holders]]
        else:
            codes = self._codes[runs(self._bounds[docs], self._counts[docs])]
        return np.bincount(codes, minlength=len(self.values))

    def holders(self, values: tuple[str, ...]) -> Array:
        """Which documents hold at least one of the values; kept, since the same filters are asked again."""
        if values not in self._masks:
            wanted = np.array([value in values for value in self.values], bool)
            mask = np.zeros(len(self._counts), bool)
            mask[self._holders[wanted[self._codes]]] = True
            if len(self._masks) >= _MOST_MASKS:
                self._masks.clear()
            self._masks[values] = mask
        return self._masks[values]


def _joined(arrays: Sequence[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
