"""Explaining: the parts of one document's score, each found by leaving it out.

Signals add up, so what a word scores less without one is that signal's part, and what remains is its
family's own. A relaxed answer may hold but a relative of a word: its part counts as it does in ranking.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from search.engines.whoosh.evaluation import evaluate
from search.engines.whoosh.evidence import GenerationEvidence
from search.engines.whoosh.generation import Generation, Matches
from search.engines.whoosh.occurrences import Finder
from search.engines.whoosh.scoring import score_relatives
from search.plan import All, Any, Sequence, Start, Step, Word, relaxable
from search.ranking.arrays import Array
from search.ranking.second_look import second_look
from search.ranking.weights import Ranking
from search.results import Reason, Signal

Leaf = Word | Sequence | Start
#: Signal → the ranking without it.
_SIGNALS: dict[Signal, Callable[[Ranking], Ranking]] = {
    Signal.EXACT: lambda ranking: replace(ranking, exact=0.0),
    Signal.ROOT: lambda ranking: replace(ranking, root=0.0),
    Signal.SIMILAR: lambda ranking: replace(ranking, similar=0.0),
    Signal.TITLE: lambda ranking: replace(ranking, title=0.0),
    Signal.NAME: lambda ranking: replace(ranking, name=0.0, place=0.0),
}


def explain(generation: Generation, step: Step, text: str, doc: int, ranking: Ranking) -> list[Reason]:
    """Parts of a document's score, largest first; their sum is the score."""
    evidence = GenerationEvidence(Finder(generation), ranking)
    found = [
        Reason(each.words, each.signal, round(float(each.scores[0]), 4))
        for each in second_look(evidence, step, text, np.array([doc]), ranking)
    ]
    parts = relaxable(step)
    for child in parts[0] if parts else (step,):
        for leaf, weight in _counted(generation, child, doc, ranking):
            found += _of_leaf(generation, leaf, doc, ranking, weight)
        if parts and isinstance(child, Word) and not _holds(generation, child, doc, ranking):
            found += _of_leaf(generation, child, doc, ranking, 1.0)
    return sorted((each for each in found if each.score > 0), key=lambda each: -each.score)


def _counted(
    generation: Generation, step: Step, doc: int, ranking: Ranking, weight: float = 1.0
) -> Iterator[tuple[Leaf, float]]:
    """The leaves that make a document answer, and how much each counts."""
    if not _holds(generation, step, doc, ranking):
        return
    match step:
        case Word() | Sequence() | Start():
            yield step, weight
        case All():
            for child in step.children:
                yield from _counted(generation, child, doc, ranking, weight)
        case Any():
            for child, share in zip(step.children, step.weights, strict=True):
                yield from _counted(generation, child, doc, ranking, weight * share)


def _of_leaf(
    generation: Generation, leaf: Leaf, doc: int, ranking: Ranking, weight: float
) -> Iterator[Reason]:
    whole = rest = _score(generation, leaf, doc, ranking)
    for signal, without in _SIGNALS.items():
        part = whole - _score(generation, leaf, doc, without(ranking))
        rest -= part
        yield Reason(_text(leaf), signal, round(weight * part, 4))
    yield Reason(_text(leaf), Signal.FAMILY, round(weight * rest, 4))


def _score(generation: Generation, leaf: Leaf, doc: int, ranking: Ranking) -> float:
    found = evaluate(generation, leaf, ranking)
    if isinstance(leaf, Word) and not _among(found.docs, doc):
        found = score_relatives(generation, leaf, ranking)
    return _of(found, doc)


def _holds(generation: Generation, step: Step, doc: int, ranking: Ranking) -> bool:
    return _among(evaluate(generation, step, ranking).docs, doc)


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
