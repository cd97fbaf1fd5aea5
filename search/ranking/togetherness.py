"""Togetherness: how much of a query the best passage of each of the best documents holds.

A book of 120 pages holds nearly all words somewhere: that is no sign of what it is about. Words count as
together when some passage holds all of them, synonyms included, about as close as they were typed and in that
order where some document has them so. A word that title or codes tell counts for every passage that holds two
words itself, and half for others. Rare words count before common ones. In comes evidence, out goes one
number a document; knows no engine.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from search.ranking.arrays import Array, Docs, Scores, distinct
from search.ranking.evidence import Evidence
from search.ranking.occurrences import (
    BODY,
    POSITION_BITS,
    Leaf,
    body_leaves,
    gaps_behind,
    last_of_each,
    words_of_leaf,
)
from search.ranking.weights import DEFAULT, inverse_frequency
from search.steps import WRITTEN, All, Any, Sequence, Start, Step, Without, Word, leaves, words_of

#: From how much of a query a document is said to hold it together.
TOGETHER = 0.9
#: What counts of it where a border parts the words wherever they stand together: nothing then stands open
#: for having them near.
PARTED = 0.6
_NOWHERE = np.empty(0, np.int64)
#: Positions that a passage has for each word of a query, and over which what stands further counts a third.
_ROOM, _REACH = 2, 25.0
#: What counts of something by how much further it stands; nothing that tells further away.
_LEFT = np.exp(np.arange(1 << 11) / -_REACH)
#: What counts for a part that only a code of the notice tells, or that title or code tell of a single word.
_DESCRIBED = _TOLD_APART = 0.5
#: What a beginning of words tells, for want of counting all that begin so.
_START_WEIGHT = 3.0
#: Neighbours in a query that stand at most so far apart in a text, in order, are neighbours there.
_ADJACENT = 3
#: What counts of a document's passage that has the words of an expression otherwise.
_OTHERWISE = 0.75


class _Spots(NamedTuple):
    """Where a part of the plan is met."""

    #: `(n,) int64`: document and position of its end, growing.
    keys: Array
    #: `(n,) int64`: the same of passages that hold nearly all of it.
    ends: Array
    #: `(documents,) float64`: what title or code tell of it, and how much of it each document holds.
    base: Scores
    share: Scores
    #: `(documents,) bool`: whether each says its words as they were typed if it holds it, and any two so.
    said: Array
    paired: Array
    #: How many words it takes at least, and how much it tells.
    words: int
    weight: float


class Together(NamedTuple):
    """What some documents hold of a query."""

    #: `(n,) float64`: how much of it the best passage of each holds, from 0 to 1.
    held: Scores
    #: `(n,) bool`: which hold all names typed, wherever.
    named: Array
    #: `(n,) int64`: where the passages that hold it end: document (its place here) and position, growing.
    ends: Array


def held_together(
    evidence: Evidence, step: Step, docs: Docs, names: AbstractSet[str] = frozenset()
) -> Together:
    """What documents hold together of a query, and of the `names` (folded) in it.

    Neighbours that some of the documents hold in the order typed are an expression (« centre social »): one
    that has them otherwise, or holds no two neighbours of a query it lacks a part of, holds as much less.
    """
    parts = has_parts(step)
    if not len(docs) or not (parts or names):
        return Together(np.ones(len(docs)), np.ones(len(docs), bool), _NOWHERE)
    wanted = body_leaves(step)
    found = evidence.occurrences(wanted, docs)
    keys = dict(zip(wanted, found.by_leaf(len(wanted)), strict=True))
    passages = _Passages(evidence, docs, keys)
    named = passages.named(step, names)
    if not parts:
        return Together(np.ones(len(docs)), named, _NOWHERE)
    spots = passages.of(step)
    sure = spots.said & (spots.paired | (spots.share >= TOGETHER))
    return Together(np.where(sure, spots.share, spots.share * _OTHERWISE), named, spots.ends)


class _Passages:
    """Looks for the passages of some documents that hold a plan."""

    def __init__(self, evidence: Evidence, docs: Docs, keys: Mapping[Leaf, Array]) -> None:
        self._evidence, self._docs, self._keys = evidence, docs, keys
        self._every, self._none = np.ones(len(docs), bool), np.zeros(len(docs), bool)

    def of(self, step: Step) -> _Spots:
        """Where a plan, or a part of one, is met."""
        match step:
            case Word() | Sequence() | Start():
                return self._leaf(step)
            case Any() if step.children:
                return _either([self.of(child) for child in step.children])
            case All():
                wanted = [
                    child for child in step.children if not isinstance(child, Without) and _of_pages(child)
                ]
                if wanted:
                    return _meeting([self.of(child) for child in wanted])
        every = np.ones(len(self._docs))
        return _Spots(_NOWHERE, _NOWHERE, every, every, self._every, self._every, 0, 0.0)

    def named(self, step: Step, names: AbstractSet[str]) -> Array:
        """Which documents meet all parts of a plan that have a name among their words."""
        if not names:
            return self._every
        parts = step.children if isinstance(step, All) else (step,)
        asked = [each for each in parts if any(word.exact in names for word in words_of(each))]
        return np.asarray(np.all([self._every, *(self.of(each).share > 0 for each in asked)], axis=0))

    def _leaf(self, leaf: Leaf) -> _Spots:
        words = (leaf,) if isinstance(leaf, Word) else tuple(words_of_leaf(leaf))
        keys, base = self._keys.get(leaf, _NOWHERE), self._outside(leaf)
        share = base.copy()
        share[keys >> POSITION_BITS] = 1.0
        paired = share > 0 if len(words) > 1 else self._none
        return _Spots(
            keys, keys, base, share, self._every, paired, len(words), sum(map(self._telling, words))
        )

    def _telling(self, word: Word | Start) -> float:
        if isinstance(word, Start):
            return _START_WEIGHT
        return 1.0 + inverse_frequency(DEFAULT, self._evidence.size, self._evidence.own_holders(word))

    def _outside(self, leaf: Leaf) -> Scores:
        """What counts for a leaf all of whose words stand outside the pages of a document."""
        if isinstance(leaf, Word) and leaf.field is None:
            return self._outside_of(leaf)
        words = [word for word in words_of_leaf(leaf) if isinstance(word, Word)]
        if not words or leaf.field is not None:
            return np.zeros(len(self._docs))
        found = [self._outside_of(word) for word in words]
        return found[0] if len(found) == 1 else np.asarray(np.min(found, axis=0))

    def _outside_of(self, word: Word) -> Scores:
        told, described = self._evidence.outside(word, self._docs)
        return np.maximum(told, _DESCRIBED * described)


def _meeting(each: list[_Spots]) -> _Spots:
    """Where all of some parts are met: the ends of the passages that hold them.

    What is told of a document goes for all its passages; yet these must hold two words themselves, for one
    anywhere is no passage, and then it counts half.
    """
    words = np.array([spots.words for spots in each], float)
    weights = np.array([spots.weight for spots in each])
    total = float(weights.sum()) or 1.0
    base = np.array([spots.base for spots in each])
    keys = np.concatenate([spots.keys for spots in each])
    owners = np.arange(len(each)).repeat([len(spots.keys) for spots in each])
    ends = distinct(keys)
    owner = ends >> POSITION_BITS
    gaps = ends - last_of_each(keys, owners, ends.searchsorted(keys), (len(each), len(ends)))
    present = near = _nearness(gaps, _ROOM * int(words.sum()))
    if base.any():
        enough = words @ (near >= 1.0) >= min(2, words.sum())
        present = np.maximum(near, (base[:, owner] > 0) * np.where(enough, 1.0, _TOLD_APART))
    share = weights @ base / total
    held = weights @ present / total
    np.maximum.at(share, owner, held)
    met = (present >= 1.0).all(axis=0)
    told = base.min(axis=0)
    close = gaps_behind(keys, owners) <= _ADJACENT * np.maximum(words, 1)[owners]
    ordered = _in_order(each, base > 0, owners[close] - 1, keys[close] >> POSITION_BITS)
    return _Spots(ends[met], ends[held >= TOGETHER], told, share, *ordered, int(words.sum()), total)


def _in_order(each: list[_Spots], outside: Array, pairs: Array, docs: Array) -> tuple[Array, Array]:
    """Which documents hold in order all neighbours typed that any of them holds so, and which hold any.

    `pairs` says which neighbours are held in order somewhere, `docs` in which document.
    """
    holds = outside[:-1] & outside[1:]
    holds[pairs, docs] = True
    somewhere = np.zeros(len(holds), bool)
    somewhere[pairs] = True
    held = holds[somewhere]
    said, paired = np.asarray(held.all(axis=0)), np.asarray(held.any(axis=0))
    for spots in each:
        said &= spots.said
        paired |= spots.paired
    return said, paired


def _nearness(gaps: Array, room: int) -> Scores:
    """How near something is by how far it stands, from 1 within the room to 0."""
    return np.asarray(_LEFT.take(gaps - room, mode="clip"))


def _either(each: list[_Spots]) -> _Spots:
    """Where any of some parts is met; how far it is held and said is told by the one that is held most."""
    best = np.max([spots.share for spots in each], axis=0)
    return _Spots(
        distinct(np.concatenate([spots.keys for spots in each])),
        distinct(np.concatenate([spots.ends for spots in each])),
        np.max([spots.base for spots in each], axis=0),
        best,
        np.any([spots.said & (spots.share == best) for spots in each], axis=0),
        np.any([spots.paired for spots in each], axis=0),
        min(spots.words for spots in each),
        min(spots.weight for spots in each),
    )


def has_parts(step: Step) -> bool:
    """Whether several parts must be met in one document: a single one has nothing to be held with."""
    match step:
        case Any():
            return any(map(has_parts, step.children))
        case All():
            wanted = [child for child in step.children if not isinstance(child, Without)]
            return len(wanted) > 1 or any(map(has_parts, wanted))
    return False


def _of_pages(step: Step) -> bool:
    """Whether a part looks into pages; one that names another field is met wherever it answers."""
    return any(leaf.field in (None, WRITTEN, BODY) for leaf in leaves(step))
