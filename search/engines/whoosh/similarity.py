"""Similarity: records that share the rare words of one, reckoned once and then kept up to date.

What resembles a document changes little when others come: their words are weighed as they were, and only the
documents that came since are looked at. It is reckoned anew once many have come or gone. Who stands and who
may see it is asked each time.
"""

import threading
from collections import OrderedDict
from itertools import islice
from typing import NamedTuple

import numpy as np

from catalogue.record import Record
from catalogue.rights import Reader
from search.engine import PageTexts
from search.engines.telling_words import REASONS, surfaces_of, telling, worth_counting
from search.engines.whoosh.generation import Generation, Sight
from search.ranking.arrays import Array
from search.ranking.families import Families, Held, Told, held_by, holders_of_each, rarity, scores_of
from search.ranking.weights import DEFAULT
from search.results import Hit
from search.steps import Word

#: Documents of which it is kept what resembles them, at some ten kilobytes each.
MOST_KEPT = 500
#: As many are kept as are wanted, times this: some are withdrawn later.
_SPARE = 4
#: What words tell is weighed anew when this share of documents has come or gone: by a hundredth then.
_DRIFT = 0.05

#: A document by its sequence number, what is seen of others, how many are wanted.
Key = tuple[int, Sight, int]


class _Telling(NamedTuple):
    """The words that tell most about a document, most telling first."""

    families: Families
    weights: Array
    #: As the document writes them.
    said: tuple[str, ...]


class _Best(NamedTuple):
    """Documents that resemble one, best first."""

    #: `(n,) int64`: by their sequence numbers.
    sequences: Array
    scores: Array
    #: `(n,) int64`: which of the telling words each holds, a bit each.
    shared: Array

    def only(self, chosen: Array) -> "_Best":
        """Some of them, by places or flags."""
        return _Best(*(column[chosen] for column in self))


class _Kept(NamedTuple):
    """What resembles a document, as of one state of the index."""

    #: Documents there were when its words were weighed, and the last number in the log that was looked at.
    size: int
    last: int
    telling: _Telling
    told: Told
    best: _Best
    #: Whether others resemble it besides.
    more: bool


class Similarity:
    """What resembles which document; safe between threads."""

    def __init__(self, texts: PageTexts) -> None:
        self._texts = texts
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def similar(self, generation: Generation, identifier: str, reader: Reader, size: int) -> list[Hit]:
        """Records that resemble one, best first, each with words it shares; none for an unknown record."""
        doc = generation.document(identifier, reader.access)
        record = None if doc is None else self._texts.record_at(int(generation.sequences[doc]))
        if doc is None or record is None:
            return []
        visible = generation.visible(reader.access)
        key = (int(generation.sequences[doc]), generation.sight(reader.access), size)
        before = self._kept.get(key)
        kept = None if before is None else _followed(generation, before, visible, size)
        if kept is None:
            kept = _reckoned(generation, self._telling(generation, doc, record), doc, visible, size)
        self._keep(key, kept)
        return self._hits(kept, size)

    def _telling(self, generation: Generation, doc: int, record: Record) -> _Telling:
        surfaces = surfaces_of(self._texts, generation.source(doc), record)
        words = list(map(Word, worth_counting(surfaces)))
        counts = holders_of_each(generation, Families.of(words)).tolist()
        weights = telling(surfaces, generation.size, dict(zip(words, counts, strict=True)).__getitem__)
        said = tuple(surfaces[word.exact][0] for word in weights)
        return _Telling(Families.of(list(weights)), np.array(list(weights.values())), said)

    def _hits(self, kept: _Kept, size: int) -> list[Hit]:
        hits = []
        for sequence, score, shared in zip(*(column[:size].tolist() for column in kept.best), strict=True):
            if (record := self._texts.record_at(sequence)) is not None:
                said = (word for at, word in enumerate(kept.telling.said) if shared >> at & 1)
                hits.append(Hit(record, score, shared=tuple(islice(said, REASONS))))
        return hits

    def _keep(self, key: Key, kept: _Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def _reckoned(generation: Generation, telling: _Telling, doc: int, visible: Array, size: int) -> _Kept:
    """What resembles a document, among all others that are seen."""
    held = held_by(generation, generation.parts, telling.families, DEFAULT)
    told = rarity(generation.size, held, len(telling.said), DEFAULT)
    others = visible.copy()
    others[doc] = False
    best = _best_of(generation, held, telling, told, others, size * _SPARE)
    more = len(best.scores) == size * _SPARE
    return _Kept(generation.size, _last_of(generation.sequences), telling, told, best, more)


def _followed(generation: Generation, before: _Kept, visible: Array, size: int) -> _Kept | None:
    """The same as of a later state; None where it must be reckoned anew."""
    if abs(generation.size - before.size) > before.size * _DRIFT:
        return None
    best = before.best.only(np.isin(before.best.sequences, generation.sequences[visible]))
    last = _last_of(generation.sequences)
    if last > before.last:
        changed = [
            each for each in generation.parts if each.view.documents.sequences.max(initial=0) > before.last
        ]
        held = held_by(generation, changed, before.telling.families, DEFAULT)
        others = visible & (generation.sequences > before.last)
        came = _best_of(generation, held, before.telling, before.told, others, size * _SPARE)
        best = _joined(best, came, size * _SPARE)
    if len(best.scores) < size and before.more:
        return None
    return before._replace(last=max(last, before.last), best=best)


def _last_of(sequences: Array) -> int:
    return int(sequences.max(initial=0))


def _joined(best: _Best, came: _Best, most: int) -> _Best:
    every = _Best(*map(np.concatenate, zip(best, came, strict=True)))
    return every.only(np.argsort(-every.scores, kind="stable")[:most])


def _best_of(
    generation: Generation, held: Held, telling: _Telling, told: Told, others: Array, most: int
) -> _Best:
    """The documents that score most by telling words, of those that may be named."""
    scores = np.bincount(
        held.docs,
        scores_of(held, told, DEFAULT) * telling.weights.take(held.words),
        minlength=generation.size,
    )
    docs = best_docs(scores * others, most)
    at = np.full(generation.size, -1)
    at[docs] = np.arange(len(docs))
    where = at.take(held.docs)
    shared, chosen = np.zeros(len(docs), np.int64), where >= 0
    np.bitwise_or.at(shared, where[chosen], np.int64(1) << held.words[chosen])
    return _Best(generation.sequences[docs], scores[docs], shared)


def best_docs(scores: Array, size: int) -> Array:
    """The documents that score most, most first, of equal ones the first; none that scores nothing."""
    found = scores.nonzero()[0]
    if size < len(found):
        reached = scores[found]
        found = found[reached >= np.partition(reached, -size)[-size]]
    return np.asarray(found[np.argsort(-scores[found], kind="stable")][:size])
