"""CSL-JSON 1.0.2: what citeproc, Pandoc and Zotero format references from; one array, an item a line."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from exchange.formats.names import CreatorName
from exchange.formats.reference import Reference


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """The array, one chunk an item."""
    opening = b"[\n"
    for reference in references:
        yield opening + msgspec.json.encode(item(reference))
        opening = b",\n"
    yield b"[]\n" if opening == b"[\n" else b"\n]\n"


def item(reference: Reference) -> dict[str, Any]:
    """One item; empty variables are left out."""
    variables = {
        "id": reference.identifier,
        "type": reference.kind.csl,
        "title": reference.title,
        "title-short": reference.alternative,
        "author": [_name(each) for each in reference.authors],
        "container-title": reference.journal,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": "-".join(filter(None, reference.first_and_last_page)) if reference.journal else "",
        "collection-title": reference.collection,
        "publisher": reference.publisher,
        "issued": {"date-parts": [list(reference.date)]} if reference.date else None,
        "accessed": _day(reference.accessed),
        "genre": reference.type,
        "language": reference.language,
        "number-of-pages": str(reference.pages or ""),
        "ISBN": " ".join(reference.isbn),
        "ISSN": " ".join(reference.issn),
        "DOI": reference.doi,
        "call-number": reference.shelf_mark,
        "abstract": reference.abstract,
        "keyword": "; ".join(reference.keywords),
        "source": reference.centre,
        "URL": reference.address,
    }
    return {name: value for name, value in variables.items() if value}


def _day(day: str) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None


def _name(name: CreatorName) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    given, _comma, suffix = name.given.partition(", ")
    return {"family": name.family, "given": given} | ({"suffix": suffix} if suffix else {})
