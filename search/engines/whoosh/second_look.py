"""A second look: what only pays for the best documents of a first ranking.

In come the documents that frequencies put first and the query as it was typed; out comes what each signal
adds to their scores. Nothing is taken away, so no document beyond those looked at can come before them.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from search.analysis import tokens
from search.engines.plan import All, Any, Sequence, Step, Without, Word, is_question
from search.engines.whoosh.arrays import Array
from search.engines.whoosh.evaluation import evaluate
from search.engines.whoosh.generation import Generation
from search.engines.whoosh.little_words import as_preceded, as_small, little_of
from search.engines.whoosh.occurrences import Finder
from search.engines.whoosh.proximity import nearness
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.resemblance import resemblance
from search.engines.whoosh.scoring import score_relatives, scores_at

#: How many of the best documents are looked at; more for a question, whose answer frequencies rank lower.
_DEPTH, _DEPTH_OF_QUESTION = 24, 60


class Addition(NamedTuple):
    """What one signal adds to the score of each document."""

    #: The words of the query it is about; empty for all of them together.
    words: str
    signal: str
    scores: Array


def depth_of(text: str) -> int:
    """How many documents deserve a second look for a query typed as `text`."""
    return _DEPTH_OF_QUESTION if is_question(text) else _DEPTH


def second_look(finder: Finder, step: Step, text: str, docs: Array, ranking: Ranking) -> list[Addition]:
    """What to add to the scores of some documents for a query typed as `text`."""
    found, generation = [], finder.generation
    if ranking.near or ranking.beginning or ranking.adjacent:
        near = nearness(finder, step, docs, ranking)
        found.append(Addition("", "near", ranking.near * near.passage))
        found.append(Addition("", "beginning", ranking.beginning * near.beginning))
        found.append(Addition("", "adjacent", ranking.adjacent * near.adjacent))
    if ranking.resemblance and text:
        alike = resemblance(generation, text, docs)
        found.append(Addition("", "resemblance", ranking.resemblance * alike))
    if text:
        found += _said_alike(generation, text, docs, ranking)
    for word, signal, weight in _stressed(step, text, ranking):
        found.append(Addition(word.exact, signal, weight * _scores(generation, word, docs, ranking)))
    return found


def _said_alike(generation: Generation, text: str, docs: Array, ranking: Ranking) -> Iterator[Addition]:
    """What little words add."""
    little = little_of(text)
    for signal, score in (("preceded", as_preceded), ("little", as_small)):
        if weight := getattr(ranking, signal):
            yield Addition("", signal, weight * score(generation, little, docs, ranking))


def _stressed(step: Step, text: str, ranking: Ranking) -> Iterator[tuple[Word, str, float]]:
    """Words that count once more: the last one, names and numbers. One word alone is not stressed."""
    words = list(_asked(step))
    if len(words) < 2:
        return
    if ranking.last:
        yield words[-1], "last", ranking.last
    if ranking.named:
        names = _names(text)
        yield from ((word, "named", ranking.named) for word in words if word.exact in names)


def _asked(step: Step) -> Iterator[Word]:
    """The words as typed that make documents answer, synonyms left out."""
    match step:
        case Word():
            yield step
        case All():
            for child in step.children:
                if not isinstance(child, Without):
                    yield from _asked(child)
        case Any():
            for child in step.children[: len(step.children) - len(step.synonyms)]:
                if not isinstance(child, Sequence):
                    yield from _asked(child)


def _names(text: str) -> frozenset[str]:
    """Words with a capital that no beginning explains, and numbers."""
    return frozenset(
        token.exact
        for token in tokens(text)
        if text[token.start].isdigit() or (token.start and text[token.start].isupper())
    )


def _scores(generation: Generation, word: Word, docs: Array, ranking: Ranking) -> Array:
    """What a word scores in some documents, by its relatives where it is missing."""
    own = scores_at(evaluate(generation, word, ranking), docs)
    return np.where(own > 0, own, scores_at(score_relatives(generation, word, ranking), docs))
