"""Facets and filters: exact counts over all hits, by bincount over each document's value codes."""

from collections.abc import Sequence

import numpy as np

from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.documents import NO_DATE, FacetColumn
from catalogue.engines.whoosh.generation import Generation
from catalogue.engines.whoosh.postings import runs
from catalogue.query import Filter, Query, YearRange
from catalogue.results import FacetValue

#: The facet whose values are years: ordered by year, filtered by `YearRange` as well.
YEAR = "year"
#: Share of all documents from which on counting all values at once is faster than gathering some.
_MANY = 0.25


def filter_masks(generation: Generation, query: Query) -> dict[str, Array]:
    """Facet → which documents its filter keeps, for the facets that are filtered."""
    masks: dict[str, Array] = {}
    for each in query.filters:
        masks[each.field] = _both(masks.get(each.field), _filter_mask(generation, each))
    if query.years is not None:
        masks[YEAR] = _both(masks.get(YEAR), _years_mask(generation, query.years))
    return masks


def kept_by(docs: Array, masks: Sequence[Array]) -> Array:
    """Which of the documents all masks keep."""
    kept = np.ones(len(docs), bool)
    for mask in masks:
        kept &= mask[docs]
    return kept


def count_facets(
    generation: Generation, docs: Array, masks: dict[str, Array], query: Query
) -> dict[str, tuple[FacetValue, ...]]:
    """Counts of each facet asked for; `docs` are the hits before any filter.

    A facet's own filter is left out of its counts; values that were selected are there even with none.
    """
    counted = {}
    everywhere = kept_by(docs, list(masks.values()))
    for facet in query.facets:
        column = generation.facets.get(facet)
        if column is not None:
            others = [mask for name, mask in masks.items() if name != facet]
            kept = docs[everywhere if facet not in masks else kept_by(docs, others)]
            counted[facet] = _values(facet, column, kept, generation.size, query.filter(facet))
    return counted


def _values(
    facet: str, column: FacetColumn, docs: Array, size: int, selected: tuple[str, ...]
) -> tuple[FacetValue, ...]:
    counts = _counts(column, docs, size)
    found = np.flatnonzero(counts)
    by_value = dict(
        zip((each.decode() for each in column.values[found]), counts[found].tolist(), strict=True)
    )
    by_value |= {value: 0 for value in selected if value not in by_value}
    chosen = frozenset(selected)
    values = [FacetValue(value, count, value in chosen) for value, count in by_value.items()]
    if facet == YEAR:
        return tuple(sorted(values, key=lambda each: each.value))
    return tuple(sorted(values, key=lambda each: (-each.count, each.value)))


def _counts(column: FacetColumn, docs: Array, size: int) -> Array:
    lengths = np.diff(column.bounds)
    if len(docs) > _MANY * size:
        present = np.zeros(size, bool)
        present[docs] = True
        codes = column.codes[np.repeat(present, lengths)]
    else:
        codes = column.codes[runs(column.bounds[docs], lengths[docs])]
    return np.bincount(codes, minlength=len(column.values))


def _filter_mask(generation: Generation, asked: Filter) -> Array:
    column = generation.facets.get(asked.field)
    mask = np.zeros(generation.size, bool)
    if column is not None:
        wanted = np.isin(column.values, np.array([value.encode() for value in asked.values] or [b""]))
        holders = np.repeat(np.arange(generation.size), np.diff(column.bounds))
        mask[holders[wanted[column.codes]]] = True
    return mask


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
