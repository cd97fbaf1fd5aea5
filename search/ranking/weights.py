"""Ranking: the table of weights, one for each signal that puts an answer before another."""

import math
from dataclasses import dataclass

import numpy as np

from search.ranking.arrays import Array
from search.steps import Word


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
    #: An acronym written with the capitals it was asked with, a word with the accents that tell it from
    #: another (mûr, jeûne), and a place that is also a common word.
    name: float = 0.3
    accent: float = 2.0
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

    #: Whether documents that hold the words in one passage come before those that scatter them.
    together: bool = True

    def of_name(self, word: Word) -> float:
        """What counts for occurrences of a word that are written just as it was asked."""
        return self.place if word.strict or word.town else self.accent if word.accented else self.name

    def __hash__(self) -> int:
        """A few weights tell rankings apart; hashing all of them would cost more than what is looked up."""
        return hash(self.k1 + self.exact - self.root + self.title)


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
    accent=0,
    place=0,
    near=0,
    adjacent=0,
    beginning=0,
    resemblance=0,
    last=0,
    named=0,
    preceded=0,
    little=0,
    together=False,
)


def inverse_frequency(ranking: Ranking, size: int, count: int) -> float:
    """How much a word tells that `count` of `size` documents hold."""
    if ranking.joined:
        return math.log(1 + (size - count + 0.5) / (count + 0.5))
    return math.log(max(size, 1) / (count + 1)) + 1


def saturated(counts: Array, k1: float, b: float = 0.0, lengths: Array | float = 1.0) -> Array:
    """What words are worth, said so often in texts so long (1: as most are): BM25 but for their rarity."""
    return np.asarray(counts * (k1 + 1) / (counts + k1 * ((1 - b) + b * lengths)))
