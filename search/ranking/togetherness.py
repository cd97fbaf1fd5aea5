"""Togetherness: which of the best documents hold the words of a query together, and which scatter them.

A book of 120 pages holds nearly all words somewhere: that is no sign of what it is about. Words count as
together when some passage holds all of them, synonyms included; a word of the title, or what the notice says,
counts on every page. In comes evidence, out goes one truth a document; knows no engine.
"""

from collections.abc import Mapping

import numpy as np

from search.plan import WRITTEN, All, Any, Sequence, Start, Step, Without, Word, leaves
from search.ranking.arrays import Array, Docs
from search.ranking.evidence import Evidence
from search.ranking.occurrences import BODY, POSITION_BITS, Leaf, body_leaves, words_of_leaf

_NOWHERE = np.empty(0, np.int64)
#: Positions that a passage has for each part of a query.
_ROOM = 5


class _Spots:
    """Where a part of the plan is met."""

    def __init__(self, keys: Array, told: Array, described: Array, words: int = 1) -> None:
        #: `(n,) int64`: document and position, growing.
        self.keys = keys
        #: `(documents,) bool`: those whose title and the like tell it, and those that at least a code does.
        self.told, self.described = told, told | described
        #: How many words it takes at least.
        self.words = words


def together(evidence: Evidence, step: Step, docs: Docs) -> Array:
    """`(n,) bool`: whether each document holds all parts of a query in one passage; all do a single part."""
    if not len(docs) or not _has_parts(step):
        return np.ones(len(docs), bool)
    wanted = body_leaves(step)
    found = evidence.occurrences(wanted, docs)
    keys = dict(zip(wanted, found.by_leaf(len(wanted)), strict=True))
    spots = _Passages(evidence, docs, keys).of(step)
    held = spots.told.copy()
    held[spots.keys >> POSITION_BITS] = True
    return held


class _Passages:
    """Looks for the passages of some documents that hold a plan."""

    def __init__(self, evidence: Evidence, docs: Docs, keys: Mapping[Leaf, Array]) -> None:
        self._evidence, self._docs, self._keys = evidence, docs, keys
        self._every = np.ones(len(docs), bool)

    def of(self, step: Step) -> _Spots:
        """Where a plan, or a part of one, is met."""
        match step:
            case Word() | Sequence() | Start():
                words = len([*words_of_leaf(step)])
                return _Spots(self._keys.get(step, _NOWHERE), *self._outside(step), words)
            case Any():
                each = [self.of(child) for child in step.children]
                keys = np.unique(np.concatenate([_NOWHERE, *(spots.keys for spots in each)]))
                told = np.logical_or.reduce([~self._every, *(spots.told for spots in each)])
                described = np.logical_or.reduce([told, *(spots.described for spots in each)])
                return _Spots(keys, told, described, min((spots.words for spots in each), default=0))
            case All():
                wanted = [
                    child for child in step.children if not isinstance(child, Without) and _of_pages(child)
                ]
                if wanted:
                    return _meeting([self.of(child) for child in wanted])
        return _Spots(_NOWHERE, self._every, self._every)

    def _outside(self, leaf: Leaf) -> tuple[Array, Array]:
        """Which documents tell all words of a leaf outside their pages, or have codes that do."""
        words = [word for word in words_of_leaf(leaf) if isinstance(word, Word)]
        if not words or leaf.field is not None:
            return ~self._every, ~self._every
        told, described = zip(*(self._evidence.outside(word, self._docs) for word in words), strict=True)
        return np.logical_and.reduce(told), np.logical_and.reduce(described)


def _has_parts(step: Step) -> bool:
    """Whether several parts must be met in one document."""
    match step:
        case Any():
            return any(map(_has_parts, step.children))
        case All():
            wanted = [child for child in step.children if not isinstance(child, Without)]
            return len(wanted) > 1 or any(map(_has_parts, wanted))
    return False


def _of_pages(step: Step) -> bool:
    """Whether a part looks into pages; one that names another field is met wherever it answers."""
    return any(leaf.field in (None, WRITTEN, BODY) for leaf in leaves(step))


def _meeting(each: list[_Spots]) -> _Spots:
    """Where all of some parts are met: the ends of the passages that hold them.

    What is told of a document, or described by a code, goes for all its passages; yet these must hold two
    words themselves, for one anywhere is no passage. A code that holds all words (« habitat, logement
    social ») tells only of a document that holds each itself.
    """
    told = np.stack([spots.told for spots in each])
    outside = np.stack([spots.described for spots in each])
    own = told.copy()
    words = np.array([spots.words for spots in each])
    ends = np.unique(np.concatenate([spots.keys for spots in each]))
    near = np.zeros((len(each), len(ends)), bool)
    for number, spots in enumerate(each):
        if len(spots.keys):
            own[number][spots.keys >> POSITION_BITS] = True
            at = np.searchsorted(spots.keys, ends, side="right") - 1
            near[number] = (at >= 0) & (ends - spots.keys[np.maximum(at, 0)] <= _ROOM * len(each))
    met = (near | outside[:, ends >> POSITION_BITS]).all(axis=0) & (words @ near >= min(2, words.sum()))
    return _Spots(
        ends[met], told.all(axis=0) | np.all(outside & own, axis=0), np.all(outside, axis=0), int(words.sum())
    )
