"""Scoring: what the words of a query are worth in a document.

Default: BM25F over all fields of a document at once (frequencies and lengths weighted by the table of
fields, then one saturation), for the whole family of a word; the very form counts again, and so do its
relatives (words with the same first letters, words spelled alike), the title by itself, and capitals that
make a name of a word. `ranking.PLAIN` is Whoosh's own BM25F and nothing else: each field's BM25, summed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from catalogue.fields import TEXT_FIELDS
from search.ranking.arrays import Array, places, places_among
from search.ranking.rough import Part, part_of
from search.ranking.state import NO_MATCHES, Alike, Behind, Counted, Matches, Named, State
from search.ranking.weights import Ranking, inverse_frequency, saturated
from search.ranking.word_fields import FIELDS, NAMES, OWN_FIELDS
from search.ranking.word_runs import (
    Run,
    holders_of,
    runs_from,
    runs_like,
    runs_of,
    runs_of_form,
)
from search.steps import WRITTEN, Start, Word

_WEIGHTS = {field.name: field.weight for field in TEXT_FIELDS}
_TITLE = "title"


#: Postings times this below the number of documents are summed by sorting, else in one place per document.
_SPARSE = 4


def score_word(state: State, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold a form of the word, scored; kept for the next query."""
    return state.cache.get((word, ranking), lambda: _score_word(state, word, ranking))


def score_relatives(state: State, word: Word, ranking: Ranking) -> Matches:
    """Documents that hold the word's root or words like it, scored by these alone; none for a short word."""
    if not (ranking.root or ranking.similar) or not word.root:
        return NO_MATCHES
    return _relatives(state, word, ranking, lambda: holders_of(state, fields_of(word.field), word))


def _relatives(state: State, word: Word, ranking: Ranking, holders: Callable[[], Sequence[Array]]) -> Matches:
    """The same, with what tells the documents that hold a form of the word; kept."""
    key = ("relatives", word.exact, word.field, ranking)
    return state.cache.get(key, lambda: _score_relatives(state, word, ranking, holders()))


def score_at_all(state: State, word: Word, ranking: Ranking) -> Part:
    """Documents that hold the word, scored as such, and those that hold but its relatives, by these."""

    def make() -> Part:
        holders, relatives = score_word(state, word, ranking), score_relatives(state, word, ranking)
        if not len(relatives.docs):
            return part_of(holders)
        at = places_among(holders.docs, relatives.docs, state.size)
        if (at >= 0).all():  # a word is spelled like itself
            scores = relatives.scores.copy()
            scores[at] = holders.scores
            return part_of(Matches(relatives.docs, scores), at)
        total = np.zeros(state.size)
        total[relatives.docs] = relatives.scores
        total[holders.docs] = holders.scores
        docs = np.flatnonzero(total)
        return part_of(Matches(docs, total[docs]), places_among(holders.docs, docs, state.size))

    return state.cache.get(("at all", word, ranking), make)


def score_start(state: State, prefix: str, name: str | None, ranking: Ranking) -> Matches:
    """Documents that hold a word that begins so, scored as if all were one word."""

    def make() -> Matches:
        fields = fields_of(name)
        return _bm25f(state, fields, runs_from(state, fields, prefix), Start(prefix, name), ranking)

    return state.cache.get(("start", prefix, name, ranking), make)


def score_form(state: State, exact: str, little: int, ranking: Ranking) -> Matches:
    """Documents that hold a very form behind one little word, given by its code, by these alone."""

    def make() -> Matches:
        return _bm25f(state, FIELDS, runs_of_form(state, exact, little), Behind(exact, little), ranking)

    return state.cache.get(("form", exact, little, ranking), make)


def fields_of(name: str | None) -> tuple[str, ...]:
    """The text fields a leaf looks into; none when the field named holds no text."""
    if name == WRITTEN:
        return OWN_FIELDS
    return FIELDS if name is None else (name,) if name in FIELDS else ()


def _score_word(state: State, word: Word, ranking: Ranking) -> Matches:
    fields = fields_of(word.field)
    family = runs_of(state, fields, word)
    own, form = word.plain, Word(word.exact, word.field, strict=True)
    found = _bm25f(state, fields, family, own, ranking)
    if not len(found.docs):
        return NO_MATCHES
    scores = found.scores * ranking.family
    if ranking.exact:
        exact = _bm25f(state, fields, [run for run in family if run.exact], form, ranking)
        _add(state.size, scores, found.docs, exact, ranking.exact)
    if word.root:
        _add(state.size, scores, found.docs, _relatives(state, word, ranking, lambda: [found.docs]), 1.0)
    else:
        # A word without relatives counts for its own, lest long words weigh more than short ones.
        scores += found.scores * ranking.root
        scores += ranking.similar * _inverse_frequency(state, own, len(found.docs), ranking)
    if ranking.title and _TITLE in fields:
        runs = [run for run in family if run.field == _TITLE]
        title = _bm25f(state, (_TITLE,), runs, replace(own, field=_TITLE), _of_title(ranking))
        _add(state.size, scores, found.docs, title, ranking.title)
    weight = ranking.of_name(word)
    if word.name and word.field is None and weight:
        runs = runs_of(state, (NAMES,), Word(word.name, strict=True))
        named = _bm25f(state, (NAMES,), runs, Named(word.name), ranking)
        _add(state.size, scores, found.docs, named, weight)
    return Matches(found.docs, scores)


