"""Graphs: SKOS files put together and written, nothing lost that their authors stated.

A later file takes the place of an earlier one concept by concept, as loading does; what we do not read
(labels in Occitan, notes) is kept. Statements about nodes without a name are not.
"""

from collections.abc import Iterable

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD
from rdflib.term import BNode, Node

from catalogue.vocabulary.concepts import Concept
from catalogue.vocabulary.turtle import FONDS, SCHEMA, identifier_of, subjects_of

_KINDS = (SKOS.Concept, SKOS.Collection)


def overlay(earlier: Graph, later: Graph) -> Graph:
    """Both files as one: of two concepts or collections of one identifier, the later."""
    if any((each, DCTERMS.replaces, None) in later for each in later.subjects(RDF.type, SKOS.ConceptScheme)):
        return later
    named = {identifier_of(later, each): each for kind in _KINDS for each in subjects_of(later, kind)}
    renamed: dict[Node, URIRef] = {
        each: named[identifier]
        for kind in _KINDS
        for each in subjects_of(earlier, kind)
        if (identifier := identifier_of(earlier, each)) in named
    }
    both = empty()
    for subject, word, value in earlier:
        if subject not in renamed:
            both.add((subject, word, renamed.get(value, value)))
    for statement in later:
        both.add(statement)
    return both


def chosen(graph: Graph, subjects: Iterable[URIRef]) -> Graph:
    """Only these concepts of a graph, with its schemes and collections."""
    kept = {*subjects, *subjects_of(graph, SKOS.ConceptScheme), *subjects_of(graph, SKOS.Collection)}
    part = empty()
    for subject, word, value in graph:
        if subject in kept and not isinstance(value, BNode):
            part.add((subject, word, value))
    return part


def graph_of(name: str, concepts: Iterable[Concept]) -> Graph:
    """Concepts that come from elsewhere than Turtle, as statements; `name` is their vocabulary's."""
    graph, own = empty(), Namespace(f"urn:x-fonds:{name}:")
    for concept in concepts:
        subject = _subject(own, concept)
        graph.add((subject, RDF.type, SKOS.Concept))
        for language, label in concept.labels.items():
            graph.add((subject, SKOS.prefLabel, Literal(label, lang=language)))
        for word, texts in (
            (SKOS.altLabel, (*concept.alternatives, *concept.acronyms)),
            (SKOS.hiddenLabel, concept.cues),
            (FONDS.context, concept.contexts),
            (SKOS.definition, (concept.definition,)),
        ):
            for text in filter(None, texts):
                graph.add((subject, word, Literal(text, lang="fr")))
        _add_links(graph, own, concept)
        _add_plain(graph, subject, concept)
    return graph


def empty() -> Graph:
    """A graph that writes the usual prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (
        ("skos", SKOS), ("dcterms", DCTERMS), ("schema", SCHEMA[0]), ("fonds", FONDS),
    ):  # fmt: skip
        graph.bind(prefix, namespace)
    return graph


def _subject(own: Namespace, concept: Concept) -> URIRef:
    return URIRef(concept.address) if concept.address else own[concept.identifier]


def _add_links(graph: Graph, own: Namespace, concept: Concept) -> None:
    subject = _subject(own, concept)
    for word, identifiers in (
        (SKOS.broader, concept.broader),
        (DCTERMS.replaces, concept.predecessors),
        (DCTERMS.isReplacedBy, concept.successors),
        (FONDS.mergedInto, filter(None, (concept.merged_into,))),
    ):
        for each in identifiers:
            graph.add((subject, word, own[each]))
    for word, addresses in ((SKOS.exactMatch, concept.matches), (SKOS.closeMatch, concept.close_matches)):
        for each in addresses:
            graph.add((subject, word, URIRef(each)))


def _add_plain(graph: Graph, subject: URIRef, concept: Concept) -> None:
    for word, value in (
        (SCHEMA[0].startDate, concept.start),
        (SCHEMA[0].endDate, concept.end),
        (SKOS.notation, concept.notation),
        (DCTERMS.source, concept.source),
    ):
        if value:
            graph.add((subject, word, Literal(str(value))))
    if concept.hidden:
        graph.add((subject, OWL.deprecated, Literal("true", datatype=XSD.boolean)))
