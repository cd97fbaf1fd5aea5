"""Amending: concepts stated anew in a library's own file, everything else in it kept.

In come concepts as they shall be; out goes the text of `<name>.ttl`, checked beside all others. It writes
nothing: whoever asks keeps history. What we do not read of a concept (notes, labels in Occitan,
languages of cues) stays as it was stated, in the library's file or in ours.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from catalogue.errors import ConfigurationError
from catalogue.vocabulary.check import new_faults
from catalogue.vocabulary.concepts import Concept
from catalogue.vocabulary.graphs import chosen, empty, graph_of, overlay
from catalogue.vocabulary.labels import fold
from catalogue.vocabulary.loading import SHIPPED, load_vocabularies, stated
from catalogue.vocabulary.turtle import FONDS, SCHEMA, identifier_of, read_graph, subjects_of

#: What a concept's fields state; of all else nothing is touched.
_STATED = (
    RDF.type, SKOS.prefLabel, SKOS.hiddenLabel, FONDS.context, SKOS.definition, SKOS.broader,
    DCTERMS.replaces, DCTERMS.isReplacedBy, SKOS.exactMatch, SKOS.closeMatch, SKOS.notation,
    DCTERMS.source, OWL.deprecated, FONDS.mergedInto,
    *(each[year] for each in SCHEMA for year in ("startDate", "endDate")),
)  # fmt: skip
#: Words whose texts keep the language they had.
_TONGUES = (SKOS.altLabel, SKOS.hiddenLabel)


def amended(name: str, folder: Path, concepts: Iterable[Concept]) -> str:
    """The text of the library's file with these concepts as given.

    Raises ConfigurationError with a French sentence when that would leave the vocabularies with a fault they
    did not have.
    """
    own = folder / f"{name}.ttl"
    before = read_graph(own) if own.is_file() else empty()
    shipped = read_graph(SHIPPED / f"{name}.ttl")
    after = before
    for concept in concepts:
        after = overlay(after, _restated(name, concept, (before, shipped)))
    text = after.serialize(format="turtle", encoding="utf-8").decode()
    faults = new_faults(folder, own.name, text)
    if faults:
        raise ConfigurationError(_said(name, faults[0]))
    return text


def free_identifier(name: str, label: str, folder: Path | None) -> str:
    """An identifier for a new concept, made of its name; numbered when another has it."""
    taken = set(stated(name, folder))
    slug = "-".join(fold(label).split())[:60].strip("-") or "terme"
    numbered = (slug, *(f"{slug}-{number}" for number in range(2, 1000)))
    return next(each for each in numbered if each not in taken)


def with_links(name: str, folder: Path, concept: Concept) -> list[Concept]:
    """The concept, and those that still say of it what it no longer says of them."""
    others = stated(name, folder)
    loaded = getattr(load_vocabularies(folder), name).concepts.get(concept.identifier)
    changed = {concept.identifier: concept}
    for each in {*getattr(loaded, "predecessors", ()), *getattr(loaded, "successors", ())}:
        other = others.get(each)
        if other is None or each in (*concept.predecessors, *concept.successors):
            continue
        left = replace(
            other,
            predecessors=tuple(name for name in other.predecessors if name != concept.identifier),
            successors=tuple(name for name in other.successors if name != concept.identifier),
        )
        if left != other:
            changed[each] = left
    return list(changed.values())


def _restated(name: str, concept: Concept, sources: tuple[Graph, ...]) -> Graph:
    """A graph of the one concept: as given, with what else its file says of it."""
    graph = graph_of(name, [concept])
    (subject,) = subjects_of(graph, SKOS.Concept)
    for source in sources:
        found = [
            each
            for each in subjects_of(source, SKOS.Concept)
            if identifier_of(source, each) == concept.identifier
        ]
        if found:
            _keep(graph, subject, chosen(source, found[:1]), found[0])
            break
    return graph


def _keep(graph: Graph, subject: URIRef, source: Graph, had: URIRef) -> None:
    for word, value in source.predicate_objects(had):
        if word in _TONGUES and isinstance(value, Literal) and value.language not in (None, "fr"):
            plain = (subject, word, Literal(str(value).strip(), lang="fr"))
            if word == SKOS.hiddenLabel and plain not in graph:
                continue  # a cue that was taken away
            graph.remove(plain)
            graph.add((subject, word, value))
        elif word not in _STATED and word != SKOS.altLabel:
            graph.add((subject, word, value))
    if concept_id := source.value(had, DCTERMS.identifier):
        graph.add((subject, DCTERMS.identifier, concept_id))


def _said(name: str, fault: str) -> str:
    """A fault without the name of the file, which whoever edits in the browser never sees."""
    said = fault.removeprefix(f"{name}.ttl, ")
    return said[:1].upper() + said[1:]
