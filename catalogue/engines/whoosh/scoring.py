"""Scoring: what the words of a query are worth in a document.

Default: BM25F over all fields of a document at once (frequencies and lengths weighted by the table of
fields, then one saturation), for the whole family of a word; the very form counts again, and so does the
root (words with the same first letters), the title by itself, and capitals that make a name of a word.
`PLAIN` is Whoosh's own BM25F and nothing else: each field's BM25, summed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from catalogue.engines.plan import Word
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.generation import NO_MATCHES, Generation, Matches
from catalogue.engines.whoosh.schema import NAMES
from catalogue.fields import TEXT_FIELDS

_FIELDS = tuple(field.name for field in TEXT_FIELDS)
_WEIGHTS = {field.name: field.weight for field in TEXT_FIELDS}
_TITLE = "title"


@dataclass(frozen=True, slots=True)
class Ranking:
    """How much each signal counts, and how fast frequency and length saturate."""

    #: Whether frequencies of all fields are joined before they saturate; else each field counts by itself.
    joined: bool = True
    k1: float = 0.9
    b: float = 0.4
    #: The form as typed, beside its family.
    exact: float = 0.6
    #: Words with the same first letters: insertion, insérer; stratégie, stratégique.
    root: float = 0.6
    #: The title alone; titles are short, so length tells much of how far they are about the word.
    title: float = 0.8
    title_root: float = 0.3
    title_k1: float = 1.2
    title_b: float = 0.75
    #: An acronym written with the capitals it was asked with, and a place that is also a common word.
    name: float = 0.3
    place: float = 2.0
    #: Words near each other, in order or not, and how many of them (see `proximity`).
    adjacent: float = 0.5
    near: float = 0.3
    coverage: float = 0.2


DEFAULT = Ranking()
#: Whoosh's own BM25F and nothing else.
PLAIN = Ranking(
    joined=False,
    k1=1.2,
    b=0.75,
    exact=0,
    root=0,
    title=0,
    title_root=0,
    name=0,
    place=0,
    adjacent=0,
    near=0,
    coverage=0,
)
#: Letters of a root; shorter words have none but their family.
_ROOT = 5

#: For each segment, numbers of words; a slice where they follow each other.
Numbers = Sequence[Array] | Sequence[slice]


def inverse_frequency(ranking: Ranking, size: int, count: int) -> float:
    """How much a word tells that `count` of `size` documents hold."""
    if ranking.joined:
        return math.log(1 + (size - count + 0.5) / (count + 0.5))
    return math.log(max(size, 1) / (count + 1)) + 1


def score_word(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold a form of the word, scored; kept for the next query."""
    return generation.cache.get((word, ranking), lambda: _score_word(generation, word, ranking))


