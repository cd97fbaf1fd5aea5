"""Evidence: what a state tells of its best documents, for `search.ranking`."""

from collections.abc import Sequence as Several

import numpy as np

from search.ranking.arrays import Array, Docs, Scores
from search.ranking.finding import Finder
from search.ranking.occurrences import Occurrences, Sought
from search.ranking.outside import among
from search.ranking.rough import scores_at
from search.ranking.scoring import score_form, score_relatives, score_word
from search.ranking.state import Relatives
from search.ranking.weights import Ranking
from search.steps import Word

_BODY = "body"


class PostedEvidence:
    """`search.ranking.evidence.Evidence` of one search; see there."""

    def __init__(self, finder: Finder, ranking: Ranking) -> None:
        self._finder = finder
        self._state = finder.state
        self._ranking = ranking
        #: Words and how many documents hold each: what is added asks for them again and again.
        self._own_holders: dict[Word, int] = {}

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self._state.total

    def occurrences(self, wanted: Several[Sought], docs: Docs) -> Occurrences:
        """Where leaves stand in bodies."""
        return self._finder.find(wanted, docs)

    def own_holders(self, word: Word) -> int:
        """Documents that hold the word."""
        if (count := self._own_holders.get(word)) is None:
            held = score_word(self._state, word, self._ranking).docs
            count = self._own_holders[word] = self._state.count(word.plain, len(held))
        return count

    def holders(self, word: Word) -> int:
        """Documents that hold the word, else its relatives."""
        if count := self.own_holders(word):
            return count
        relatives = score_relatives(self._state, word, self._ranking)
        return self._state.count(Relatives(word.plain), len(relatives.docs))

    def scores(self, word: Word, docs: Docs) -> Scores:
        """What a word scores, by its relatives where it is missing."""
        own = scores_at(score_word(self._state, word, self._ranking), docs)
        if own.all():
            return own
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
        kept = self._finder.outside(word)
        return among(kept.told, docs), among(kept.described, docs)

    def body_lengths(self, docs: Docs) -> Scores:
        """Relative lengths of bodies."""
        return np.asarray(self._state.relative_lengths(_BODY)[docs])

    def titles(self, docs: Docs) -> Array:
        """Folded titles."""
        return np.asarray(self._state.titles[docs])

    def triple_weights(self) -> Scores:
        """How much triples of letters tell in titles."""
        return self._state.triple_weights()
