"""A second look: what only pays for the best documents of a first ranking.

In come the documents that frequencies put first and the query as it was typed; out comes what each signal
adds to their scores. Nothing is taken away, so no document beyond those looked at can come before them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from search.names import names_in
from search.questions import is_question
from search.ranking.arrays import Docs, Scores
from search.ranking.evidence import Evidence
from search.ranking.little_words import as_preceded, as_small, little_of
from search.ranking.proximity import nearness
from search.ranking.resemblance import resemblance
from search.ranking.weights import Ranking
from search.results import Signal
from search.steps import All, Any, Sequence, Step, Without, Word

#: How many of the best documents are looked at; more for a question, whose answer frequencies rank lower.
LOOKED_AT, _DEPTH_OF_QUESTION = 24, 60


class Addition(NamedTuple):
    """What one signal adds to the score of each document."""

    #: The words of the query it is about; empty for all of them together.
    words: str
    signal: Signal
    #: One a document, never negative.
    scores: Scores


def depth_of(text: str) -> int:
    """How many documents deserve a second look for a query typed as `text`."""
    return _DEPTH_OF_QUESTION if is_question(text) else LOOKED_AT


def second_look(evidence: Evidence, step: Step, text: str, docs: Docs, ranking: Ranking) -> list[Addition]:
    """What to add to the scores of some documents for a query typed as `text`."""
    found: list[Addition] = []
    if ranking.near or ranking.beginning or ranking.adjacent:
        near = nearness(evidence, step, docs, ranking)
        found.append(Addition("", Signal.NEAR, ranking.near * near.passage))
        found.append(Addition("", Signal.BEGINNING, ranking.beginning * near.beginning))
        found.append(Addition("", Signal.ADJACENT, ranking.adjacent * near.adjacent))
    if ranking.resemblance and text:
        alike = resemblance(evidence, text, docs)
        found.append(Addition("", Signal.RESEMBLANCE, ranking.resemblance * alike))
    if text:
        found += _said_alike(evidence, text, docs, ranking)
    for word, signal, weight in _stressed(step, text, ranking):
        found.append(Addition(word.exact, signal, weight * evidence.scores(word, docs)))
    return found


def _said_alike(evidence: Evidence, text: str, docs: Docs, ranking: Ranking) -> Iterator[Addition]:
    """What little words add."""
    little = little_of(text)
    for signal, score in ((Signal.PRECEDED, as_preceded), (Signal.LITTLE, as_small)):
        if weight := getattr(ranking, signal.value):
            yield Addition("", signal, weight * score(evidence, little, docs, ranking))


def _stressed(step: Step, text: str, ranking: Ranking) -> Iterator[tuple[Word, Signal, float]]:
    """Words that count once more: the last one, names and numbers. One word alone is not stressed."""
    words = list(_asked(step))
    if len(words) < 2:
        return
    if ranking.last:
        yield words[-1], Signal.LAST, ranking.last
    if ranking.named:
        names = names_in(text)
        yield from ((word, Signal.NAMED, ranking.named) for word in words if word.exact in names)


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