def score_root(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold the word's root, scored by it alone; none for a word without a root of its own."""
    if not ranking.root or not _has_root(word):
        return NO_MATCHES
    key = ("root", word.exact[:_ROOT], word.field, ranking)
    return generation.cache.get(key, lambda: _score_root(generation, word, ranking))


def score_start(generation: Generation, prefix: str, name: str | None, ranking: Ranking) -> Matches:
    """Documents that hold a word that begins so, scored as if all were one word."""

    def make() -> Matches:
        total = _Sum(generation.size)
        total.add(_bm25f(generation, fields_of(name), _starting(generation, prefix), ranking))
        return total.matches()

    return generation.cache.get(("start", prefix, name, ranking), make)


def fields_of(name: str | None) -> tuple[str, ...]:
    """The text fields a leaf looks into; none when the field named holds no text."""
    return _FIELDS if name is None else (name,) if name in _FIELDS else ()


def numbers_of(generation: Generation, word: Word) -> list[Array]:
    """For each segment, the numbers of the forms that answer a word."""
    if word.strict:
        return _exact(generation, word)
    return [part.view.lexicon.family(word.family) for part in generation.parts]


def _exact(generation: Generation, word: Word) -> list[Array]:
    found = [part.view.lexicon.word(word.exact) for part in generation.parts]
    return [np.array([] if each is None else [each], np.int64) for each in found]


def _starting(generation: Generation, prefix: str) -> Numbers:
    return [slice(*part.view.lexicon.starting(prefix)) for part in generation.parts]


def _has_root(word: Word) -> bool:
    return len(word.exact) > _ROOT and word.exact.isalpha() and not word.strict


def _score_word(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    fields, family, total = fields_of(word.field), numbers_of(generation, word), _Sum(generation.size)
    found = _bm25f(generation, fields, family, ranking)
    total.add(found)
    if not len(found.docs):
        return NO_MATCHES
    docs = total.docs
    if ranking.exact:
        total.add(_bm25f(generation, fields, _exact(generation, word), ranking), ranking.exact)
    if ranking.root:
        rooted = _has_root(word)
        total.add(score_root(generation, word, ranking) if rooted else found, 1.0 if rooted else ranking.root)
    if ranking.title and _TITLE in fields:
        total.add(_bm25f(generation, (_TITLE,), family, _of_title(ranking)), ranking.title)
    if word.name and word.field is None and ranking.name:
        weight = ranking.place if word.strict else ranking.name
        total.add(_bm25f(generation, (NAMES,), _exact(generation, word), ranking), weight)
    return Matches(docs, total.scores[docs])


def _score_root(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    fields, words, total = (
        fields_of(word.field),
        _starting(generation, word.exact[:_ROOT]),
        _Sum(generation.size),
    )
    total.add(_bm25f(generation, fields, words, ranking), ranking.root)
    if ranking.title_root and _TITLE in fields:
        total.add(_bm25f(generation, (_TITLE,), words, _of_title(ranking)), ranking.title_root)
    return total.matches()


def _of_title(ranking: Ranking) -> Ranking:
    return Ranking(k1=ranking.title_k1, b=ranking.title_b)


class _Sum:
    """Scores added up, over all documents."""

    def __init__(self, size: int) -> None:
        self.scores = np.zeros(size)
        self._found = np.zeros(size, bool)

    def add(self, matches: Matches, weight: float = 1.0) -> None:
        self.scores[matches.docs] += matches.scores * weight
        self._found[matches.docs] = True

    @property
    def docs(self) -> Array:
        return np.flatnonzero(self._found).astype(np.int32)

    def matches(self) -> Matches:
        docs = self.docs
        return Matches(docs, self.scores[docs]) if len(docs) else NO_MATCHES


def _bm25f(generation: Generation, fields: tuple[str, ...], words: Numbers, ranking: Ranking) -> Matches:
    """BM25F of words taken as one, joined over fields or summed field by field."""
    if ranking.joined:
        counts = np.zeros(generation.size)
        for name in fields:
            _add_frequencies(
                counts, generation, name, words, _WEIGHTS.get(name, 1.0) if len(fields) > 1 else 1.0
            )
        return _saturated(generation, fields, counts, ranking)
    total = _Sum(generation.size)
    for name in fields:
        counts = np.zeros(generation.size)
        _add_frequencies(counts, generation, name, words, 1.0)
        total.add(_saturated(generation, (name,), counts, ranking), _WEIGHTS.get(name, 1.0))
    return total.matches()


def _saturated(generation: Generation, fields: tuple[str, ...], counts: Array, ranking: Ranking) -> Matches:
    docs = np.flatnonzero(counts).astype(np.int32)
    if not len(docs):
        return NO_MATCHES
    idf = inverse_frequency(ranking, generation.size, len(docs))
    lengths = generation.relative_lengths(fields if len(fields) > 1 else fields[0])[docs]
    found = counts[docs]
    norms = ranking.k1 * ((1 - ranking.b) + ranking.b * lengths)
    return Matches(docs, idf * (found * (ranking.k1 + 1) / (found + norms)))


def _add_frequencies(counts: Array, generation: Generation, name: str, words: Numbers, weight: float) -> None:
    """Add how often each document holds one of the words in one field."""
    for part, numbers in zip(generation.parts, words, strict=True):
        field, base = part.view.fields[name], part.base
        if isinstance(numbers, slice):
            begin, end = int(field.starts[numbers.start]), int(field.starts[numbers.stop])
            if begin < end:
                size = len(part.view.documents)
                summed = np.bincount(field.docs[begin:end], field.frequencies(begin, end), size)
                counts[base : base + size] += summed * weight
            continue
        for number in np.asarray(numbers).tolist():
            begin, end = int(field.starts[number]), int(field.starts[number + 1])
            if begin < end:
                counts[field.docs[begin:end] + base] += field.frequencies(begin, end) * weight
