"""Families: which documents hold each of several words, and what each is worth there, in one pass.

Asked for one word after the other, every segment and field costs some calls for each; asked together, they
cost as many for all. What a word is worth is what `scoring.score_word` says of one without relatives.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from catalogue.fields import BY_NAME
from search.ranking.arrays import Array
from search.ranking.postings import FieldPostings, Lexicon, numbers_among, runs
from search.ranking.state import Part, State
from search.ranking.weights import Ranking, inverse_frequency, saturated
from search.ranking.word_fields import FIELDS
from search.steps import Word

_TITLE = "title"
_WEIGHTS = np.array([BY_NAME[name].weight for name in FIELDS])
#: Words times documents looked at together: bounds memory, 24 bytes each.
_MOST_CELLS = 1 << 21


class Families(NamedTuple):
    """Some words, ready to be looked for in any segment."""

    #: `(words,) S` each: as typed, and the stem all forms share.
    exact: Array
    stems: Array

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Families":
        """Those of words that look into all fields."""
        exact, stems = ([word.exact for word in words], [word.family for word in words])
        return cls(*(np.array([form.encode() for form in each], bytes) for each in (exact, stems)))

    def few(self, size: int) -> "Iterator[tuple[slice, Families]]":
        """All of them, as many at once as memory should hold for so many documents."""
        step = max(1, _MOST_CELLS // max(1, size))
        for first in range(0, len(self.exact), step):
            some = slice(first, first + step)
            yield some, Families(self.exact[some], self.stems[some])

    def forms(self, lexicon: Lexicon) -> tuple[Array, Array]:
        """The words of a segment that are forms of these: their numbers, and of which each is one."""
        families = numbers_among(lexicon.families, self.stems)
        held = np.flatnonzero(families >= 0)
        begins = lexicon.bounds.take(families[held]).astype(np.int64)
        counts = lexicon.bounds.take(families[held] + 1) - begins
        return lexicon.members.take(runs(begins, counts)).astype(np.int64), held.repeat(counts)


class Held(NamedTuple):
    """Which documents hold which words, and how much; by segments, words, then documents."""

    words: Array
    docs: Array
    #: `(3, n) float64`: how often, saturated: any form, the very form, any form in the title.
    saturated: Array


class Told(NamedTuple):
    """What words tell by their rarity, `(words,) float64` each: any form, the very form, one in the title."""

    family: Array
    exact: Array
    title: Array


class _Runs(NamedTuple):
    """Where postings of some words stand in a segment, by field and form; none is empty."""

    #: Number of the field among `FIELDS`, growing.
    fields: Array
    words: Array
    #: Number of the form in the lexicon.
    forms: Array
    begins: Array
    counts: Array

    def only(self, chosen: Array) -> "_Runs":
        return _Runs(*(column[chosen] for column in self))


def holders_of_each(state: State, words: Families) -> Array:
    """`(words,) int64`: how many documents hold a form of each."""
    found = np.zeros(len(words.exact), np.int64)
    for part in state.parts:
        for some, few in words.few(len(part.view.documents)):
            found[some] += _holders(part, few)
    return found


def held_by(state: State, parts: Sequence[Part], words: Families, ranking: Ranking) -> Held:
    """What the documents of some segments hold of some words."""
    none = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty((3, 0)))
    each = [none]
    for part in parts:
        for some, few in words.few(len(part.view.documents)):
            of, docs, counts = _held(part, few)
            each.append((of + some.start, docs + part.base, counts))
    of, docs, counts = (np.concatenate(column, axis=-1) for column in zip(*each, strict=True))
    lengths = state.relative_lengths(FIELDS).take(docs)
    of_title = state.relative_lengths(_TITLE).take(docs)
    counts[:2] = saturated(counts[:2], ranking.k1, ranking.b, lengths)
    counts[2] = saturated(counts[2], ranking.title_k1, ranking.title_b, of_title)
    return Held(of, docs, counts)


def rarity(total: int, held: Held, count: int, ranking: Ranking) -> Told:
    """What `count` words tell that are held so among `total` documents."""
    holders = (np.bincount(held.words[row > 0], minlength=count).tolist() for row in held.saturated)
    return Told(*(np.array([inverse_frequency(ranking, total, n) for n in each]) for each in holders))


def scores_of(held: Held, told: Told, ranking: Ranking) -> Array:
    """`(n,) float64`: what each document scores by each word, as words without relatives do."""
    weights = (ranking.family + ranking.root, ranking.exact, ranking.title)
    scores = (ranking.similar * told.family).take(held.words)
    for row, tells, weight in zip(held.saturated, told, weights, strict=True):
        scores += row * (weight * tells).take(held.words)
    return np.asarray(scores)


def _holders(part: Part, words: Families) -> Array:
    found = _runs(part, words)
    count = len(words.exact)
    alone = np.bincount(found.words, minlength=count).take(found.words) == 1
    # Of a word that stands in one form and field, nothing needs reading.
    held = np.bincount(found.words[alone], found.counts[alone], minlength=count).astype(np.int64)
    left, of = np.unique(found.words[~alone], return_inverse=True)
    flags = np.zeros((len(left), len(part.view.documents)), bool)
    for _, run, postings, field in _postings(part, found.only(~alone)._replace(words=of)):
        flags[run, field.docs.take(postings)] = True
    held[left] = np.count_nonzero(flags, axis=1)
    return held


def _held(part: Part, words: Families) -> tuple[Array, Array, Array]:
    """Which words which documents of a segment hold, and how often, `(3, n)` as in `Held`."""
    size = len(part.view.documents)
    found = _runs(part, words)
    own = numbers_among(part.view.lexicon.words, words.exact).take(found.words) == found.forms
    counts = np.zeros((3, len(words.exact) * size))
    for number, of, postings, field in _postings(part, found._replace(words=np.arange(len(own)))):
        cells = found.words.take(of) * size + field.docs.take(postings)
        often = field.places.take(postings + 1) - field.places.take(postings)
        weighed = often * _WEIGHTS[number]
        np.add.at(counts[0], cells, weighed)
        exact = own.take(of).nonzero()[0]
        np.add.at(counts[1], cells.take(exact), weighed.take(exact))
        if FIELDS[number] == _TITLE:
            np.add.at(counts[2], cells, often.astype(np.float64))
    cells = counts[0].nonzero()[0]
    of, docs = np.divmod(cells, max(size, 1))
    return of, docs, counts.take(cells, axis=1)


def _runs(part: Part, words: Families) -> _Runs:
    numbers, of = words.forms(part.view.lexicon)
    bounds = np.stack((numbers, numbers + 1))
    spans = np.array([part.view.fields[name].starts.take(bounds) for name in FIELDS], np.int64)
    begins, counts = spans[:, 0], spans[:, 1] - spans[:, 0]
    fields, at = counts.nonzero()
    return _Runs(fields, of.take(at), numbers.take(at), begins[fields, at], counts[fields, at])


def _postings(part: Part, found: _Runs) -> Iterator[tuple[int, Array, Array, FieldPostings]]:
    """Field by field its number, the word of each posting, its place, and the field."""
    bounds = found.fields.searchsorted(np.arange(len(FIELDS) + 1)).tolist()
    for number, name in enumerate(FIELDS):
        of_field = slice(bounds[number], bounds[number + 1])
        begins, counts = found.begins[of_field], found.counts[of_field]
        if len(begins):
            yield number, found.words[of_field].repeat(counts), runs(begins, counts), part.view.fields[name]
