"""Turtle: reads one SKOS file into concepts.

What is read: prefLabel, altLabel, hiddenLabel, broader (or narrower), definition, notation, exactMatch,
closeMatch, and collections with their members; `schema:startDate` and `endDate` for the years in force;
`dcterms:replaces` and `isReplacedBy` for what came before and after; `dcterms:source`; `owl:deprecated` for
what is hidden; `fonds:context` and `fonds:mergedInto`, the only words of ours. A concept's identifier is its
`dcterms:identifier`, else the last part of its address.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from catalogue.errors import ConfigurationError
from catalogue.vocabulary.concepts import Collection, Concept, Scheme
from catalogue.vocabulary.labels import fold, is_acronym

FONDS = Namespace("urn:x-fonds:terms:")
#: What rdflib raises on a damaged file (measured on 1 500 mangled ones): more than its own BadSyntax.
_UNREADABLE = (BadSyntax, ValueError, IndexError, AssertionError)
#: Both addresses of schema.org are in use; files say either.
SCHEMA = (Namespace("https://schema.org/"), Namespace("http://schema.org/"))


def read_turtle(path: Path) -> Scheme:
    """Read a SKOS file; raises ConfigurationError that names the file and what to correct."""
    return scheme_of(path, read_graph(path))


def read_graph(path: Path) -> Graph:
    """The statements of a Turtle file; raises ConfigurationError that names the line at fault."""
    return parse_graph(str(path), path.read_bytes())


def parse_graph(file: str, content: bytes) -> Graph:
    """The statements of a content in Turtle; `file` is its name in messages."""
    graph = Graph()
    try:
        graph.parse(data=content.decode("utf-8-sig"), format="turtle", publicID="urn:x-fonds:local:")
    except _UNREADABLE as error:
        line = f", ligne {error.lines + 1}" if isinstance(error, BadSyntax) else ""
        raise ConfigurationError(
            f"{file}{line} : Turtle illisible. Corrigez ce fichier ou retirez-le."
        ) from error
    return graph


def scheme_of(path: Path, graph: Graph) -> Scheme:
    """What the statements of a file say; raises ConfigurationError that names the concept at fault."""
    subjects = subjects_of(graph, SKOS.Concept)
    concepts = tuple(read_concept(path, graph, subject) for subject in subjects)
    collections = tuple(_collection(path, graph, each) for each in subjects_of(graph, SKOS.Collection))
    schemes = graph.subjects(RDF.type, SKOS.ConceptScheme)
    replaces = any((scheme, DCTERMS.replaces, None) in graph for scheme in schemes)
    twice = (identifier_of(graph, each) for each in subjects if labelled_twice(graph, each))
    return Scheme(concepts, collections, replaces, tuple(twice))


def subjects_of(graph: Graph, kind: URIRef) -> list[URIRef]:
    """What the graph says is of that kind, in the file's order; nodes without a name are left out."""
    return [each for each in graph.subjects(RDF.type, kind, unique=True) if isinstance(each, URIRef)]


def labelled_twice(graph: Graph, subject: URIRef) -> bool:
    """Whether a concept has two preferred labels in one language, which SKOS forbids (S14)."""
    languages = [each.language or "fr" for each in _literals(graph, subject, SKOS.prefLabel)]
    return len(languages) > len(set(languages))


