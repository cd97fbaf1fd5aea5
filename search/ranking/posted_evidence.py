"""Evidence: what a state tells of its best documents, for `search.ranking`."""

from collections.abc import Sequence as Several
from functools import partial
from typing import NamedTuple

import numpy as np

from search.plan import Word
from search.ranking.arrays import Array, Docs, Scores
from search.ranking.finding import Finder
from search.ranking.occurrences import Occurrences, Sought
from search.ranking.scoring import score_form, score_relatives, score_word, scores_at
from search.ranking.state import Relatives, State
from search.ranking.weights import Ranking
from search.ranking.word_fields import DESCRIPTORS, OWN_FIELDS
from search.ranking.word_runs import runs_of

_BODY = "body"
_NONE = np.empty(0, np.int32)
#: Fields that tell what a whole document is about; a heading tells it of a page.
_SHORT = tuple(name for name in OWN_FIELDS if name not in (_BODY, "headings"))


class _Outside(NamedTuple):
    """Documents, growing, that hold a word in a short field of their own, and in the names of their codes."""

    told: Array
    described: Array


def _outside(state: State, word: Word) -> _Outside:
    return _Outside(_holders(state, _SHORT, word), _holders(state, (DESCRIPTORS,), word))


def told_outside(state: State, word: Word, docs: Docs) -> tuple[Array, Array]:
    """Which of some documents hold a word in short fields of their own, and which in the names of codes."""
    kept = state.cache.get(("outside", word), partial(_outside, state, word))
    return _among(kept.told, docs), _among(kept.described, docs)


def _holders(state: State, names: Several[str], word: Word) -> Array:
    return np.unique(np.concatenate([_NONE, *(run.docs for run in runs_of(state, names, word))]))


def _among(held: Array, docs: Docs) -> Array:
    """Which of a few documents are among many, which grow."""
    if not len(held):
        return np.zeros(len(docs), bool)
    return np.asarray(held[np.minimum(np.searchsorted(held, docs), len(held) - 1)] == docs)


class PostedEvidence:
    """`search.ranking.evidence.Evidence` of one search; see there."""

    def __init__(self, finder: Finder, ranking: Ranking) -> None:
        self._finder = finder
        self._state = finder.state
        self._ranking = ranking

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self._state.total

    def occurrences(self, wanted: Several[Sought], docs: Docs) -> Occurrences:
        """Where leaves stand in bodies."""
        return self._finder.find(wanted, docs)

    def own_holders(self, word: Word) -> int:
        """Documents that hold the word."""
        return self._state.count(word.plain, len(score_word(self._state, word, self._ranking).docs))

    def holders(self, word: Word) -> int:
        """Documents that hold the word, else its relatives."""
        if count := self.own_holders(word):
            return count
        relatives = score_relatives(self._state, word, self._ranking)
        return self._state.count(Relatives(word.plain), len(relatives.docs))

    def scores(self, word: Word, docs: Docs) -> Scores:
        """What a word scores, by its relatives where it is missing."""
        own = scores_at(score_word(self._state, word, self._ranking), docs)
        relatives = scores_at(score_relatives(self._state, word, self._ranking), docs)
        return np.where(own > 0, own, relatives)

    def scores_behind(self, exact: str, little: int, docs: Docs) -> Scores:
        """What a very form scores behind one little word."""
        return scores_at(score_form(self._state, exact, little, self._ranking), docs)

    def little_counts(self, docs: Docs) -> Array:
        """Counts of little words."""
        return np.asarray(self._state.little[docs])

    def little_holders(self) -> Array:
        """Documents that hold each little word."""
        return self._state.little_holders()

    def outside(self, word: Word, docs: Docs) -> tuple[Array, Array]:
        """Documents that tell a word outside their pages, and those that a code describes by it."""
        return told_outside(self._state, word, docs)

    def body_lengths(self, docs: Docs) -> Scores:
        """Relative lengths of bodies."""
        return np.asarray(self._state.relative_lengths(_BODY)[docs])

    def titles(self, docs: Docs) -> Array:
        """Folded titles."""
        return np.asarray(self._state.titles[docs])

    def triple_weights(self) -> Scores:
        """How much triples of letters tell in titles."""
        return self._state.triple_weights()
