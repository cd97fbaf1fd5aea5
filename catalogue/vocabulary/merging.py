"""Merging, in a limited process: a file from outside and a library's own, put together concept by concept.

In comes a request, out goes the text of the library's new file with what was refused. Nothing is read from or
written to disk but the library's own file, and nothing that a file names is fetched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import msgspec
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from catalogue.errors import ConfigurationError
from catalogue.intake import IntakeError, Rejection
from catalogue.spreadsheet import read_rows
from catalogue.vocabulary.columns import read_concept_row
from catalogue.vocabulary.concepts import Concept
from catalogue.vocabulary.gazetteer.quarters import read_list, read_quarters, write_list
from catalogue.vocabulary.graphs import chosen, empty, graph_of, overlay
from catalogue.vocabulary.turtle import (
    identifier_of,
    labelled_twice,
    parse_graph,
    read_concept,
    read_graph,
    subjects_of,
)

#: Name under which lists of quarters (ZUS, QPV) are taken in.
QUARTERS = "quarters"


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """One file to take in."""

    #: The vocabulary it goes to, one of `loading.NAMES` or QUARTERS.
    name: str
    #: What the person calls the file, for messages.
    file: str
    content: bytes
    table: bool
    #: The library's own file, whether it is there or not.
    own: str
    #: The vocabulary as the library has it: what concepts may already point to.
    known: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    #: The library's new file: Turtle, or CSV for quarters.
    text: str
    accepted: tuple[str, ...] = ()
    #: Identifiers of concepts that say what is already known, and are left where they stand.
    unchanged: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    #: Why nothing at all could be read; empty when something was.
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    line: int | None
    concept: Concept
    subject: URIRef | None = None


_read = msgspec.json.Decoder(MergeRequest)


def handle(body: bytes) -> bytes:
    """The task of `confined`: one request in, one answer out."""
    request = _read.decode(body)
    merge = _merge_quarters if request.name == QUARTERS else _merge
    try:
        return msgspec.json.encode(merge(request))
    except (ConfigurationError, IntakeError) as error:
        return msgspec.json.encode(Merged("", error=str(error)))


def _merge_quarters(request: MergeRequest) -> Merged:
    """A list of quarters, added to those the library has."""
    own = Path(request.own)
    before = {each.code: each for each in read_quarters(own)} if own.is_file() else {}
    listed = list(read_list(request.content))
    found = {each.code: each for line in listed for each in line.quarters if not line.error}
    return Merged(
        write_list((before | found).values()),
        accepted=tuple(code for code, each in found.items() if before.get(code) != each),
        unchanged=tuple(code for code, each in found.items() if before.get(code) == each),
        rejected=tuple(Rejection(each.number, each.line, "", each.error) for each in listed if each.error),
    )


def _merge(request: MergeRequest) -> Merged:
    graph = None if request.table else parse_graph(request.file, request.content)
    known = {each.identifier: each for each in request.known}
    read = list(_rows(request.content, known) if graph is None else _concepts(request.file, graph))
    candidates = [each for each in read if isinstance(each, _Candidate)]
    rejected = [each for each in read if isinstance(each, Rejection)]
    linked, refused = _linked(candidates, set(known))
    kept = [each for each in linked if not _says_the_same(each.concept, known.get(each.concept.identifier))]
    rejected = sorted([*rejected, *refused], key=lambda each: each.number)
    if graph is None:
        incoming = graph_of(request.name, (each.concept for each in kept))
    else:
        incoming = chosen(graph, (each.subject for each in kept if each.subject))
    own = Path(request.own)
    merged = overlay(read_graph(own) if own.is_file() else empty(), incoming)
    return Merged(
        merged.serialize(format="turtle", encoding="utf-8").decode(),
        accepted=tuple(each.concept.identifier for each in kept),
        unchanged=tuple(each.concept.identifier for each in linked if each not in kept),
        rejected=tuple(rejected),
    )


def _rows(content: bytes, known: Mapping[str, Concept]) -> Iterator[_Candidate | Rejection]:
    """The concepts of a table; one that is known keeps the address others know it by."""
    seen: set[str] = set()
    for row in read_rows(content):
        if row.error:
            yield Rejection(row.number, row.line, "", row.error)
            continue
        try:
            concept = read_concept_row(row.cells)
        except ConfigurationError as error:
            yield Rejection(row.number, row.line, row.cells.get("identifier", ""), f"{error}")
            continue
        if concept.identifier in seen:
            yield Rejection(
                row.number, row.line, concept.identifier, "une ligne plus haut a cet identifiant."
            )
        else:
            seen.add(concept.identifier)
            before = known.get(concept.identifier)
            addressed = replace(concept, address=before.address, hidden=before.hidden) if before else concept
            yield _Candidate(row.number, row.line, addressed)


def _concepts(file: str, graph: Graph) -> Iterator[_Candidate | Rejection]:
    seen: set[str] = set()
    for number, subject in enumerate(subjects_of(graph, SKOS.Concept), 1):
        identifier = identifier_of(graph, subject)
        try:
            concept = read_concept(Path(file), graph, subject)
        except ConfigurationError as error:
            yield Rejection(number, None, identifier, str(error).partition(" : ")[2])
            continue
        if labelled_twice(graph, subject):
            yield Rejection(
                number, None, identifier, "deux skos:prefLabel dans la même langue ; gardez-en un."
            )
        elif identifier in seen:
            yield Rejection(number, None, identifier, "un concept plus haut a cet identifiant.")
        else:
            seen.add(identifier)
            yield _Candidate(number, None, concept, subject)


def _linked(candidates: list[_Candidate], known: set[str]) -> tuple[list[_Candidate], list[Rejection]]:
    """Those whose links lead to a known concept or to one that is kept, and the others."""
    rejected: list[Rejection] = []
    while True:
        there = known | {each.concept.identifier for each in candidates}
        lost = [(each, missing) for each in candidates if (missing := _missing(each.concept, there))]
        if not lost:
            return candidates, rejected
        for each, missing in lost:
            reason = f"il renvoie à « {missing} », qui n'existe pas ou a été refusé."
            rejected.append(Rejection(each.number, each.line, each.concept.identifier, reason))
        refused = [each for each, _ in lost]
        candidates = [each for each in candidates if each not in refused]


def _says_the_same(concept: Concept, known: Concept | None) -> bool:
    """Whether a concept adds nothing, in whatever order; what follows it is told from there."""
    return known is not None and _content(concept) == _content(known)


def _content(concept: Concept) -> dict[str, object]:
    values = {field.name: getattr(concept, field.name) for field in fields(concept)}
    for name in ("successors", "address"):
        values.pop(name)
    return {name: frozenset(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _missing(concept: Concept, there: set[str]) -> str:
    linked = (*concept.broader, *concept.predecessors, *concept.successors)
    return next((each for each in linked if each not in there), "")
