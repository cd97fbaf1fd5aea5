"""Scoring: what the words of a query are worth in a document.

Default: BM25F over all fields of a document at once (frequencies and lengths weighted by the table of
fields, then one saturation), for the whole family of a word; the very form counts again, and so do its
relatives (words with the same first letters, words spelled alike), the title by itself, and capitals that
make a name of a word. `PLAIN` is Whoosh's own BM25F and nothing else: each field's BM25, summed.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from catalogue.engines.plan import Word
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.generation import NO_MATCHES, Generation, Matches, Part
from catalogue.engines.whoosh.lookup import ranges_of
from catalogue.engines.whoosh.schema import NAMES
from catalogue.fields import TEXT_FIELDS

_FIELDS = tuple(field.name for field in TEXT_FIELDS)
_WEIGHTS = {field.name: field.weight for field in TEXT_FIELDS}
_TITLE = "title"


@dataclass(frozen=True, slots=True)
class Ranking:
    """How much each signal counts, and how fast frequency and length saturate.

    Weights were chosen on a quarter of PIAF's questions and on CNIL's (`bench/relevance.py`). Both sets pull
    against each other: nearness helps PIAF, whose titles name whole articles, the title CNIL, whose titles
    are questions; beyond these values one loses what the other gains. With words spelled alike and these
    weights, MRR@10 went from .794 to .796 and from .633 to .639; with near roots to .797 and .648.
    """

    #: Whether frequencies of all fields are joined before they saturate; else each field counts by itself.
    joined: bool = True
    k1: float = 0.9
    b: float = 0.4
    #: The form as typed, beside its family.
    exact: float = 1.1
    #: Words with the same first letters: insertion, insérer; stratégie, stratégique.
    root: float = 0.3
    #: Words spelled much alike, each for as much as it resembles: misspelling, conjugation, derivation.
    similar: float = 0.7
    #: The title alone; titles are short, so length tells much of how far they are about the word.
    title: float = 1.2
    title_root: float = 0.45
    title_k1: float = 1.2
    title_b: float = 0.75
    #: An acronym written with the capitals it was asked with, and a place that is also a common word.
    name: float = 0.3
    place: float = 2.0
    #: Words near each other, in order or not (see `proximity`).
    adjacent: float = 0.5
    near: float = 0.5


DEFAULT = Ranking()
#: Whoosh's own BM25F and nothing else.
PLAIN = Ranking(
    joined=False,
    k1=1.2,
    b=0.75,
    exact=0,
    root=0,
    similar=0,
    title=0,
    title_root=0,
    name=0,
    place=0,
    adjacent=0,
    near=0,
)
#: Letters of a root; shorter words have none but their family.
ROOT = 5
#: Words that resemble another share its first letters, which are seldom misspelled.
_SIMILAR_START = 3
#: From this share of common letters on, in order.
_LIKENESS = 0.65
#: Words of a segment taken, the most alike: bounds the first search for a word.
_MOST_ALIKE = 12
#: Postings times this below the number of documents are summed by sorting, else in one place per document.
_SPARSE = 16


def inverse_frequency(ranking: Ranking, size: int, count: int) -> float:
    """How much a word tells that `count` of `size` documents hold."""
    if ranking.joined:
        return math.log(1 + (size - count + 0.5) / (count + 0.5))
    return math.log(max(size, 1) / (count + 1)) + 1


def score_word(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold a form of the word, scored; kept for the next query."""
    return generation.cache.get((word, ranking), lambda: _score_word(generation, word, ranking))


