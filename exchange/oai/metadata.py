"""Metadata formats: the same record in simple Dublin Core, as everybody must, and in Dublin Core terms."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from catalogue.record import Record
from exchange.dublin_core import DublinCoreTerm, simple, terms
from exchange.oai.errors import OaiError
from exchange.objects import Label

XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """One way of writing a record."""

    prefix: str
    namespace: str
    schema: str
    #: Element around the terms, and the namespace of the terms.
    root: str
    terms_prefix: str
    terms_namespace: str
    describe: Callable[[Record, Label, str], Iterator[DublinCoreTerm]]

    def element(self, record: Record, label: Label, root: str) -> etree._Element:
        """The record as this format writes it."""
        names = {self.prefix: self.namespace, self.terms_prefix: self.terms_namespace, "xsi": XSI}
        around = etree.Element(f"{{{self.namespace}}}{self.root}", nsmap=names)
        around.set(f"{{{XSI}}}schemaLocation", f"{self.namespace} {self.schema}")
        _fill(around, self.terms_namespace, self.describe(record, label, root))
        return around


FORMATS = {
    each.prefix: each
    for each in (
        MetadataFormat(
            "oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc/",
            "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            "dc",
            "dc",
            "http://purl.org/dc/elements/1.1/",
            simple,
        ),
        MetadataFormat(
            "oai_qdc",
            "http://worldcat.org/xmlschemas/qdc-1.0/",
            "http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd",
            "qualifieddc",
            "dcterms",
            "http://purl.org/dc/terms/",
            terms,
        ),
    )
}


def format_of(prefix: str) -> MetadataFormat:
    """The format of that prefix; raises cannotDisseminateFormat."""
    if prefix not in FORMATS:
        known = ", ".join(FORMATS)
        raise OaiError("cannotDisseminateFormat", f"Records are given as {known}.")
    return FORMATS[prefix]


def _fill(around: etree._Element, namespace: str, described: Iterable[DublinCoreTerm]) -> None:
    for term in described:
        element = etree.SubElement(around, f"{{{namespace}}}{term.name}")
        element.text = term.value
        if term.language:
            element.set(_LANGUAGE, term.language)
