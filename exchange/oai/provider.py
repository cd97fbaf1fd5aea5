"""The provider: one request in, one document out (https://www.openarchives.org/OAI/openarchivesprotocol.html)."""

from collections.abc import Callable, Iterable

from lxml import etree

from catalogue import disk
from catalogue.log import LogEntry
from exchange.oai.arguments import TOKEN, OaiRequest, read_request
from exchange.oai.errors import BadArgument, BadVerb, OaiError
from exchange.oai.listing import OAI, add, element, header_element, page_of, record_element
from exchange.oai.metadata import FORMATS, XSI, format_of
from exchange.oai.repository import OaiRepository
from exchange.oai.sets import all_sets
from exchange.xml_text import clean

_SCHEMA = f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"


def answer(repository: OaiRepository, pairs: Iterable[tuple[str, str]]) -> bytes:
    """The document that answers a request; errors of the protocol are part of it."""
    now = disk.stamp()
    request: OaiRequest | None = None
    try:
        request = read_request(pairs)
        content = _VERBS[request.verb](repository, request)
    except (BadVerb, BadArgument) as error:
        request, content = None, _error(error)
    except OaiError as error:
        content = _error(error)
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", _SCHEMA)
    add(root, "responseDate", now)
    echo = add(root, "request", repository.url)
    if request is not None:
        echo.set("verb", request.verb)
        for name, value in request.arguments.items():
            echo.set(name, clean(value))
    root.append(content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _identify(repository: OaiRepository, request: OaiRequest) -> etree._Element:
    content = element(request.verb)
    add(content, "repositoryName", clean(repository.name))
    add(content, "baseURL", repository.url)
    add(content, "protocolVersion", "2.0")
    add(content, "adminEmail", repository.email)
    add(content, "earliestDatestamp", repository.log.earliest() or disk.stamp())
    add(content, "deletedRecord", "persistent")
    add(content, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    add(content, "compression", "gzip")
    about = etree.SubElement(
        add(content, "description"), f"{{{_IDENTIFIER}}}oai-identifier", nsmap={None: _IDENTIFIER}
    )
    about.set(
        f"{{{XSI}}}schemaLocation", f"{_IDENTIFIER} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
    )
    parts = {
        "scheme": "oai",
        "repositoryIdentifier": repository.domain,
        "delimiter": ":",
        "sampleIdentifier": repository.identifier("3f2a91c0"),
    }
    for name, value in parts.items():
        etree.SubElement(about, f"{{{_IDENTIFIER}}}{name}").text = value
    return content


def _list_metadata_formats(repository: OaiRepository, request: OaiRequest) -> etree._Element:
    if "identifier" in request.arguments:
        _entry_named(repository, request)
    content = element(request.verb)
    for form in FORMATS.values():
        described = add(content, "metadataFormat")
        add(described, "metadataPrefix", form.prefix)
        add(described, "schema", form.schema)
        add(described, "metadataNamespace", form.namespace)
    return content


def _list_sets(repository: OaiRepository, request: OaiRequest) -> etree._Element:
    if TOKEN in request.arguments:
        raise OaiError("badResumptionToken", "The list of sets is given whole; no token goes on with it.")
    held = repository.sets()
    if not held:
        raise OaiError("noSetHierarchy", "No record of this repository has a theme or a region yet.")
    content = element(request.verb)
    for spec, name in all_sets(repository.vocabularies):
        if spec not in held:
            continue
        described = add(content, "set")
        add(described, "setSpec", spec)
        add(described, "setName", clean(name))
    return content


def _get_record(repository: OaiRepository, request: OaiRequest) -> etree._Element:
    form = format_of(request.get("metadataPrefix"))
    entry = _entry_named(repository, request)
    content = element(request.verb)
    content.append(record_element(repository, entry, form))
    return content


def _list_identifiers(repository: OaiRepository, request: OaiRequest) -> etree._Element:
    return page_of(repository, request, lambda entry, _form: header_element(repository, entry))


def _list_records(repository: OaiRepository, request: OaiRequest) -> etree._Element:
    return page_of(repository, request, lambda entry, form: record_element(repository, entry, form))


_VERBS: dict[str, Callable[[OaiRepository, OaiRequest], etree._Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
    "GetRecord": _get_record,
}


def _entry_named(repository: OaiRepository, request: OaiRequest) -> LogEntry:
    entry = repository.entry(request.get("identifier"))
    if entry is None:
        raise OaiError("idDoesNotExist", "No item of this repository has this identifier.")
    return entry


def _error(error: OaiError) -> etree._Element:
    told = element("error")
    told.set("code", error.code)
    told.text = str(error)
    return told
