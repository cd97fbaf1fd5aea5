"""Facets and filters: exact counts over all hits, by bincount over each document's value codes."""

from collections.abc import Sequence

import numpy as np

from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.documents import NO_DATE
from catalogue.engines.whoosh.facet import Facet
from catalogue.engines.whoosh.generation import Generation
from catalogue.query import Filter, Query, YearRange
from catalogue.results import FacetValue

#: The facet whose values are years: ordered by year, filtered by `YearRange` as well.
YEAR = "year"


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
            counted[facet] = _values(facet, column, kept, query.filter(facet))
    return counted


def _values(facet: str, column: Facet, docs: Array, selected: tuple[str, ...]) -> tuple[FacetValue, ...]:
    counts = column.count(docs)
    found = np.flatnonzero(counts)
    if facet != YEAR:
        # Values are numbered in their own order, so a stable sort by count leaves equals in it.
        found = found[np.argsort(-counts[found], kind="stable")]
    values = column.values
    rows = [(values[code], count) for code, count in zip(found.tolist(), counts[found].tolist(), strict=True)]
    counted = [FacetValue(value, count, value in selected) for value, count in rows]
    absent = set(selected) - {value for value, _ in rows} if selected else set()
    if absent:
        counted += [FacetValue(value, 0, True) for value in sorted(absent)]  # noqa: FBT003 - it is selected
        counted.sort(key=lambda each: each.value if facet == YEAR else "")
    return tuple(counted)


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
