"""Scoring: what an occurrence is worth.

BM25F as Whoosh computes it (each field's BM25, summed with the weights of the table of fields), over the
whole family of a word, plus signals of our own: the exact form counts again, and so do capitals that make
a name of a word. With `PLAIN` the scores are Whoosh's own.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from catalogue.engines.plan import Word
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.generation import NO_MATCHES, Generation, Matches
from catalogue.engines.whoosh.schema import NAMES
from catalogue.fields import TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Ranking:
    """How much each signal counts."""

    k1: float = 1.2
    b: float = 0.75
    weights: dict[str, float] = field(
        default_factory=lambda: {each.name: each.weight for each in TEXT_FIELDS}
    )
    #: The exact form beside its family.
    exact: float = 0.5
    #: The word written with the capitals it was asked with.
    name: float = 2.0


DEFAULT = Ranking()
#: Whoosh's own BM25F and nothing else.
PLAIN = Ranking(exact=0.0, name=0.0)


def inverse_frequency(size: int, count: int) -> float:
    """Whoosh's idf of a word that `count` of `size` documents hold."""
    return math.log(max(size, 1) / (count + 1)) + 1


def score_word(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold a form of the word, scored; kept for the next query."""
    key = (word, ranking.k1, ranking.b, ranking.exact, ranking.name)
    return generation.cache.get(key, lambda: _score_word(generation, word, ranking))


def score_start(generation: Generation, prefix: str, name: str | None, ranking: Ranking) -> Matches:
    """Documents that hold a word that begins so, scored as if all were one word."""

    def make() -> Matches:
        total = _Sum(generation.size)
        for each in fields_of(name):
            found = _frequencies_of_start(generation, prefix, each)
            total.add(*_bm25(generation, each, *found, ranking))
        return total.matches()

    return generation.cache.get(("start", prefix, name), make)


def fields_of(name: str | None) -> tuple[str, ...]:
    """The text fields a leaf looks into; none when the field named holds no text."""
    names = tuple(each.name for each in TEXT_FIELDS)
    return names if name is None else (name,) if name in names else ()


def numbers_of(generation: Generation, word: Word) -> list[Array]:
    """For each segment, the numbers of the forms that answer a word."""
    if word.strict:
        found = [part.view.lexicon.word(word.exact) for part in generation.parts]
        return [np.array([] if each is None else [each], np.int64) for each in found]
    return [part.view.lexicon.family(word.family) for part in generation.parts]


def _score_word(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    total = _Sum(generation.size)
    family = numbers_of(generation, word)
    exact = [part.view.lexicon.word(word.exact) for part in generation.parts]
    alone = [np.array([] if each is None else [each], np.int64) for each in exact]
    for name in fields_of(word.field):
        docs, counts = _frequencies(generation, name, family)
        total.add(*_bm25(generation, name, docs, counts, ranking))
        if ranking.exact:
            docs, scores = _bm25(generation, name, *_frequencies(generation, name, alone), ranking)
            total.add(docs, scores * ranking.exact)
    if word.name and word.field is None and ranking.name:
        docs, scores = _bm25(generation, NAMES, *_frequencies(generation, NAMES, alone), ranking)
        total.add(docs, scores * ranking.name)
    return total.matches()


class _Sum:
    """Scores added up over fields and forms, over all documents."""

    def __init__(self, size: int) -> None:
        self._scores = np.zeros(size)
        self._found = np.zeros(size, bool)

    def add(self, docs: Array, scores: Array) -> None:
        self._scores[docs] += scores
        self._found[docs] = True

    def matches(self) -> Matches:
        docs = np.flatnonzero(self._found).astype(np.int32)
        return Matches(docs, self._scores[docs]) if len(docs) else NO_MATCHES


def _frequencies(generation: Generation, field_name: str, numbers: list[Array]) -> tuple[Array, Array]:
    """Documents, and how often each holds one of the forms in one field."""
    docs, counts = [], []
    for part, words in zip(generation.parts, numbers, strict=True):
        field_postings = part.view.fields[field_name]
        for word in words.tolist():
            begin, end = int(field_postings.starts[word]), int(field_postings.starts[word + 1])
            if begin < end:
                docs.append(field_postings.docs[begin:end] + part.base)
                counts.append(field_postings.frequencies(begin, end))
    if len(docs) < 2:
        return (docs[0], counts[0]) if docs else (NO_MATCHES.docs, NO_MATCHES.scores)
    return _added(generation.size, np.concatenate(docs), np.concatenate(counts))


def _frequencies_of_start(generation: Generation, prefix: str, field_name: str) -> tuple[Array, Array]:
    docs, counts = [NO_MATCHES.docs], [NO_MATCHES.scores]
    for part in generation.parts:
        field_postings = part.view.fields[field_name]
        first, last = part.view.lexicon.starting(prefix)
        begin, end = int(field_postings.starts[first]), int(field_postings.starts[last])
        docs.append(field_postings.docs[begin:end] + part.base)
        counts.append(field_postings.frequencies(begin, end))
    return _added(generation.size, np.concatenate(docs), np.concatenate(counts))


def _added(size: int, docs: Array, counts: Array) -> tuple[Array, Array]:
    summed = np.bincount(docs, counts, minlength=size)
    found = np.flatnonzero(summed)
    return found, summed[found]


def _bm25(
    generation: Generation, name: str, docs: Array, counts: Array, ranking: Ranking
) -> tuple[Array, Array]:
    if not len(docs):
        return NO_MATCHES
    idf = inverse_frequency(generation.size, len(docs))
    norms = generation.normalised(name, ranking.k1, ranking.b)[generation.lengths[name][docs]]
    scores = idf * (counts * (ranking.k1 + 1) / (counts + norms))
    return docs, scores * ranking.weights.get(name, 1.0)
