"""Dublin Core: a record in the terms of the table of fields, and in the fifteen simple elements.

What each field is called stands in `catalogue.fields`; here is only how its values are written out, and what
the simple elements make of the terms (oai_dc is the lossy projection).
"""

from collections.abc import Iterator
from typing import NamedTuple

from catalogue.fields import FACET_OF_FIELD, FIELDS, Field
from catalogue.record import Record
from exchange.formats.reference import reference_of
from exchange.objects import Label
from exchange.xml_text import one_line


class DublinCoreTerm(NamedTuple):
    """One value of one term."""

    name: str
    value: str
    #: Language of the value, empty when it has none or when it is unknown.
    language: str = ""


#: Term → simple element; the terms absent here have no place there.
SIMPLE = {
    **{name: name for name in (
        "title", "creator", "subject", "publisher", "type", "format", "identifier", "source", "language",
        "relation", "rights",
    )},
    "alternative": "title",
    "abstract": "description",
    "issued": "date",
    "spatial": "coverage",
    "isPartOf": "relation",
}  # fmt: skip
#: Numbers, as addresses of their own.
_URN = {"isbn": "urn:ISBN:", "issn": "urn:ISSN:", "doi": "https://doi.org/"}
#: Fields in the language of the document.
_IN_ITS_LANGUAGE = frozenset({"title", "alternative", "abstract"})
#: Written as a code, which programs compare (ISO 639).
_CODED = frozenset({"language"})


def terms(record: Record, label: Label, root: str) -> Iterator[DublinCoreTerm]:
    """The record in Dublin Core terms, its address first; nothing in them that XML could not hold."""
    address = reference_of(record, label, root).address
    if address:
        yield DublinCoreTerm("identifier", address)
    for field in FIELDS:
        if field.dublin_core:
            language = record.language if field.name in _IN_ITS_LANGUAGE else ""
            for value in _values(record, field, label, root):
                text = one_line(value)
                if text:
                    yield DublinCoreTerm(field.dublin_core, text, language)


def simple(record: Record, label: Label, root: str) -> Iterator[DublinCoreTerm]:
    """The record in the fifteen elements."""
    for term in terms(record, label, root):
        if term.name in SIMPLE:
            yield DublinCoreTerm(SIMPLE[term.name], term.value, term.language)


def _values(record: Record, field: Field, label: Label, root: str) -> tuple[str, ...]:
    value = getattr(record, field.name)
    values = tuple(filter(None, (value,) if isinstance(value, str) else value))
    if field.name == "places":
        return reference_of(record, label).places
    if field.name == "relations":
        return tuple(reference_of(Record(each, ""), label, root).address or each for each in values)
    if field.name in _URN:
        return tuple(_URN[field.name] + each for each in values)
    facet = None if field.name in _CODED else FACET_OF_FIELD.get(field.name)
    return tuple(label(facet, each) for each in values) if facet else values
