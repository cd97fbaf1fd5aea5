"""RIS: what Zotero, EndNote, Mendeley and most library software read.

rispy writes it; fields hold one line each, so nothing of a title can pass for a tag. Lines end as the
specification asks (CR LF).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rispy import RisWriter

from exchange.formats.reference import Reference

#: Kinds of which `T2` is what they appeared in; of the others it is the series.
_PARTS = frozenset({"JOUR", "NEWS"})


class _Plain(RisWriter):  # type: ignore[misc] # rispy has no types
    """rispy's writer without the number it puts before each reference, which RIS knows nothing of."""

    def set_header(self, count: int) -> str:
        """Nothing."""
        return ""


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """One chunk a reference, in UTF-8."""
    writer = _Plain()
    for reference in references:
        yield (writer.formats([_fields(reference)]) + "\n").replace("\n", "\r\n").encode()


def _fields(reference: Reference) -> dict[str, Any]:
    """The reference by rispy's names; empty fields are left out."""
    part = reference.kind.ris in _PARTS
    first, last = reference.first_and_last_page if part else ("", "")
    fields = {
        "type_of_reference": reference.kind.ris,
        "id": reference.identifier,
        "title": reference.title,
        "short_title": reference.alternative,
        "authors": [str(each) for each in reference.authors],
        "secondary_title": reference.journal if part else reference.collection or reference.journal,
        "alternate_title3": reference.journal if part else "",
        "tertiary_title": reference.collection if part else "",
        "publisher": reference.publisher,
        "year": reference.issued[:4],
        "date": _date(reference.issued),
        "access_date": _date(reference.accessed),
        "volume": reference.volume,
        "number": reference.issue,
        "language": reference.language,
        "abstract": reference.abstract,
        "keywords": list(reference.keywords),
        "type_of_work": reference.type,
        "start_page": first or reference.extent or str(reference.pages or ""),
        "end_page": last,
        "issn": " ; ".join((*reference.isbn, *reference.issn)),
        "doi": reference.doi,
        "call_number": reference.shelf_mark,
        "notes": [reference.rights] if reference.rights else [],
        "database_provider": reference.centre,
        "urls": [reference.address] if reference.address else [],
        "file_attachments1": reference.pdf,
    }
    return {name: value for name, value in fields.items() if value}


def _date(day: str) -> str:
    """`2007/10/09/`, the form RIS asks for: a part that is unknown leaves its slash."""
    parts = day.split("-") if day else []
    return "/".join([*parts, "", "", ""][:4]) if parts else ""
