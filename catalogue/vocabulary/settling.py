"""Settling: concepts that were merged give their names to the one that took their place, and go.

Only `fonds:mergedInto` is stated in a file; what follows from it is found here each time, so that a merge is
taken back by taking that one word back.
"""

from collections.abc import Mapping
from dataclasses import replace

from catalogue.vocabulary.concepts import Concept


def settle(concepts: Mapping[str, Concept]) -> tuple[dict[str, Concept], dict[str, str]]:
    """The concepts that stand for themselves, and for each other one the concept that took its place.

    One merged into a concept that does not exist, or into itself by a circle, stands for itself.
    """
    merged = {
        name: end for name, each in concepts.items() if each.merged_into and (end := _end(concepts, name))
    }
    if not merged:
        return dict(concepts), {}
    kept = {name: each for name, each in concepts.items() if name not in merged}
    for gone, into in merged.items():
        kept[into] = _with_names(kept[into], concepts[gone])
    return {name: _relinked(each, merged) for name, each in kept.items()}, merged


def _end(concepts: Mapping[str, Concept], name: str) -> str:
    """Where a chain of merges leads; empty when it leads nowhere."""
    passed, into = {name}, concepts[name].merged_into
    while into in concepts and into not in passed:
        if not concepts[into].merged_into:
            return into
        passed.add(into)
        into = concepts[into].merged_into
    return ""


def _with_names(concept: Concept, gone: Concept) -> Concept:
    """The concept with the names of one that was merged into it; acronyms that need a context keep it."""
    names = {concept.label(), *concept.alternatives}
    french = tuple(each for each in (gone.label(), *gone.alternatives) if each not in names)
    foreign = tuple(label for language, label in gone.labels.items() if language != "fr")
    fits = bool(gone.contexts) == bool(concept.contexts) or not concept.acronyms
    return replace(
        concept,
        alternatives=(*concept.alternatives, *french),
        acronyms=_once(concept.acronyms, gone.acronyms if fits else ()),
        contexts=_once(concept.contexts, gone.contexts if fits else ()),
        cues=_once(concept.cues, gone.cues, foreign),
        matches=_once(concept.matches, gone.matches),
    )


def _relinked(concept: Concept, merged: Mapping[str, str]) -> Concept:
    """The concept with its links led to what took the place of their targets, but never to itself."""

    def led(links: tuple[str, ...]) -> tuple[str, ...]:
        found = dict.fromkeys(merged.get(each, each) for each in links)
        return tuple(each for each in found if each != concept.identifier or each in links)

    return replace(
        concept,
        broader=led(concept.broader),
        predecessors=led(concept.predecessors),
        successors=led(concept.successors),
    )


def _once(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))
