"""The JSON of a search, of a notice and of a page: one form, for the command line and the site alike.

Keys are part of the contract (docs/json.md): they are added to, never renamed. `url` is the path below the
site's root.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from catalogue.record import Page, Record
from catalogue.rooms import DETAILS, RUBRICS, DetailField, Form
from catalogue.short_code import short_code
from search.query import Query
from search.results import FacetValue, Hit, Mark, Passage, Results

#: Facet name and value → what a visitor reads.
Label = Callable[[str, str], str]

#: Never told: where the file stands on our disk.
PRIVATE = frozenset({"file", "doubted"})


def short_url(identifier: str) -> str:
    """The path that leads to a record for ever, that one can dictate, and that survives new versions."""
    return f"/d/{short_code(identifier)}"


def notice_url(identifier: str) -> str:
    """Path of a notice's page below the site's root."""
    return f"/notice/{identifier}"


def results_object(
    query: Query, results: Results, facets_of: Callable[[Record], Mapping[str, tuple[str, ...]]], label: Label
) -> dict[str, Any]:
    """The answer to one search."""
    return {
        "query": _query_object(query),
        "total": results.total,
        "exact": results.exact,
        "relaxed": results.relaxed,
        "took_ms": round(results.took_ms, 1),
        "suggestion": results.suggestion,
        "expanded": list(results.expanded),
        "concepts": [
            {"facet": each.kind, "value": each.value, "label": each.text, "count": each.count}
            for each in results.concepts
        ],
        "meanings": list(results.meanings),
        "hits": [_hit_object(hit, facets_of(hit.record)) for hit in results.hits],
        "partly": [_hit_object(hit, facets_of(hit.record)) for hit in results.partly],
        "facets": {
            name: [_value_object(name, each, label) for each in values]
            for name, values in results.facets.items()
        },
    }


def record_object(record: Record) -> dict[str, Any]:
    """One notice, with why each value is what it is."""
    whole: dict[str, Any] = msgspec.to_builtins(record)
    told = {key: value for key, value in whole.items() if key not in PRIVATE}
    told["details"] = {
        each.name: list(each.values) for each in record.details if _is_told(DETAILS[each.name])
    }
    if record.rubrics:
        told["completeness"] = round(len(record.rubrics) / len(RUBRICS), 2)
    return {"url": notice_url(record.identifier), **told}


def _is_told(detail: DetailField) -> bool:
    """Whether a detail may be told to whoever sees its record.

    Not one that names other records: with a word or a quotation on each, and they may be hidden from the
    same reader.
    """
    return not detail.private and detail.form is not Form.RECORD


def page_object(record: Record, page: Page, marks: Iterable[Mark] = ()) -> dict[str, Any]:
    """The text of one page, with where the words searched stand in it."""
    return {
        "identifier": record.identifier,
        "title": record.title,
        "number": page.number,
        "pages": record.pages,
        "label": page.label,
        "source": page.source.value,
        "text": page.text,
        "marks": [list(mark) for mark in marks],
        "url": f"{notice_url(record.identifier)}/page/{page.number}",
    }


def _query_object(query: Query) -> dict[str, Any]:
    years = query.years
    return {
        "text": query.text,
        "filters": {each.field: list(each.values) for each in query.filters},
        "years": [years.start, years.end] if years else None,
        "sort": query.sort,
        "page": query.page,
        "size": query.size,
        "expand": query.expand,
    }


def _hit_object(hit: Hit, facets: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    record = hit.record
    return {
        "identifier": record.identifier,
        "title": record.title,
        "creators": list(record.creators),
        "issued": record.issued,
        "type": record.type,
        "language": record.language,
        "themes": list(record.themes),
        "programmes": list(record.programmes),
        "regions": [code for code in facets.get("region", ()) if ":" not in code],
        "centre": record.centre,
        "copies": list(record.copies),
        "pages": record.pages,
        "score": round(hit.score, 4),
        "url": notice_url(record.identifier),
        "passages": [_passage_object(each) for each in hit.passages],
        "expanded": list(hit.expanded),
        "scattered": hit.scattered,
        "lacking": list(hit.lacking),
        "aside": hit.aside,
        "found_by": [{"kind": each.kind, "label": each.label} for each in hit.found_by],
    }


def _passage_object(passage: Passage) -> dict[str, Any]:
    return {
        "page": passage.page,
        "label": passage.label,
        "text": passage.text,
        "marks": [list(mark) for mark in passage.marks],
        "occurrences": passage.occurrences,
    }


def _value_object(facet: str, value: FacetValue, label: Label) -> dict[str, Any]:
    return {
        "value": value.value,
        "label": label(facet, value.value),
        "count": value.count,
        "selected": value.selected,
    }
