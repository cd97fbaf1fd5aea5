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

    Weights were fitted on a third of PIAF's questions and on CNIL's together (softmax over the best 60
    documents, none negative), then rounded; the other two thirds of PIAF's, and CNIL's in four parts, judged
    them (`bench/relevance.py`). Their unit is the very form's.
    """

    #: Whether frequencies of all fields are joined before they saturate; else each field counts by itself.
    joined: bool = True
    k1: float = 0.9
    b: float = 0.4
    #: Any form of the word.
    family: float = 0.42
    #: The form as typed, beside its family.
    exact: float = 1.0
    #: Words with the same first letters: insertion, insérer; stratégie, stratégique.
    root: float = 0.1
    #: That the document holds the word at all, or failing that the word spelled most alike, by the square of
    #: how much it resembles: misspelling, conjugation, derivation.
    similar: float = 1.75
    #: The title alone; titles are short, so length tells much of how far they are about the word.
    title: float = 0.13
    title_k1: float = 1.2
    title_b: float = 0.75
    #: An acronym written with the capitals it was asked with, and a place that is also a common word.
    name: float = 0.3
    place: float = 2.0
    #: What follows is looked at for the best documents only (see `second_look`).
    #: A passage that holds the words close together.
    near: float = 1.5
    #: Neighbours in the query that are neighbours in the text.
    adjacent: float = 0.4
    #: Words found at the beginning already.
    beginning: float = 5.2
    #: A title that resembles the whole query, little words included.
    resemblance: float = 52.0
    #: The last word once more, where French puts what a question is about.
    last: float = 0.37
    #: Names and numbers once more.
    named: float = 0.53
    #: Words in that very form behind the same little word (see `little_words`).
    preceded: float = 0.93
    #: The little words themselves.
    little: float = 2.1

    def __hash__(self) -> int:
        """A few weights tell rankings apart; hashing all of them would cost more than what is looked up."""
        return hash((self.k1, self.exact, self.root, self.title))


DEFAULT = Ranking()
#: Whoosh's own BM25F and nothing else.
PLAIN = Ranking(
    joined=False,
    k1=1.2,
    b=0.75,
    family=1,
    exact=0,
    root=0,
    similar=0,
    title=0,
    name=0,
    place=0,
    near=0,
    adjacent=0,
    beginning=0,
    resemblance=0,
    last=0,
    named=0,
    preceded=0,
    little=0,
)
#: Letters of a root; shorter words have none but their family.
ROOT = 5
#: Words that resemble another share its first letters, which are seldom misspelled; those of a word that no
#: document holds, the first letter only, and then they must resemble it more.
_SIMILAR_START, _SIMILAR_START_OF_UNKNOWN = 3, 1
#: From this share of common letters on, in order.
_LIKENESS, _LIKENESS_OF_UNKNOWN = 0.6, 0.7
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


def score_at_all(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold the word, scored as such, and those that hold but its relatives, by these."""
    relatives = score_relatives(generation, word, ranking)
    if not len(relatives.docs):
        return score_word(generation, word, ranking)

    def make() -> Matches:
        holders = score_word(generation, word, ranking)
        total = np.zeros(generation.size)
        total[relatives.docs] = relatives.scores
        total[holders.docs] = holders.scores
        docs = np.flatnonzero(total).astype(np.int32)
        return Matches(docs, total[docs])

    return generation.cache.get(("at all", word, ranking), make)


def score_start(generation: Generation, prefix: str, name: str | None, ranking: Ranking) -> Matches:
    """Documents that hold a word that begins so, scored as if all were one word."""

    def make() -> Matches:
        fields = fields_of(name)
        return _bm25f(generation, fields, _runs_from(generation, fields, prefix), ranking)

    return generation.cache.get(("start", prefix, name, ranking), make)


def score_form(generation: Generation, exact: str, little: int, ranking: Ranking) -> Matches:
    """Documents that hold a very form behind one little word, given by its code, by these alone."""

    def make() -> Matches:
        return _bm25f(generation, _FIELDS, _runs_of_form(generation, exact, little), ranking)

    return generation.cache.get(("form", exact, little, ranking), make)


def fields_of(name: str | None) -> tuple[str, ...]:
    """The text fields a leaf looks into; none when the field named holds no text."""
    return _FIELDS if name is None else (name,) if name in _FIELDS else ()


def scores_at(matches: Matches, docs: Array) -> Array:
    """What some documents score, 0 where they are not among the matches."""
    if not len(matches.docs):
        return np.zeros(len(docs))
    at = np.minimum(np.searchsorted(matches.docs, docs), len(matches.docs) - 1)
    return np.where(matches.docs[at] == docs, matches.scores[at], 0.0)


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