def read_concept(path: Path, graph: Graph, subject: URIRef) -> Concept:
    """One concept; raises ConfigurationError when it lacks a French label or a year is none."""
    identifier = identifier_of(graph, subject)
    labels = _labels(path, graph, subject)
    alternatives = _french(graph, subject, SKOS.altLabel)
    return Concept(
        identifier=identifier,
        labels=labels,
        alternatives=tuple(each for each in alternatives if not is_acronym(each)),
        acronyms=tuple(each for each in alternatives if is_acronym(each)),
        cues=tuple(str(each).strip() for each in _literals(graph, subject, SKOS.hiddenLabel)),
        contexts=_french(graph, subject, FONDS.context),
        broader=_linked(graph, subject, SKOS.broader, SKOS.narrower),
        start=_year(path, graph, subject, "startDate"),
        end=_year(path, graph, subject, "endDate"),
        predecessors=_linked(graph, subject, DCTERMS.replaces, DCTERMS.isReplacedBy),
        successors=_linked(graph, subject, DCTERMS.isReplacedBy, DCTERMS.replaces),
        definition=" ".join(_french(graph, subject, SKOS.definition)),
        notation=str(graph.value(subject, SKOS.notation) or ""),
        matches=tuple(str(each) for each in graph.objects(subject, SKOS.exactMatch)),
        close_matches=tuple(str(each) for each in graph.objects(subject, SKOS.closeMatch)),
        source=_source(graph, subject),
        address=str(subject),
        hidden=str(graph.value(subject, OWL.deprecated) or "") in ("true", "1"),
        merged_into=_merged_into(graph, subject),
    )


def _collection(path: Path, graph: Graph, subject: URIRef) -> Collection:
    members = (each for each in graph.objects(subject, SKOS.member) if isinstance(each, URIRef))
    return Collection(
        identifier=identifier_of(graph, subject),
        labels=_labels(path, graph, subject),
        members=tuple(identifier_of(graph, each) for each in members),
        start=_year(path, graph, subject, "startDate"),
        end=_year(path, graph, subject, "endDate"),
        source=_source(graph, subject),
    )


def _labels(path: Path, graph: Graph, subject: URIRef) -> dict[str, str]:
    labels = {each.language or "fr": str(each) for each in _literals(graph, subject, SKOS.prefLabel)}
    if not labels.get("fr", "").strip():
        named = identifier_of(graph, subject)
        raise ConfigurationError(f"{path} : le concept « {named} » n'a pas de skos:prefLabel en français.")
    return labels


def _merged_into(graph: Graph, subject: URIRef) -> str:
    into = graph.value(subject, FONDS.mergedInto)
    return identifier_of(graph, into) if isinstance(into, URIRef) else ""


def _source(graph: Graph, subject: URIRef) -> str:
    return " ; ".join(str(each) for each in graph.objects(subject, DCTERMS.source))


def _literals(graph: Graph, subject: Node, predicate: URIRef) -> Iterator[Literal]:
    return (each for each in graph.objects(subject, predicate) if isinstance(each, Literal))


def _french(graph: Graph, subject: Node, predicate: URIRef) -> tuple[str, ...]:
    """Values in French or in no stated language, in the file's order."""
    found = _literals(graph, subject, predicate)
    return tuple(str(each).strip() for each in found if each.language in (None, "fr"))


def _linked(graph: Graph, subject: Node, forward: URIRef, backward: URIRef) -> tuple[str, ...]:
    """Identifiers of concepts linked from here or that link here by the inverse word."""
    linked = [*graph.objects(subject, forward), *graph.subjects(backward, subject)]
    return tuple(dict.fromkeys(identifier_of(graph, each) for each in linked if isinstance(each, URIRef)))


def identifier_of(graph: Graph, subject: Node) -> str:
    """The slug a concept is known by: its `dcterms:identifier`, else the last part of its address."""
    stated = graph.value(subject, DCTERMS.identifier)
    name = str(stated) if stated else re.split(r"[/#:=]", str(subject).rstrip("/#"))[-1]
    return fold(name).replace(" ", "-")


def _year(path: Path, graph: Graph, subject: Node, name: str) -> int | None:
    stated = next((value for each in SCHEMA for value in graph.objects(subject, each[name])), None)
    if stated is None:
        return None
    year = re.match(r"\d{4}", str(stated))
    if year is None:
        raise ConfigurationError(
            f'{path} : « {stated} » n\'est pas une année (schema:{name}) ; écrivez "2007".'
        )
    return int(year[0])