def _score_relatives(state: State, word: Word, ranking: Ranking, holders: Sequence[Array]) -> Matches:
    fields = fields_of(word.field)
    root = Start(word.root or "", word.field)
    found = _bm25f(state, fields, runs_from(state, fields, root.prefix), root, ranking)
    scores = found.scores * ranking.root
    if not ranking.similar:
        return Matches(found.docs, scores)
    alike = _score_alike(state, fields, word, ranking, holders)
    return Matches(*_summed(state.size, [found.docs, alike.docs], [scores, alike.scores * ranking.similar]))


def _score_alike(
    state: State, fields: Sequence[str], word: Word, ranking: Ranking, holders: Sequence[Array]
) -> Matches:
    """Documents that hold a form of the word or one spelled like it, by the one that resembles it most."""
    own = word.plain
    known = state.count(own, int(bool(len(holders)))) > 0
    alike = runs_like(state, fields, word, known=known)
    which = _last_of(state.size, [runs for _, runs in alike])
    count = 0 if known else int(np.count_nonzero(which))
    for docs in holders:
        which[docs] = len(alike) + 1
    docs = np.flatnonzero(which > 0).astype(np.int32)
    likeness = np.array([0.0, *(share for share, _ in alike), 1.0]).take(which.take(docs))
    counted, count = (own, int((likeness == 1.0).sum())) if known else (Alike(own), count)
    return Matches(docs, likeness**2 * _inverse_frequency(state, counted, count, ranking))


def _last_of(size: int, groups: Sequence[Sequence[Array]]) -> Array:
    """`(size,) uint8`: the last of a few groups of runs that holds each document, from 1."""
    which = np.zeros(size, np.uint8)
    for number, runs in enumerate(groups, 1):
        for docs in runs:
            which[docs] = number
    return which


def _add(size: int, scores: Array, docs: Array, others: Matches, weight: float) -> None:
    """Add what others score to the scores of the same documents; these are a part of them or hold them."""
    if len(others.docs) < len(docs):
        at = places_among(others.docs, docs, size)
        same = (at >= 0).nonzero()[0]
        scores[at.take(same)] += others.scores.take(same) * weight
        return
    at = places_among(docs, others.docs, size)
    same = (at >= 0).nonzero()[0]
    if len(same) == len(docs):
        scores += others.scores.take(at) * weight
    else:
        scores[same] += others.scores.take(at.take(same)) * weight


def _of_title(ranking: Ranking) -> Ranking:
    return Ranking(k1=ranking.title_k1, b=ranking.title_b)


def _bm25f(
    state: State, fields: tuple[str, ...], runs: list[Run], counted: Counted, ranking: Ranking
) -> Matches:
    """BM25F of words taken as one, joined over fields or summed field by field."""
    if ranking.joined:
        return _saturated(state, fields, runs, counted, ranking)
    each = [
        _saturated(
            state, (name,), [run for run in runs if run.field == name], _within(counted, name), ranking
        )
        for name in fields
    ]
    scores = [matches.scores * _WEIGHTS.get(name, 1.0) for name, matches in zip(fields, each, strict=True)]
    return Matches(*_summed(state.size, [matches.docs for matches in each], scores))


def _within(counted: Counted, name: str) -> Counted:
    """The same in one field."""
    return replace(counted, field=name) if isinstance(counted, Word | Start) else counted


def _saturated(
    state: State, fields: tuple[str, ...], runs: list[Run], counted: Counted, ranking: Ranking
) -> Matches:
    weights = _WEIGHTS if len(fields) > 1 else dict.fromkeys(fields, 1.0)
    counts = [run.counts * weights[run.field] for run in runs]
    docs, found = _summed(state.size, [run.docs for run in runs], counts)
    idf = _inverse_frequency(state, counted, len(docs), ranking)
    lengths = state.relative_lengths(fields if len(fields) > 1 else fields[0])[docs] if len(docs) else found
    return Matches(docs, idf * saturated(found, ranking.k1, ranking.b, lengths))


def _inverse_frequency(state: State, counted: Counted, found: int, ranking: Ranking) -> float:
    """How much something tells that so many documents hold, of which `found` are at hand."""
    return inverse_frequency(ranking, state.total, state.count(counted, found))


def _summed(size: int, docs: list[Array], values: list[Array]) -> tuple[Array, Array]:
    """Distinct documents, growing, and the sum of their values."""
    if not docs:
        return NO_MATCHES
    every, value = (docs[0], values[0]) if len(docs) == 1 else map(np.concatenate, (docs, values))
    if (every[1:] > every[:-1]).all():  # as those of one word in one field, segment after segment
        return every, value
    if len(every) * _SPARSE < size:
        return _summed_in_order(every, value)
    every, present = places(every), np.zeros(size, bool)
    present[every] = True
    distinct = present.nonzero()[0]
    return distinct.astype(np.int32), np.bincount(every, value, minlength=size).take(distinct)


def _summed_in_order(docs: Array, values: Array) -> tuple[Array, Array]:
    """The same of a few growing runs one after the other, which a stable sort merges; none is empty."""
    order = docs.argsort(kind="stable")
    docs = docs.take(order)
    begins = np.append(True, docs[1:] > docs[:-1]).nonzero()[0]
    return docs.take(begins), np.add.reduceat(values.take(order), begins)
