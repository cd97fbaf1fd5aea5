"""Facets: exact counts over all hits, a facet's own filter left out of its own counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from search.engines.opensearch.mapping import MOST_VALUES, Body
from search.query import Query
from search.results import FacetValue

#: The facet whose values are in their own order.
YEAR = "year"


def aggregations(query: Query, filters: Mapping[str, Body]) -> Body:
    """What counts the facets asked for."""
    return {name: _counting(name, filters) for name in query.facets}


def _counting(facet: str, filters: Mapping[str, Body]) -> Body:
    others = [each for name, each in filters.items() if name != facet]
    kept: Body = {"bool": {"filter": others}} if others else {"match_all": {}}
    return {
        "filter": kept,
        "aggs": {"values": {"terms": {"field": f"facet.{facet}", "size": MOST_VALUES}}},
    }


def counts(answer: Mapping[str, Any], query: Query) -> dict[str, Sequence[FacetValue]]:
    """The counts of an answer, ordered as each facet wants; selected values are there even with none."""
    return {name: _values(answer["aggregations"][name]["values"], name, query) for name in query.facets}


def are_exact(answer: Mapping[str, Any], query: Query) -> bool:
    """Whether no value of a facet was left out."""
    return not any(answer["aggregations"][name]["values"]["sum_other_doc_count"] for name in query.facets)


def none(query: Query) -> dict[str, Sequence[FacetValue]]:
    """The counts where there is no record at all."""
    return {
        name: tuple(FacetValue(value, 0, selected=True) for value in sorted(query.filter(name)))
        for name in query.facets
    }


def _values(counted: Mapping[str, Any], facet: str, query: Query) -> tuple[FacetValue, ...]:
    chosen = query.filter(facet)
    found = [FacetValue(each["key"], each["doc_count"], each["key"] in chosen) for each in counted["buckets"]]
    there = {each.value for each in found}
    found += [FacetValue(value, 0, selected=True) for value in dict.fromkeys(chosen) if value not in there]
    if facet == YEAR:
        return tuple(sorted(found, key=lambda each: each.value))
    return tuple(sorted(found, key=lambda each: (-each.count, each.value)))
