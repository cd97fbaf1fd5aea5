"""Requests of SRU: parameters as one reads them in 1.1, 1.2 and 2.0."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from exchange.sru.diagnostics import Diagnostic

#: Records given when nobody says how many, and at most.
_USUAL = 10
MOST = 100
SCHEMA = "info:srw/schema/1/dc-v1.1"
_SCHEMAS = {SCHEMA, "dc", "info:srw/schema/1/dc-v1.1", "http://purl.org/dc/elements/1.1/"}
_VERSIONS = ("1.1", "1.2", "2.0")
_KNOWN = {
    "operation", "version", "query", "querytype", "startrecord", "maximumrecords", "recordpacking",
    "recordxmlescaping", "recordschema", "sortkeys", "stylesheet", "resultsetttl", "hl", "httpaccept",
    "renderedby",
}  # fmt: skip


@dataclass(slots=True)
class SruRequest:
    """One request; what is wrong in it stands in `diagnostics`."""

    operation: str = "explain"
    #: Whether the answer has the shape of 1.x.
    first: bool = False
    #: The version of the answer: the one asked for, where it is one we speak.
    version: str = "2.0"
    query: str = ""
    start: int = 1
    size: int = _USUAL
    #: Whether records are given as escaped text.
    escaped: bool = False
    sort_keys: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_sru(pairs: Iterable[tuple[str, str]]) -> SruRequest:
    """The request; never raises."""
    given = {name: value for name, value in pairs if value}
    request = SruRequest()
    request.first = "operation" in given or given.get("version", "").startswith("1.")
    try:
        _read(request, given)
    except Diagnostic as diagnostic:
        request.diagnostics.append(diagnostic)
    return request


def _read(request: SruRequest, given: dict[str, str]) -> None:
    version = given.get("version", "1.2" if request.first else "2.0")
    request.version = version if version in _VERSIONS else "1.2" if request.first else "2.0"
    operation = given.get("operation", "searchRetrieve" if "query" in given else "explain")
    # Only a known operation is kept: the answer's root is named by it.
    request.operation = operation if operation in {"explain", "searchRetrieve"} else "explain"
    if version not in _VERSIONS:
        raise Diagnostic(5, version)
    if request.operation != operation:
        raise Diagnostic(4, operation)
    for name in given:
        if name.lower() not in _KNOWN and not name.startswith("x-"):
            raise Diagnostic(8, name)
    if request.operation == "explain":
        return
    if "query" not in given:
        raise Diagnostic(7, "query")
    if given.get("queryType", "cql").lower() not in {"cql", "searchterms"}:
        raise Diagnostic(6, "queryType")
    if "stylesheet" in given:
        raise Diagnostic(110)
    if given.get("recordSchema", SCHEMA) not in _SCHEMAS:
        raise Diagnostic(66, given["recordSchema"])
    request.query, request.sort_keys = given["query"], given.get("sortKeys", "")
    request.start = _number(given, "startRecord", 1, least=1)
    request.size = min(_number(given, "maximumRecords", _USUAL, least=0), MOST)
    request.escaped = _packing(request, given) == "string"


def _packing(request: SruRequest, given: dict[str, str]) -> str:
    name = "recordPacking" if request.first else "recordXMLEscaping"
    packing = given.get(name, "xml")
    if packing not in {"xml", "string"}:
        raise Diagnostic(71, packing)
    return packing


def _number(given: dict[str, str], name: str, usual: int, *, least: int) -> int:
    value = given.get(name, str(usual))
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and int(value) >= least):
        raise Diagnostic(6, name)
    return int(value)
