"""Evaluation: which documents answer a plan, and what each scores."""

from collections.abc import Sequence as Several

import numpy as np

from catalogue.fields import BY_NAME
from search.ranking.arrays import Scores, places, places_among
from search.ranking.phrases import sequence_positions
from search.ranking.rough import Part, part_of
from search.ranking.scoring import fields_of, score_at_all, score_start, score_word
from search.ranking.state import NO_MATCHES, Matches, State
from search.ranking.weights import Ranking, inverse_frequency, saturated
from search.steps import All, Any, Sequence, Start, Step, Without, Word


def evaluate(state: State, step: Step, ranking: Ranking) -> Matches:
    """Documents that answer the plan; access and filters come after."""
    match step:
        case Word():
            return score_word(state, step, ranking)
        case Start():
            return score_start(state, step.prefix, step.field, ranking)
        case Sequence():
            return state.cache.get((step, ranking), lambda: _sequence(state, step, ranking))
        case All():
            return _all(state, step.children, ranking)
        case Any():
            found = [evaluate(state, child, ranking) for child in step.children]
            return union(state, found, step.weights)
        case Without():
            return _without(everything(state), evaluate(state, step.child, ranking))


def everything(state: State) -> Matches:
    """All documents, none better than another."""
    return Matches(np.arange(state.size, dtype=np.int32), np.zeros(state.size))


def union(state: State, found: Several[Matches], weights: Several[float]) -> Matches:
    """Documents of any, scores added up by weight."""
    scores, present = np.zeros(state.size), np.zeros(state.size, bool)
    for matches, weight in zip(found, weights, strict=True):
        docs = places(matches.docs)
        np.add.at(scores, docs, matches.scores if weight == 1.0 else matches.scores * weight)
        present[docs] = True
    kept = np.flatnonzero(present)
    return Matches(kept.astype(np.int32), scores.take(kept))


def score_partly(state: State, wanted: Several[Step], found: Several[Matches], ranking: Ranking) -> Scores:
    """Scores over all documents; a document without a word may still hold its relatives."""
    total = np.zeros(state.size)
    for part in parts_of(state, wanted, found, ranking):
        np.add.at(total, part.docs, part.scores)
    return total


def parts_of(state: State, wanted: Several[Step], found: Several[Matches], ranking: Ranking) -> list[Part]:
    """Some steps as parts of a plan; documents that hold but relatives of a word fall short of it."""
    return [
        score_at_all(state, step, ranking) if isinstance(step, Word) else part_of(matches)
        for step, matches in zip(wanted, found, strict=True)
    ]


def _all(state: State, children: Several[Step], ranking: Ranking) -> Matches:
    kept = [evaluate(state, child, ranking) for child in children if not isinstance(child, Without)]
    result = _intersection(state, kept) if kept else everything(state)
    for child in children:
        if isinstance(child, Without):
            result = _without(result, evaluate(state, child.child, ranking))
    return result


def _intersection(state: State, found: Several[Matches]) -> Matches:
    ordered = sorted(found, key=lambda matches: len(matches.docs))
    docs, scores = ordered[0]
    for other in ordered[1:]:
        if not len(other.docs):
            return NO_MATCHES
        at = places_among(docs, other.docs, state.size)
        same = np.flatnonzero(at >= 0)
        docs, scores = docs.take(same), scores.take(same) + other.scores.take(at.take(same))
    return Matches(docs, scores)


def _without(matches: Matches, excluded: Matches) -> Matches:
    kept = ~np.isin(matches.docs, excluded.docs, assume_unique=True)
    return Matches(matches.docs[kept], matches.scores[kept])


def _sequence(state: State, sequence: Sequence, ranking: Ranking) -> Matches:
    """Documents that hold a sequence, scored by its words' frequencies as one rarer word."""
    counts = np.zeros(state.size)
    for field in fields_of(sequence.field):
        for docs, _ in sequence_positions(state, sequence, field):
            counts += np.bincount(docs, minlength=state.size) * BY_NAME[field].weight
    found = np.flatnonzero(counts).astype(np.int32)
    if not len(found):
        return NO_MATCHES
    held = state.count(sequence, len(found))
    idf = inverse_frequency(ranking, state.total, held) * len(sequence.words)
    often = saturated(counts[found], ranking.k1)
    # On the scale of as many words, which count as typed and for being there at all.
    return Matches(found, idf * ((ranking.family + ranking.exact) * often + ranking.similar))
