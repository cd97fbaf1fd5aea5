"""Presenter of a vocabulary: its terms as a tree, with how many documents have each."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from catalogue.vocabulary import Concept, Vocabulary
from catalogue.vocabulary.loading import stated
from search.search import Search
from search_app.desk.corpus import vocabularies
from search_app.desk.desk_records import open_catalogue
from search_app.language import N_, _, counted, current
from search_app.pages.links import Link
from search_app.site_library import reader, site_library

NAMES = {
    "themes": N_("Thèmes"),
    "programmes": N_("Dispositifs"),
    "types": N_("Types de document"),
    "audiences": N_("Publics"),
    "glossary": N_("Sigles"),
}
#: The facet that counts each.
_FACETS = {"themes": "theme", "programmes": "programme", "types": "type", "audiences": "audience"}
#: How far a tree is followed, should it go round in a circle.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class TermBranch:
    """One term as printed, with those below it."""

    link: Link
    identifier: str
    years: str
    count: str
    hidden: bool
    below: tuple["TermBranch", ...]


def ways(name: str) -> tuple[Link, ...]:
    """The vocabularies one edits."""
    return tuple(
        Link(_(label), url_for("desk.vocabulary", name=each), current=each == name)
        for each, label in NAMES.items()
    )


def branches(name: str) -> tuple[TermBranch, ...]:
    """The tree, in the vocabulary's order."""
    vocabulary: Vocabulary = getattr(vocabularies(), name)
    counts = _counts(name)
    return tuple(_branch(name, vocabulary, each, counts, DEEPEST) for each in _tops(vocabulary))


def choices(name: str) -> list[tuple[str, str]]:
    """All terms as a list to choose from, those below others after them and set in."""
    vocabulary: Vocabulary = getattr(vocabularies(), name)
    return [pair for each in _tops(vocabulary) for pair in _choices(vocabulary, each, 0)]


def merged_into(name: str, identifier: str) -> tuple[str, ...]:
    """Names of the terms that were merged into one."""
    own = stated(name, site_library().library.vocabularies)
    vocabulary: Vocabulary = getattr(vocabularies(), name)
    gone = (each for each, into in vocabulary.merged.items() if into == identifier)
    return tuple(own[each].label(current()) for each in gone if each in own)


def _tops(vocabulary: Vocabulary) -> Iterator[Concept]:
    for concept in vocabulary.concepts.values():
        if not any(parent in vocabulary.concepts for parent in concept.broader):
            yield concept


def _branch(
    name: str, vocabulary: Vocabulary, concept: Concept, counts: dict[str, int], deep: int
) -> TermBranch:
    number = counts.get(concept.identifier, 0)
    under = vocabulary.narrower(concept.identifier) if deep else ()
    return TermBranch(
        Link(
            concept.label(current()),
            url_for("desk.term", name=name, identifier=concept.identifier),
        ),
        concept.identifier,
        concept.years,
        counted("%(num)s document", "%(num)s documents", number) if number else "",
        concept.hidden,
        tuple(_branch(name, vocabulary, vocabulary.concepts[each], counts, deep - 1) for each in under),
    )


def _choices(vocabulary: Vocabulary, concept: Concept, depth: int) -> Iterator[tuple[str, str]]:
    yield concept.identifier, "\N{EM SPACE}" * depth + concept.label(current())
    if depth < DEEPEST:
        for each in vocabulary.narrower(concept.identifier):
            yield from _choices(vocabulary, vocabulary.concepts[each], depth + 1)


def _counts(name: str) -> dict[str, int]:
    """Documents under each term, as whoever asks may see them; none before anything was indexed."""
    catalogue, facet = open_catalogue(), _FACETS.get(name)
    if catalogue is None or facet is None:
        return {}
    query = catalogue.query(Search(), reader(), size=1, passages=0, facets=(facet,))
    return {each.value: each.count for each in catalogue.search(query).facets.get(facet, ())}
