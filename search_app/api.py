"""JSON for programs: a search and a record as DESIGN §5 fixes them, on the site and the command line alike.

Keys and codes are stable; labels are in the language asked for. A record leaves without the path of its file.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import url_for

from catalogue.query import Query
from catalogue.record import Record
from catalogue.results import FacetValue, Hit, Results
from catalogue.vocabulary.regions import regions_of
from search_app.pages.labels import value_label
from search_app.state import write_years

#: Fields of the record that stay inside.
_INSIDE = frozenset({"file", "access"})


def search_document(query: Query, results: Results) -> dict[str, Any]:
    """One search and its answer."""
    return {
        "query": {
            "text": query.text,
            "filters": {each.field: list(each.values) for each in query.filters},
            "years": write_years(query.years),
            "sort": query.sort.value,
            "page": query.page,
            "size": query.size,
            "expand": query.expand,
        },
        "total": results.total,
        "exact": results.exact,
        "relaxed": results.relaxed,
        "took_ms": round(results.took_ms, 2),
        "suggestion": results.suggestion,
        "expanded": list(results.expanded),
        "hits": [_hit(each) for each in results.hits],
        "facets": _facets(results.facets),
    }


def record_document(record: Record) -> dict[str, Any]:
    """One record with the reasons for its description."""
    fields = {name: value for name, value in asdict(record).items() if name not in _INSIDE}
    address = url_for("notice.show", identifier=record.identifier, hl="fr")
    document = url_for("notice.file", identifier=record.identifier) if record.file else None
    return fields | {"url": address, "file_url": document}


def _hit(hit: Hit) -> dict[str, Any]:
    record = hit.record
    regions = dict.fromkeys(region for place in record.places for region in regions_of(place))
    return {
        "identifier": record.identifier,
        "title": record.title,
        "creators": record.creators,
        "issued": record.issued,
        "type": record.type,
        "language": record.language,
        "themes": record.themes,
        "programmes": record.programmes,
        "regions": list(regions),
        "centre": record.centre,
        "score": round(hit.score, 4),
        "url": url_for("notice.show", identifier=record.identifier, hl="fr"),
        "passages": [
            {"page": each.page, "text": each.text, "marks": [list(mark) for mark in each.marks]}
            for each in hit.passages
        ],
        "expanded": hit.expanded,
    }


def _facets(facets: Mapping[str, tuple[FacetValue, ...]]) -> dict[str, list[dict[str, Any]]]:
    return {
        facet: [
            {"value": each.value, "label": value_label(facet, each.value), "count": each.count,
             "selected": each.selected}
            for each in values
        ]
        for facet, values in facets.items()
    }  # fmt: skip
