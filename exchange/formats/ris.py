"""RIS: what Zotero, EndNote, Mendeley and most library software read.

rispy writes it; fields hold one line each, so nothing of a title can pass for a tag.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rispy import RisWriter

from exchange.formats.reference import Reference


class _Plain(RisWriter):  # type: ignore[misc] # rispy has no types
    """rispy's writer without the number it puts before each reference, which RIS knows nothing of."""

    def set_header(self, count: int) -> str:
        """Nothing."""
        return ""


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """One chunk a reference, in UTF-8."""
    writer = _Plain()
    for reference in references:
        yield (writer.formats([_fields(reference)]) + "\n").encode()


def _fields(reference: Reference) -> dict[str, Any]:
    """The reference by rispy's names; empty fields are left out."""
    fields = {
        "type_of_reference": reference.kind.ris,
        "id": reference.identifier,
        "title": reference.title,
        "short_title": reference.alternative,
        "authors": [str(each) for each in reference.authors],
        "publisher": reference.institution,
        "year": reference.issued[:4],
        "date": _date(reference),
        "language": reference.language,
        "abstract": reference.abstract,
        "keywords": list(reference.keywords),
        "type_of_work": reference.type,
        "start_page": str(reference.pages or ""),
        "database_provider": reference.centre,
        "urls": [reference.address] if reference.address else [],
        "file_attachments1": reference.pdf,
    }
    return {name: value for name, value in fields.items() if value}


def _date(reference: Reference) -> str:
    """`2007/10/09/`, the form RIS asks for: a part that is unknown leaves its slash."""
    parts = reference.issued.split("-") if reference.issued else []
    return "/".join([*parts, "", "", ""][:4]) if parts else ""
