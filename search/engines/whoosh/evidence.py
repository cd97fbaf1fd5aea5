"""Evidence: what a generation tells of its best documents, for `search.ranking`."""

from collections.abc import Sequence as Several
from typing import NamedTuple

import numpy as np

from search.engines.whoosh.generation import Generation
from search.engines.whoosh.occurrences import Finder
from search.engines.whoosh.scoring import score_form, score_relatives, score_word, scores_at
from search.plan import Word
from search.ranking.arrays import Array, Docs, Scores
from search.ranking.occurrences import Leaf, Occurrences
from search.ranking.resemblance import sample_of, weigh_triples
from search.ranking.weights import Ranking

_BODY = "body"


class _Kept(NamedTuple):
    """Numbers of one kind, kept from one search to the next."""

    values: Array


class GenerationEvidence:
    """`search.ranking.evidence.Evidence` of one search; see there."""

    def __init__(self, finder: Finder, ranking: Ranking) -> None:
        self._finder = finder
        self._generation = finder.generation
        self._ranking = ranking

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self._generation.size

    def occurrences(self, wanted: Several[Leaf], docs: Docs) -> Occurrences:
        """Where leaves stand in bodies."""
        return self._finder.find(wanted, docs)

    def holders(self, word: Word) -> int:
        """Documents that hold the word, else its relatives."""
        count = len(score_word(self._generation, word, self._ranking).docs)
        return count or len(score_relatives(self._generation, word, self._ranking).docs)

    def scores(self, word: Word, docs: Docs) -> Scores:
        """What a word scores, by its relatives where it is missing."""
        own = scores_at(score_word(self._generation, word, self._ranking), docs)
        relatives = scores_at(score_relatives(self._generation, word, self._ranking), docs)
        return np.where(own > 0, own, relatives)

    def scores_behind(self, exact: str, little: int, docs: Docs) -> Scores:
        """What a very form scores behind one little word."""
        return scores_at(score_form(self._generation, exact, little, self._ranking), docs)

    def little_counts(self, docs: Docs) -> Array:
        """Counts of little words."""
        return np.asarray(self._generation.little[docs])

    def little_holders(self) -> Array:
        """Documents that hold each little word."""
        return self._generation.cache.get("little words", lambda: _counted(self._generation)).values

    def body_lengths(self, docs: Docs) -> Scores:
        """Relative lengths of bodies."""
        return np.asarray(self._generation.relative_lengths(_BODY)[docs])

    def titles(self, docs: Docs) -> Array:
        """Folded titles."""
        return np.asarray(self._generation.titles[docs])

    def triple_weights(self) -> Scores:
        """How much triples of letters tell in titles."""
        return self._generation.cache.get("title triples", lambda: _weighed(self._generation)).values


def _counted(generation: Generation) -> _Kept:
    return _Kept(np.count_nonzero(generation.little, axis=0))


def _weighed(generation: Generation) -> _Kept:
    return _Kept(weigh_triples(generation.titles[sample_of(generation.size)]))
