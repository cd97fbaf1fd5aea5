"""CSV (RFC 4180) for spreadsheets: one line a document, columns named as the notice names its fields.

Each field of a notice has a column of its own, so that a table corrected and imported again says how notices
should be (`exchange.incoming.corrections`). No cell passes for a formula. A byte order mark says that it is
UTF-8, which Excel would not guess.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from catalogue.fields import BY_NAME
from catalogue.record import Access, Status
from catalogue.spreadsheet import guarded
from exchange.formats.reference import Reference

#: Between values of one cell.
_BETWEEN = " ; "
#: Field of the notice → attribute of the reference, where it is called otherwise.
_CALLED = {"creators": "authors", "keywords": "words", "places": "territories"}
_FIELDS = (
    "title", "article", "alternative", "creators", "publisher", "issued", "type", "language", "abstract",
    "themes", "programmes", "keywords", "places", "audience", "journal", "volume", "issue", "extent",
    "collection", "isbn", "issn", "doi", "shelf_mark", "source", "rights", "access", "status",
    "embargo", "centre",
)  # fmt: skip
#: Codes that a column says in words; a corrected table may come back with either.
_SAID: Mapping[str, Mapping[str, str]] = {
    "access": {Access.PUBLIC: "public", Access.NETWORK: "réseau", Access.INTERNAL: "interne"},
    "status": {Status.PUBLISHED: "publié", Status.PROPOSED: "à publier"},
}
#: Column → what stands in it; the labels are those of the table of fields.
_COLUMNS = (
    ("Identifiant", "identifier"),
    *((BY_NAME[field].label, _CALLED.get(field, field)) for field in _FIELDS),
    ("Pages", "pages"),
    ("Adresse", "address"),
)


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """The line of names, then one chunk a document."""
    yield BOM_UTF8 + _line([name for name, _attribute in _COLUMNS])
    for reference in references:
        yield _line([_cell(_value(reference, attribute)) for _name, attribute in _COLUMNS])


def _value(reference: Reference, attribute: str) -> object:
    value = getattr(reference, attribute)
    return _SAID[attribute].get(value, value) if attribute in _SAID else value


def _cell(value: object) -> str:
    return guarded(_BETWEEN.join(map(str, value)) if isinstance(value, tuple) else str(value or ""))


def _line(cells: list[str]) -> bytes:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().encode()
