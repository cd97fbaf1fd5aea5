"""Facets and filters: exact counts over all hits, by bincount over each document's value codes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import cast, overload

import numpy as np

from search.engines.cards import NO_DATE
from search.engines.whoosh.facet import Facet
from search.engines.whoosh.generation import Generation
from search.query import Filter, Query, YearRange
from search.ranking.arrays import Array
from search.results import FacetValue

#: The facet whose values are years: ordered by year, filtered by `YearRange` as well.
YEAR = "year"
#: `FacetValue._make` without a call of Python for each of three hundred values a page.
_made = cast("Callable[[tuple[str, int, bool]], FacetValue]", partial(tuple.__new__, FacetValue))


def filter_masks(generation: Generation, query: Query) -> dict[str, Array]:
    """Facet → which documents its filter keeps, for the facets that are filtered."""
    masks: dict[str, Array] = {}
    for each in query.filters:
        masks[each.field] = _both(masks.get(each.field), _filter_mask(generation, each))
    if query.years is not None:
        masks[YEAR] = _both(masks.get(YEAR), _years_mask(generation, query.years))
    return masks


def kept_by(docs: Array, masks: Sequence[Array]) -> Array:
    """Those of the documents that all masks keep."""
    for mask in masks:
        docs = docs[mask.take(docs)]
    return docs


def count_facets(
    generation: Generation, docs: Array, kept: Array, masks: dict[str, Array], query: Query
) -> dict[str, Sequence[FacetValue]]:
    """Counts of each facet asked for; `docs` are the hits before any filter, `kept` those after all.

    A facet's own filter is left out of its counts; values that were selected are there even with none.
    """
    counted: dict[str, Sequence[FacetValue]] = {}
    everywhere = _counter(generation, kept)
    for facet in query.facets:
        column = generation.facets.get(facet)
        if column is not None:
            others = [mask for name, mask in masks.items() if name != facet]
            count = _counter(generation, kept_by(docs, others)) if facet in masks else everywhere
            counted[facet] = Counts(facet, column, count(column), query.filter(facet))
    return counted


def _counter(generation: Generation, docs: Array) -> Callable[[Facet], Array]:
    """How to count the values of some documents: when they are most of all, by those left out."""
    if 2 * len(docs) <= generation.size:
        return lambda column: column.count(docs)
    left = np.ones(generation.size, bool)
    left[docs] = False
    others = np.flatnonzero(left)
    return lambda column: column.totals - column.count(others)


class Counts(Sequence[FacetValue]):
    """The values of one facet and their counts, most frequent first, years in order.

    A facet may have thousands of values of which a page shows twenty: they are put in order when they are
    first looked at, and become objects one by one.
    """

    __slots__ = ("_counts", "_facet", "_kept", "_names", "_selected")

    def __init__(self, facet: str, column: Facet, counts: Array, selected: tuple[str, ...]) -> None:
        self._facet = facet
        self._names = column.values
        self._counts = counts
        self._selected = selected
        self._kept: Array | None = None

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> FacetValue: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[FacetValue, ...]: ...
    def __getitem__(self, index: int | slice) -> FacetValue | tuple[FacetValue, ...]:
        codes = self._order[index]
        return (
            tuple(self._values(codes)) if isinstance(index, slice) else next(self._values(np.array([codes])))
        )

    def __iter__(self) -> Iterator[FacetValue]:
        return self._values(self._order)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _values(self, codes: Array) -> Iterator[FacetValue]:
        names = [self._names[code] for code in codes.tolist()]
        chosen = map(self._selected.__contains__, names)
        return map(_made, zip(names, self._counts[codes].tolist(), chosen, strict=True))

    @property
    def _order(self) -> Array:
        """The numbers of the values to show; selected ones that no record holds come after all others."""
        if self._kept is None:
            found = np.flatnonzero(self._counts)
            if self._facet != YEAR:
                # Values are numbered in their own order, so a stable sort by count leaves equals in it.
                found = found[np.argsort(-self._counts[found], kind="stable")]
            self._kept = self._with_selected(found) if self._selected else found
        return self._kept

    def _with_selected(self, found: Array) -> Array:
        absent = sorted(set(self._selected) - {self._names[code] for code in found.tolist()})
        added = np.arange(len(absent)) + len(self._names)
        self._names = [*self._names, *absent]
        self._counts = np.concatenate((self._counts, np.zeros(len(absent), np.int64)))
        order = np.concatenate((found, added))
        return order[np.argsort([self._names[code] for code in order])] if self._facet == YEAR else order


def _filter_mask(generation: Generation, asked: Filter) -> Array:
    column = generation.facets.get(asked.field)
    return np.zeros(generation.size, bool) if column is None else column.holders(asked.values)


def _years_mask(generation: Generation, years: YearRange) -> Array:
    year = generation.dates // 10000
    mask: Array = generation.dates != NO_DATE
    if years.start is not None:
        mask = mask & (year >= years.start)
    if years.end is not None:
        mask = mask & (year <= years.end)
    return mask


def _both(one: Array | None, other: Array) -> Array:
    return other if one is None else one & other
