"""Shared concepts as SKOS in Turtle, and back; imported only where needed, since rdflib is slow to start."""

from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from exchange.bundles.bundle_concepts import SharedConcept

#: Concepts and links of one vocabulary that are looked at; far more than any centre's.
MOST = 50_000
#: What rdflib raises on a damaged file.
UNREADABLE = (BadSyntax, ValueError, IndexError, AssertionError)
_SCHEME = "urn:x-fonds:"


def turtle(concepts: Iterable[SharedConcept]) -> bytes:
    """One statement a line, in order, so that the same concepts are the same bytes."""
    graph = Graph()
    for each in concepts:
        concept = URIRef(each.address)
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.prefLabel, Literal(each.label, lang="fr")))
        graph.add((concept, SKOS.inScheme, URIRef(_SCHEME + each.vocabulary)))
        for predicate, addresses in (
            (SKOS.broader, each.broader),
            (SKOS.exactMatch, each.matches),
            (SKOS.closeMatch, each.close_matches),
        ):
            for address in addresses:
                graph.add((concept, predicate, URIRef(address)))
    lines = graph.serialize(format="nt").splitlines()
    return "".join(f"{each}\n" for each in sorted(lines)).encode()


def concepts_in(content: bytes) -> Iterator[SharedConcept]:
    """The concepts of a Turtle file; raises what rdflib raises on a damaged one."""
    graph = Graph()
    graph.parse(data=content.decode(), format="turtle")
    for count, subject in enumerate(graph.subjects(RDF.type, SKOS.Concept, unique=True)):
        if isinstance(subject, URIRef) and count < MOST:
            label = next((str(each) for each in graph.objects(subject, SKOS.prefLabel)), str(subject))
            scheme = next((str(each) for each in graph.objects(subject, SKOS.inScheme)), "")
            yield SharedConcept(
                str(subject),
                label[:300],
                scheme.removeprefix(_SCHEME),
                _addresses(graph, subject, SKOS.broader),
                _addresses(graph, subject, SKOS.exactMatch),
                _addresses(graph, subject, SKOS.closeMatch),
            )


def _addresses(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(each) for each in graph.objects(subject, predicate) if isinstance(each, URIRef)))
