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

    #: Which generation of this process it was last true of (`Generation.opened`).
    opened: int
    #: Documents there were when its words were weighed, and the last number in the log then.
    size: int
    weighed: int
    #: The last number in the log that was looked at.
    last: int
    telling: _Telling
    told: Told
    best: _Best
    #: Others that score no more than this were left out; 0 when there were none.
    floor: float


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
        """Keep what is true of the newest generation: a thread may still answer from one before."""
        with self._lock:
            if key in self._kept and self._kept[key].opened > kept.opened:
                return
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
    last = _last_of(generation.sequences)
    floor = _floor_of(best, size * _SPARE)
    return _Kept(generation.opened, generation.size, last, last, telling, told, best, floor)


def _followed(generation: Generation, before: _Kept, visible: Array, size: int) -> _Kept | None:
    """The same as of a later state; None where it must be reckoned anew."""
    if before.opened > generation.opened or _drifted(generation, before):
        return None
    best, floor, most = before.best, before.floor, size * _SPARE
    best = best.only(np.isin(best.sequences, generation.sequences[visible]))
    last = max(_last_of(generation.sequences), before.last)
    if last > before.last:
        best = _joined(best, _came(generation, before, visible, most), most, floor)
        floor = max(floor, _floor_of(best, most))
    if len(best.scores) < size and floor:
        return None
    return before._replace(opened=generation.opened, last=last, best=best, floor=floor)


def _drifted(generation: Generation, before: _Kept) -> bool:
    """Whether too many documents have come or gone since the words were weighed."""
    came = int(np.count_nonzero(generation.sequences > before.weighed))
    gone = before.size + came - generation.size
    return came + abs(gone) > before.size * _DRIFT


def _came(generation: Generation, before: _Kept, visible: Array, most: int) -> _Best:
    """Those that resemble it most of the documents that came since it was last looked."""
    parts = [each for each in generation.parts if _last_of(each.view.documents.sequences) > before.last]
    held = held_by(generation, parts, before.telling.families, DEFAULT)
    others = visible & (generation.sequences > before.last)
    return _best_of(generation, held, before.telling, before.told, others, most)


def _last_of(sequences: Array) -> int:
    return int(sequences.max(initial=0))


def _floor_of(best: _Best, most: int) -> float:
    return float(best.scores[-1]) if len(best.scores) == most > 0 else 0.0


def _joined(best: _Best, came: _Best, most: int, floor: float) -> _Best:
    """Both, best first; what scores less than others that were left out is left out with them."""
    every = _Best(*map(np.concatenate, zip(best, came, strict=True)))
    every = every.only(every.scores >= floor)
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
