"""Evaluation: which documents answer a plan, and what each scores."""

from collections.abc import Sequence as Several

import numpy as np

from catalogue.fields import BY_NAME
from search.engines.whoosh.generation import NO_MATCHES, Generation, Matches
from search.engines.whoosh.lookup import ranges_of
from search.engines.whoosh.postings import FieldPostings
from search.engines.whoosh.scoring import fields_of, score_start, score_word
from search.plan import All, Any, Sequence, Start, Step, Without, Word
from search.ranking.arrays import Array
from search.ranking.occurrences import POSITION_BITS, following
from search.ranking.weights import Ranking, inverse_frequency

#: Up to so many documents are looked for one by one among others.
_FEW = 1500


def evaluate(generation: Generation, step: Step, ranking: Ranking) -> Matches:
    """Documents that answer the plan; access and filters come after."""
    match step:
        case Word():
            return score_word(generation, step, ranking)
        case Start():
            return score_start(generation, step.prefix, step.field, ranking)
        case Sequence():
            return generation.cache.get((step, ranking), lambda: _sequence(generation, step, ranking))
        case All():
            return _all(generation, step.children, ranking)
        case Any():
            found = [evaluate(generation, child, ranking) for child in step.children]
            return union(generation, found, step.weights)
        case Without():
            return _without(everything(generation), evaluate(generation, step.child, ranking))


def everything(generation: Generation) -> Matches:
    """All documents, none better than another."""
    return Matches(np.arange(generation.size, dtype=np.int32), np.zeros(generation.size))


def union(generation: Generation, found: Several[Matches], weights: Several[float]) -> Matches:
    """Documents of any, scores added up by weight."""
    scores, present = np.zeros(generation.size), np.zeros(generation.size, bool)
    for matches, weight in zip(found, weights, strict=True):
        scores[matches.docs] += matches.scores * weight
        present[matches.docs] = True
    docs = np.flatnonzero(present).astype(np.int32)
    return Matches(docs, scores[docs])


def _all(generation: Generation, children: Several[Step], ranking: Ranking) -> Matches:
    kept = [evaluate(generation, child, ranking) for child in children if not isinstance(child, Without)]
    result = _intersection(generation, kept) if kept else everything(generation)
    for child in children:
        if isinstance(child, Without):
            result = _without(result, evaluate(generation, child.child, ranking))
    return result


def _intersection(generation: Generation, found: Several[Matches]) -> Matches:
    ordered = sorted(found, key=lambda matches: len(matches.docs))
    docs, scores = ordered[0]
    for other in ordered[1:]:
        if not len(other.docs):
            return NO_MATCHES
        at = _places(generation, docs, other.docs)
        same = np.flatnonzero(at >= 0)
        docs, scores = docs[same], scores[same] + other.scores[at[same]]
    return Matches(docs, scores)


def _places(generation: Generation, docs: Array, others: Array) -> Array:
    """Where each document stands among others, -1 where it does not."""
    if len(docs) < _FEW:
        at = np.minimum(np.searchsorted(others, docs), len(others) - 1)
        return np.where(others[at] == docs, at, -1)
    # For many, writing down each one's place costs a tenth of looking for it.
    places = np.full(generation.size, -1, np.int32)
    places[others] = np.arange(len(others), dtype=np.int32)
    return places.take(docs)


def _without(matches: Matches, excluded: Matches) -> Matches:
    kept = ~np.isin(matches.docs, excluded.docs, assume_unique=True)
    return Matches(matches.docs[kept], matches.scores[kept])


def _sequence(generation: Generation, sequence: Sequence, ranking: Ranking) -> Matches:
    """Documents that hold a sequence, scored by its words' frequencies as one rarer word."""
    counts = np.zeros(generation.size)
    for field in fields_of(sequence.field):
        for docs, _ in sequence_positions(generation, sequence, field):
            counts += np.bincount(docs, minlength=generation.size) * BY_NAME[field].weight
    found = np.flatnonzero(counts).astype(np.int32)
    if not len(found):
        return NO_MATCHES
    idf = inverse_frequency(ranking, generation.size, len(found)) * len(sequence.words)
    saturated = counts[found] * (ranking.k1 + 1) / (counts[found] + ranking.k1)
    # On the scale of as many words, which count as typed and for being there at all.
    return Matches(found, idf * ((ranking.family + ranking.exact) * saturated + ranking.similar))


def sequence_positions(generation: Generation, sequence: Sequence, field: str) -> list[tuple[Array, Array]]:
    """For each segment, document and position of the last word of each occurrence in one field."""
    columns = [ranges_of(generation, word) for _, word in sequence.words]
    offsets = [offset for offset, _ in sequence.words]
    found = []
    for number, part in enumerate(generation.parts):
        keys = [_keys(part.view.fields[field], column[number]) for column in columns]
        reached = keys[0]
        for at in range(1, len(keys)):
            reached = following(reached, keys[at], offsets[at] - offsets[at - 1], sequence.slop)
        found.append(((reached >> POSITION_BITS) + part.base, reached & ((1 << POSITION_BITS) - 1)))
    return found


def _keys(postings: FieldPostings, words: Array) -> Array:
    """Document and position of every occurrence of some words, as one growing number each."""
    each = []
    for begin, end in postings.starts[words].tolist():
        places = postings.places[begin : end + 1].astype(np.int64)
        docs = np.repeat(postings.docs[begin:end].astype(np.int64), np.diff(places))
        each.append(docs << POSITION_BITS | postings.positions[places[0] : places[-1]])
    if not each:
        return np.empty(0, np.int64)
    return each[0] if len(each) == 1 else np.sort(np.concatenate(each))
