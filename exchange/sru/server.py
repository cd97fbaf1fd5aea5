"""The server: one request in, one document out, in the shape of the version asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from lxml import etree

from catalogue.record import Record
from catalogue.rights import Reader
from catalogue.vocabulary import Vocabularies
from exchange.dublin_core import simple
from exchange.objects import Label
from exchange.selection import records_between
from exchange.sru.cql import CqlSearch, read_cql, sort_by
from exchange.sru.diagnostics import Diagnostic
from exchange.sru.explain import explained
from exchange.sru.request import SCHEMA, SruRequest, read_sru
from exchange.xml_text import clean
from search.query import Query
from search.results import Results
from search.search import query_of

#: Namespace of answers and of diagnostics, 1.x and 2.0.
_FIRST = ("http://www.loc.gov/zing/srw/", "http://www.loc.gov/zing/srw/diagnostic/")
_SECOND = (
    "http://docs.oasis-open.org/ns/search-ws/sruResponse",
    "http://docs.oasis-open.org/ns/search-ws/diagnostic",
)
_DC = "http://purl.org/dc/elements/1.1/"
_SRW_DC = "info:srw/schema/1/dc-schema"


@dataclass(frozen=True, slots=True)
class SruServer:
    """One library as other catalogues search it."""

    search: Callable[[Query], Results]
    #: The record of an identifier or of a notice's address, None when this reader may not see it.
    record: Callable[[str], Record | None]
    vocabularies: Vocabularies
    label: Label
    reader: Reader
    name: str
    #: Public address of the site, and of the server below it.
    root: str
    url: str


def answer(shelf: SruServer, pairs: Iterable[tuple[str, str]]) -> bytes:
    """The document that answers a request."""
    request = read_sru(pairs)
    document = _Document(request)
    if request.operation == "searchRetrieve":
        _searched(shelf, request, document)
    else:
        document.record(
            explained(shelf.name, shelf.url, request.version),
            "http://explain.z3950.org/dtd/2.0/",
            escaped=False,
        )
    for diagnostic in request.diagnostics:
        document.diagnostic(diagnostic)
    return document.written()


def _searched(shelf: SruServer, request: SruRequest, document: "_Document") -> None:
    total = 0
    records: list[Record] = []
    if not request.diagnostics:
        try:
            total, records = _found(shelf, request)
        except Diagnostic as diagnostic:
            request.diagnostics.append(diagnostic)
    document.add("numberOfRecords", str(total))
    if records:
        document.open("records")
        for position, record in enumerate(records, request.start):
            data = _dublin_core(shelf, record)
            document.record(data, SCHEMA, escaped=request.escaped, position=position)
        document.close()
    following = request.start + len(records)
    if records and following <= total:
        document.add("nextRecordPosition", str(following))


def _found(shelf: SruServer, request: SruRequest) -> tuple[int, list[Record]]:
    asked = read_cql(request.query, shelf.vocabularies)
    if asked.identifier:
        record = shelf.record(asked.identifier)
        return (1, [record][: request.size]) if record and request.start == 1 else (0, [])
    query = _query(shelf, asked, request.sort_keys)
    total = shelf.search(replace(query, size=1)).total
    if request.start > max(total, 1):
        raise Diagnostic(61, str(request.start))
    return total, list(records_between(shelf.search, query, request.start - 1, request.size))


def _query(shelf: SruServer, asked: CqlSearch, keys: str) -> Query:
    if keys:
        name, _path, ascending = (*keys.split()[0].split(","), "", "1")[:3]
        asked = replace(asked, sort=sort_by(name, descending=ascending == "0"))
    return query_of(asked, shelf.vocabularies, shelf.reader, passages=0, facets=())


def _dublin_core(shelf: SruServer, record: Record) -> etree._Element:
    element = etree.Element(f"{{{_SRW_DC}}}dc", nsmap={"srw_dc": _SRW_DC, "dc": _DC})
    for term in simple(record, shelf.label, shelf.root):
        etree.SubElement(element, f"{{{_DC}}}{term.name}").text = term.value
    return element


class _Document:
    """An answer in the making."""

    def __init__(self, request: SruRequest) -> None:
        self._request = request
        self._namespace, self._diagnostics = _FIRST if request.first else _SECOND
        prefix = "zs" if request.first else "sru"
        self._root = etree.Element(
            f"{{{self._namespace}}}{request.operation}Response", nsmap={prefix: self._namespace}
        )
        self._at = self._root
        self._told: etree._Element | None = None
        if request.first:
            self.add("version", request.version)

    def add(self, name: str, text: str = "") -> etree._Element:
        """An element with its text where the document stands."""
        element = etree.SubElement(self._at, f"{{{self._namespace}}}{name}")
        element.text = clean(text)
        return element

    def open(self, name: str) -> None:
        """An element that what follows stands in."""
        self._at = self.add(name)

    def close(self) -> None:
        """Back to the top."""
        self._at = self._root

    def record(
        self, data: etree._Element, schema: str, *, escaped: bool, position: int | None = None
    ) -> None:
        """One record."""
        outside, self._at = self._at, self.add("record")
        self.add("recordSchema", schema)
        self.add(
            "recordPacking" if self._request.first else "recordXMLEscaping", "string" if escaped else "xml"
        )
        held = self.add("recordData")
        if escaped:
            held.text = etree.tostring(data, encoding="unicode")
        else:
            held.append(data)
        if position is not None:
            self.add("recordPosition", str(position))
        self._at = outside

    def diagnostic(self, diagnostic: Diagnostic) -> None:
        """One thing that cannot be done."""
        if self._told is None:
            self._told = self.add("diagnostics")
        element = etree.SubElement(
            self._told, f"{{{self._diagnostics}}}diagnostic", nsmap={"diag": self._diagnostics}
        )
        for name, text in (
            ("uri", diagnostic.uri),
            ("details", diagnostic.details),
            ("message", diagnostic.message),
        ):
            if text:
                etree.SubElement(element, f"{{{self._diagnostics}}}{name}").text = clean(text)

    def written(self) -> bytes:
        """The whole."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8")