def _runs_of_form(generation: Generation, exact: str, little: int) -> list[_Run]:
    runs: list[_Run] = []
    for part in generation.parts:
        number = part.view.lexicon.word(exact)
        if number is not None:
            runs += [_behind(part, name, number, little) for name in _FIELDS]
    return runs


def _behind(part: Part, name: str, number: int, little: int) -> _Run:
    """The postings of a word in one field, of those occurrences only that stand behind a little word."""
    field = part.view.fields[name]
    begin, end = int(field.starts[number]), int(field.starts[number + 1])
    places = field.places[begin : end + 1].astype(np.int64)
    same = np.cumsum(np.append(0, field.little[places[0] : places[-1]] == little))
    counts = np.diff(same[places - places[0]])
    held = counts > 0
    return _Run(name, exact=True, docs=field.docs[begin:end][held] + np.int32(part.base), counts=counts[held])


def _score_word(generation: Generation, word: Word, ranking: Ranking) -> Matches:
    fields = fields_of(word.field)
    family = _runs_of(generation, fields, word)
    found = _bm25f(generation, fields, family, ranking)
    if not len(found.docs):
        return NO_MATCHES
    scores = found.scores * ranking.family
    if ranking.exact:
        exact = _bm25f(generation, fields, [run for run in family if run.exact], ranking)
        _add(scores, found.docs, exact, ranking.exact)
    if has_relatives(word):
        _add(scores, found.docs, score_relatives(generation, word, ranking), 1.0)
    else:
        # A word without relatives counts for its own, lest long words weigh more than short ones.
        scores += found.scores * ranking.root
        scores += ranking.similar * inverse_frequency(ranking, generation.size, len(found.docs))
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
    if not ranking.similar:
        return Matches(found.docs, scores)
    alike = _score_alike(generation, fields, word, ranking)
    return Matches(
        *_summed(generation.size, [found.docs, alike.docs], [scores, alike.scores * ranking.similar])
    )


def _score_alike(generation: Generation, fields: Sequence[str], word: Word, ranking: Ranking) -> Matches:
    """Documents that hold a form of the word or one spelled like it, by the one that resembles it most."""
    likeness = np.zeros(generation.size)
    family = _runs_of(generation, fields, word)
    for share, docs in _runs_like(generation, fields, word, known=bool(family)):
        likeness[docs] = share
    alike = int(np.count_nonzero(likeness))
    for run in family:
        likeness[run.docs] = 1.0
    docs = np.flatnonzero(likeness).astype(np.int32)
    count = int((likeness[docs] == 1.0).sum()) if family else alike
    return Matches(docs, likeness[docs] ** 2 * inverse_frequency(ranking, generation.size, count))


def _runs_like(
    generation: Generation, fields: Sequence[str], word: Word, *, known: bool
) -> list[tuple[float, Array]]:
    """How much each of the words spelled like one resembles it, growing, and documents that hold it."""
    found: list[tuple[float, Array]] = []
    for part in generation.parts:
        for number, share in _alike(part, word.exact, known=known):
            for name in fields:
                field = part.view.fields[name]
                begin, end = int(field.starts[number]), int(field.starts[number + 1])
                if begin < end:
                    found.append((share, field.docs[begin:end] + np.int32(part.base)))
    return sorted(found, key=lambda each: each[0])


def _alike(part: Part, exact: str, *, known: bool) -> list[tuple[int, float]]:
    """Numbers of the words of a segment spelled like one, and how much each resembles it, from 0 to 1."""
    start = _SIMILAR_START if known else _SIMILAR_START_OF_UNKNOWN
    first, last = part.view.lexicon.starting(exact[:start])
    words = [other.decode() for other in part.view.lexicon.words[first:last].tolist()]
    least = _LIKENESS if known else _LIKENESS_OF_UNKNOWN
    found = process.extract(
        exact, words, scorer=Indel.normalized_similarity, score_cutoff=least, limit=_MOST_ALIKE
    )
    return [(first + at, share) for _, share, at in found]


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
    if not docs:
        return NO_MATCHES
    # The words of a prefix are one run, in which a document may come again.
    if len(docs) == 1 and bool((docs[0][1:] > docs[0][:-1]).all()):
        return docs[0], values[0]
    every, value = np.concatenate(docs), np.concatenate(values)
    if len(every) * _SPARSE < size:
        distinct, at = np.unique(every, return_inverse=True)
        return distinct, np.bincount(at, value)
    present = np.zeros(size, bool)
    present[every] = True
    distinct = np.flatnonzero(present).astype(np.int32)
    return distinct, np.bincount(every, value, minlength=size)[distinct]
