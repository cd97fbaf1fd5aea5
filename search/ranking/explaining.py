"""Explaining: the parts of one document's score, each found by leaving it out.

Signals add up, so what a word scores less without one is that signal's part, and what remains is its
family's own. A relaxed answer may hold but a relative of a word: its part counts as it does in ranking.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from search.ranking.arrays import Array
from search.ranking.evaluation import evaluate
from search.ranking.finding import Finder
from search.ranking.posted_evidence import PostedEvidence
from search.ranking.scoring import score_relatives
from search.ranking.second_look import second_look
from search.ranking.state import Matches, State
from search.ranking.weights import Ranking
from search.results import Reason, Signal
from search.steps import All, Any, Sequence, Start, Step, Word, relaxable

Leaf = Word | Sequence | Start
#: Signal → the ranking without it.
_SIGNALS: dict[Signal, Callable[[Ranking], Ranking]] = {
    Signal.EXACT: lambda ranking: replace(ranking, exact=0.0),
    Signal.ROOT: lambda ranking: replace(ranking, root=0.0),
    Signal.SIMILAR: lambda ranking: replace(ranking, similar=0.0),
    Signal.TITLE: lambda ranking: replace(ranking, title=0.0),
    Signal.NAME: lambda ranking: replace(ranking, name=0.0, place=0.0),
}


def explain(state: State, step: Step, text: str, doc: int, ranking: Ranking) -> list[Reason]:
    """Parts of a document's score, largest first; their sum is the score."""
    evidence = PostedEvidence(Finder(state), ranking)
    found = [
        Reason(each.words, each.signal, round(float(each.scores[0]), 4))
        for each in second_look(evidence, step, text, np.array([doc]), ranking)
    ]
    parts = relaxable(step)
    for child in parts[0] if parts else (step,):
        for leaf, weight in _counted(state, child, doc, ranking):
            found += _of_leaf(state, leaf, doc, ranking, weight)
        if parts and isinstance(child, Word) and not _holds(state, child, doc, ranking):
            found += _of_leaf(state, child, doc, ranking, 1.0)
    return sorted((each for each in found if each.score > 0), key=lambda each: -each.score)


def _counted(
    state: State, step: Step, doc: int, ranking: Ranking, weight: float = 1.0
) -> Iterator[tuple[Leaf, float]]:
    """The leaves that make a document answer, and how much each counts."""
    if not _holds(state, step, doc, ranking):
        return
    match step:
        case Word() | Sequence() | Start():
            yield step, weight
        case All():
            for child in step.children:
                yield from _counted(state, child, doc, ranking, weight)
        case Any():
            for child, share in zip(step.children, step.weights, strict=True):
                yield from _counted(state, child, doc, ranking, weight * share)


def _of_leaf(state: State, leaf: Leaf, doc: int, ranking: Ranking, weight: float) -> Iterator[Reason]:
    whole = rest = _score(state, leaf, doc, ranking)
    for signal, without in _SIGNALS.items():
        part = whole - _score(state, leaf, doc, without(ranking))
        rest -= part
        yield Reason(_text(leaf), signal, round(weight * part, 4))
    yield Reason(_text(leaf), Signal.FAMILY, round(weight * rest, 4))


def _score(state: State, leaf: Leaf, doc: int, ranking: Ranking) -> float:
    found = evaluate(state, leaf, ranking)
    if isinstance(leaf, Word) and not _among(found.docs, doc):
        found = score_relatives(state, leaf, ranking)
    return _of(found, doc)


def _holds(state: State, step: Step, doc: int, ranking: Ranking) -> bool:
    return _among(evaluate(state, step, ranking).docs, doc)


def _among(docs: Array, doc: int) -> bool:
    at = int(np.searchsorted(docs, doc))
    return at < len(docs) and int(docs[at]) == doc


def _of(matches: Matches, doc: int) -> float:
    return float(matches.scores[np.searchsorted(matches.docs, doc)]) if _among(matches.docs, doc) else 0.0


def _text(leaf: Leaf) -> str:
    match leaf:
        case Word():
            return leaf.exact
        case Start():
            return f"{leaf.prefix}*"
        case Sequence():
            return " ".join(word.exact for _, word in leaf.words)
