"""Lists: one page of records or headers, and the token of the next.

The elements of every answer are built here, by lxml, so that no text can become markup.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from catalogue.log import LogEntry
from exchange.oai.arguments import TOKEN, OaiRequest
from exchange.oai.errors import OaiError
from exchange.oai.metadata import MetadataFormat, format_of
from exchange.oai.repository import OaiRepository
from exchange.oai.resumption import Stretch, opening
from exchange.oai.sets import all_sets, in_set, sets_of

OAI = "http://www.openarchives.org/OAI/2.0/"


def element(name: str) -> etree._Element:
    """An element of the protocol."""
    return etree.Element(f"{{{OAI}}}{name}", nsmap={None: OAI})


def add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    """A child of the protocol, with its text."""
    child = etree.SubElement(parent, f"{{{OAI}}}{name}")
    child.text = text
    return child


def page_of(
    repository: OaiRepository, request: OaiRequest, item: Callable[[LogEntry, MetadataFormat], etree._Element]
) -> etree._Element:
    """One page of a list, and the token of the next."""
    resumed = TOKEN in request.arguments
    stretch = repository.tokens.read(request.verb, request.get(TOKEN)) if resumed else opening(request)
    form = format_of(stretch.prefix)
    span = repository.span(after=stretch.after, start=stretch.start, end=stretch.end)
    told = not stretch.set or any(stretch.set == spec for spec, _ in all_sets(repository.vocabularies))
    rows = list(islice(_rows(repository, stretch), repository.size + 1)) if told else []
    if not rows and resumed:
        # A list may not end with nothing, and an error here would make harvesters give up what they have.
        rows = [entry for entry in (repository.log.entry(stretch.last),) if entry is not None]
    if not rows:
        raise OaiError("noRecordsMatch", "No record matches these dates and this set.")
    if not resumed and not stretch.set:
        stretch = replace(stretch, total=repository.log.count_within(span))
    listed = element(request.verb)
    page = rows[: repository.size]
    for entry in page:
        listed.append(item(entry, form))
    if len(rows) > len(page) or resumed:
        _resume(repository, request, listed, stretch, page, more=len(rows) > len(page))
    return listed


def _resume(
    repository: OaiRepository,
    request: OaiRequest,
    listed: etree._Element,
    stretch: Stretch,
    page: list[LogEntry],
    *,
    more: bool,
) -> None:
    """The token of the next page; an empty one on the last page of a list of several."""
    token = add(listed, TOKEN)
    token.set("cursor", str(stretch.cursor))
    if stretch.total is not None:
        token.set("completeListSize", str(max(stretch.total, stretch.cursor + len(page))))
    if more:
        told = stretch.cursor + len(page)
        rest = replace(stretch, after=page[-1].sequence, last=page[-1].identifier, cursor=told)
        token.text = repository.tokens.write(request.verb, rest)


def _rows(repository: OaiRepository, stretch: Stretch) -> Iterator[LogEntry]:
    """What is left of a list; a tombstone no longer says what it was about, so every known set tells it."""
    span = repository.span(after=stretch.after, start=stretch.start, end=stretch.end)
    for entry in repository.rows(span):
        record = repository.record(entry)
        if not stretch.set or record is None or in_set(stretch.set, repository.facets_of(record)):
            yield entry


def record_element(repository: OaiRepository, entry: LogEntry, form: MetadataFormat) -> etree._Element:
    """One record, without metadata when it is gone."""
    whole = element("record")
    whole.append(header_element(repository, entry))
    record = repository.record(entry)
    if record is not None:
        add(whole, "metadata").append(form.element(record, repository.label, repository.root))
    return whole


def header_element(repository: OaiRepository, entry: LogEntry) -> etree._Element:
    """Identifier, datestamp and sets of one record."""
    header, record = element("header"), repository.record(entry)
    if record is None:
        header.set("status", "deleted")
    add(header, "identifier", repository.identifier(entry.identifier))
    add(header, "datestamp", entry.datestamp)
    for spec in sets_of(repository.facets_of(record)) if record is not None else ():
        add(header, "setSpec", spec)
    return header