def score_relatives(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold the word's root or words like it, scored by these alone; none for a short word."""
    if not (ranking.root or ranking.similar) or not has_relatives(word):
        return NO_MATCHES
    key = ("relatives", word.exact, word.field, ranking)
    return generation.cache.get(key, lambda: _score_relatives(generation, word, ranking))


def score_start(generation: Generation, prefix: str, name: str | None, ranking: Ranking) -> Matches:
    """Documents that hold a word that begins so, scored as if all were one word."""

    def make() -> Matches:
        fields = fields_of(name)
        return _bm25f(generation, fields, _runs_from(generation, fields, prefix), ranking)

    return generation.cache.get(("start", prefix, name, ranking), make)


def fields_of(name: str | None) -> tuple[str, ...]:
    """The text fields a leaf looks into; none when the field named holds no text."""
    return _FIELDS if name is None else (name,) if name in _FIELDS else ()


def has_relatives(word: Word) -> bool:
    """Whether other families may be about the same: not for short words, numbers and names of places."""
    return len(word.exact) > ROOT and word.exact.isalpha() and not word.strict


class _Run(NamedTuple):
    """The postings of one word, or of words that follow each other, in one field of one segment."""

    field: str
    exact: bool
    docs: Array
    counts: Array


def _runs_of(generation: Generation, fields: Sequence[str], word: Word) -> list[_Run]:
    """All postings of a word's family."""
    runs: list[_Run] = []
    for part, ranges in zip(generation.parts, ranges_of(generation, word), strict=True):
        exact = part.view.lexicon.word(word.exact)
        for first, last in ranges.tolist():
            runs += _runs(part, fields, first, last, exact=first == exact)
    return runs


def _runs_from(generation: Generation, fields: Sequence[str], prefix: str) -> list[_Run]:
    """All postings of the words that begin so."""
    return [
        run
        for part in generation.parts
        for run in _runs(part, fields, *part.view.lexicon.starting(prefix), exact=False)
    ]


def _runs(part: Part, fields: Sequence[str], first: int, last: int, *, exact: bool) -> Iterator[_Run]:
    for name in fields:
        field = part.view.fields[name]
        begin, end = int(field.starts[first]), int(field.starts[last])
        if begin < end:
            yield _Run(
                name, exact, field.docs[begin:end] + np.int32(part.base), field.frequencies(begin, end)
            )


def _score_word(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    fields = fields_of(word.field)
    family = _runs_of(generation, fields, word)
    found = _bm25f(generation, fields, family, ranking)
    if not len(found.docs):
        return NO_MATCHES
    scores = found.scores.copy()
    if ranking.exact:
        exact = _bm25f(generation, fields, [run for run in family if run.exact], ranking)
        _add(scores, found.docs, exact, ranking.exact)
    if ranking.root or ranking.similar:
        related = has_relatives(word)
        others = score_relatives(generation, word, ranking) if related else found
        # A word without relatives counts for its own, lest long words weigh more than short ones.
        _add(scores, found.docs, others, 1.0 if related else ranking.root + ranking.similar)
    if ranking.title and _TITLE in fields:
        title = _bm25f(
            generation, (_TITLE,), [run for run in family if run.field == _TITLE], _of_title(ranking)
        )
        _add(scores, found.docs, title, ranking.title)
    weight = ranking.place if word.strict else ranking.name
    if word.name and word.field is None and weight:
        named = [run for run in _runs_of(generation, (NAMES,), word) if run.exact]
        _add(scores, found.docs, _bm25f(generation, (NAMES,), named, ranking), weight)
    return Matches(found.docs, scores)


def _score_relatives(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    fields = fields_of(word.field)
    runs = _runs_from(generation, fields, word.exact[:ROOT])
    found = _bm25f(generation, fields, runs, ranking)
    scores = found.scores * ranking.root
    if ranking.title_root and _TITLE in fields:
        title = _bm25f(
            generation, (_TITLE,), [run for run in runs if run.field == _TITLE], _of_title(ranking)
        )
        _add(scores, found.docs, title, ranking.title_root)
    if not ranking.similar:
        return Matches(found.docs, scores)
    alike = _bm25f(generation, fields, _runs_like(generation, fields, word), ranking)
    return Matches(
        *_summed(generation.size, [found.docs, alike.docs], [scores, alike.scores * ranking.similar])
    )


def _runs_like(generation: Generation, fields: Sequence[str], word: Word) -> list[_Run]:
    """All postings of the words spelled like one, their counts by likeness; it is like itself."""
    runs: list[_Run] = []
    for part in generation.parts:
        numbers, likeness = _alike(part, word.exact)
        for name in fields:
            field = part.view.fields[name]
            begins, ends = field.starts[numbers].tolist(), field.starts[numbers + 1].tolist()
            runs += [
                _Run(
                    field=name,
                    exact=False,
                    docs=field.docs[begin:end] + np.int32(part.base),
                    counts=field.frequencies(begin, end) * share,
                )
                for begin, end, share in zip(begins, ends, likeness, strict=True)
                if begin < end
            ]
    return runs


def _alike(part: Part, exact: str) -> tuple[Array, list[float]]:
    """Numbers of the words of a segment spelled like one, and how much each resembles it, from 0 to 1."""
    first, last = part.view.lexicon.starting(exact[:_SIMILAR_START])
    known = [other.decode() for other in part.view.lexicon.words[first:last].tolist()]
    found = process.extract(
        exact, known, scorer=Indel.normalized_similarity, score_cutoff=_LIKENESS, limit=_MOST_ALIKE
    )
    return np.array([first + at for _, _, at in found], np.int64), [share for _, share, _ in found]


def _add(scores: Array, docs: Array, others: Matches, weight: float) -> None:
    """Add the scores that others have for the same documents; these are a part of them or hold them."""
    if np.array_equal(others.docs, docs):
        scores += others.scores * weight
    elif len(others.docs):
        at = np.minimum(np.searchsorted(others.docs, docs), len(others.docs) - 1)
        same = others.docs[at] == docs
        scores[same] += others.scores[at[same]] * weight


def _of_title(ranking: Ranking) -> Ranking:
    return Ranking(k1=ranking.title_k1, b=ranking.title_b)


def _bm25f(generation: Generation, fields: tuple[str, ...], runs: list[_Run], ranking: Ranking) -> Matches:
    """BM25F of words taken as one, joined over fields or summed field by field."""
    if ranking.joined:
        return _saturated(generation, fields, runs, ranking)
    each = [
        _saturated(generation, (name,), [run for run in runs if run.field == name], ranking)
        for name in fields
    ]
    scores = [matches.scores * _WEIGHTS.get(name, 1.0) for name, matches in zip(fields, each, strict=True)]
    return Matches(*_summed(generation.size, [matches.docs for matches in each], scores))


def _saturated(
    generation: Generation, fields: tuple[str, ...], runs: list[_Run], ranking: Ranking
) -> Matches:
    weights = _WEIGHTS if len(fields) > 1 else dict.fromkeys(fields, 1.0)
    counts = [run.counts * weights[run.field] for run in runs]
    docs, found = _summed(generation.size, [run.docs for run in runs], counts)
    idf = inverse_frequency(ranking, generation.size, len(docs))
    lengths = (
        generation.relative_lengths(fields if len(fields) > 1 else fields[0])[docs] if len(docs) else found
    )
    norms = ranking.k1 * ((1 - ranking.b) + ranking.b * lengths)
    return Matches(docs, idf * (found * (ranking.k1 + 1) / (found + norms)))


def _summed(size: int, docs: list[Array], values: list[Array]) -> tuple[Array, Array]:
    """Distinct documents, growing, and the sum of their values."""
    if len(docs) < 2:
        return (docs[0], values[0]) if docs else NO_MATCHES
    every, value = np.concatenate(docs), np.concatenate(values)
    if len(every) * _SPARSE < size:
        distinct, at = np.unique(every, return_inverse=True)
        return distinct, np.bincount(at, value)
    present = np.zeros(size, bool)
    present[every] = True
    distinct = np.flatnonzero(present).astype(np.int32)
    return distinct, np.bincount(every, value, minlength=size)[distinct]
