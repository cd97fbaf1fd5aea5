"""Explaining: the parts of one document's score, each found by leaving it out."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from catalogue.engines.plan import Sequence, Start, Step, Word, leaves
from catalogue.engines.whoosh.evaluation import evaluate
from catalogue.engines.whoosh.generation import Generation
from catalogue.engines.whoosh.proximity import nearness
from catalogue.engines.whoosh.scoring import Ranking
from catalogue.results import Reason

#: Signal → the ranking without it.
_SIGNALS: dict[str, Callable[[Ranking], Ranking]] = {
    "exact": lambda ranking: replace(ranking, exact=0.0),
    "root": lambda ranking: replace(ranking, root=0.0, title_root=0.0),
    "title": lambda ranking: replace(ranking, title=0.0),
    "name": lambda ranking: replace(ranking, name=0.0, place=0.0),
}


def explain(generation: Generation, step: Step, doc: int, ranking: Ranking) -> list[Reason]:
    """Parts of a document's score, largest first."""
    reasons = [
        reason for leaf in dict.fromkeys(leaves(step)) for reason in _of_leaf(generation, leaf, doc, ranking)
    ]
    near = float(nearness(generation, step, np.array([doc]), ranking)[0])
    found = [*reasons, Reason("", "near", near)]
    return sorted((each for each in found if each.score > 0), key=lambda each: -each.score)


def _of_leaf(
    generation: Generation, leaf: Word | Sequence | Start, doc: int, ranking: Ranking
) -> Iterator[Reason]:
    whole = rest = _score(generation, leaf, doc, ranking)
    for signal, without in _SIGNALS.items():
        part = whole - _score(generation, leaf, doc, without(ranking))
        rest -= part
        yield Reason(_text(leaf), signal, round(part, 4))
    yield Reason(_text(leaf), "family", round(rest, 4))


def _score(generation: Generation, leaf: Step, doc: int, ranking: Ranking) -> float:
    docs, scores = evaluate(generation, leaf, ranking)
    at = int(np.searchsorted(docs, doc))
    return float(scores[at]) if at < len(docs) and int(docs[at]) == doc else 0.0


def _text(leaf: Word | Sequence | Start) -> str:
    match leaf:
        case Word():
            return leaf.exact
        case Start():
            return f"{leaf.prefix}*"
        case Sequence():
            return " ".join(word.exact for _, word in leaf.words)
