"""Sureties: how right answers are of documents that neither weights nor who wrote rules had seen.

Weights claim too much of what they were learnt from; documents left out, a part at a time, say by how much.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from bench.asked import Question
from bench.fitting import STEPS, fit
from bench.gold import Document
from bench.sights import Asked, Sight, candidates_of
from catalogue.vocabulary import Vocabularies
from indexer.describe.kind import likeliest
from indexer.describe.weights import ALWAYS, LIKELIHOOD, Signs, Weights, log_odds

#: Parts of the documents by which the surety of an answer is learnt.
PARTS = 5
#: Seen of what is asked of documents that rules were written on: answers are righter there than they seem, so
#: that how much is learnt beside their likelihood, and left behind: no document that is described has it.
WRITTEN = "rules were written on it"
#: Likelihood from which a value is held to account: how hopeless the hopeless are tells nothing of how right
#: the likely ones are.
ACCOUNTED = 0.1
#: What is claimed of a document: how likely, as log-odds, and whether it is right.
Claims = list[tuple[float, bool]]


def groups_of(question: Question, documents: Sequence[Sequence[Asked]]) -> list[list[tuple[Signs, bool]]]:
    """Candidates that are judged together; what is acceptable and no more teaches nothing."""
    groups: list[list[tuple[Signs, bool]]] = []
    for asked in documents:
        told = [(signs, right) for _, signs, right, teaches in asked if teaches]
        groups += [told] if question.single and told else [[each] for each in told]
    return groups


def chances_left_out(
    name: str, question: Question, asked: Sequence[tuple[Document, Sequence[Asked]]]
) -> list[dict[str, float]]:
    """For each document, how likely weights that had not seen it make its values."""
    found: list[dict[str, float]] = [{} for _ in asked]
    for part in range(PARTS):
        others = groups_of(question, [each for document, each in asked if document.fold(PARTS) != part])
        weights = Weights({name: fit(others, question.ridge, question.prior)})
        for place, (document, candidates) in enumerate(asked):
            if document.fold(PARTS) == part:
                signs = {value: signs for value, signs, _, _ in candidates}
                found[place] = (
                    weights.choice(name, signs)
                    if question.single
                    else {value: weights.probability(name, each) for value, each in signs.items()}
                )
    return found


def surety_of(
    question: Question,
    asked: Sequence[tuple[Document, Sequence[Asked]]],
    left_out: Sequence[Mapping[str, float]],
) -> dict[str, float]:
    """How often what is proposed is right of documents that neither weights nor who wrote rules had seen."""
    groups: list[list[tuple[Signs, bool]]] = []
    for (document, candidates), chances in zip(asked, left_out, strict=True):
        written = float(question.written and not document.unread)
        groups += (
            [({LIKELIHOOD: log_odds(chance), WRITTEN: written}, right)]
            for chance, right in _held_to_account(question, candidates, chances)
        )
    return {sign: weight for sign, weight in fit(groups, 1.0).items() if sign != WRITTEN}


def _held_to_account(
    question: Question, candidates: Sequence[Asked], chances: Mapping[str, float]
) -> Iterator[tuple[float, bool]]:
    """How likely the answers to one question seemed, and whether they are right."""
    if question.single:
        kinds, chance = likeliest(chances)
        if kinds:
            yield chance, any(right for value, _, right, _ in candidates if value in kinds)
        return
    for value, _, right, _ in candidates:
        if chances[value] >= ACCOUNTED:
            yield chances[value], right


def stretched(chance: float, surety: Mapping[str, float]) -> float:
    """A probability stretched and moved as its question's weights are."""
    return Weights({"": surety}).probability("", {LIKELIHOOD: log_odds(chance)})


def as_sure(weights: Mapping[str, float], surety: Mapping[str, float]) -> dict[str, float]:
    """The same weights, stretched and moved so that they claim no more than what held elsewhere."""
    stretch = surety.get(LIKELIHOOD, 0.0)
    moved = {sign: weight * stretch for sign, weight in weights.items()}
    moved[ALWAYS] = moved.get(ALWAYS, 0.0) + surety.get(ALWAYS, 0.0)
    return {sign: round(weight, 3) for sign, weight in moved.items()}


def claims_of(
    name: str,
    question: Question,
    seen: Sequence[Sight],
    left_out: Sequence[Mapping[str, float]],
    weights: Weights,
    vocabularies: Vocabularies,
) -> list[Claims]:
    """What weights that had not seen it claim of each document; whole files none has seen."""
    found = []
    for sight, likely in zip(seen, left_out, strict=True):
        candidates = candidates_of(name, question, sight.document, sight.by_text.get(name, {}), vocabularies)
        if sight.document.path:
            signs = {value: signs for value, signs, _, _ in candidates}
            likely = (
                weights.choice(name, signs)
                if question.single
                else {value: weights.probability(name, each) for value, each in signs.items()}
            )
        sure = weights.questions[question.surety] if question.single else {LIKELIHOOD: 1.0}
        held = _held_to_account(question, candidates, likely)
        found.append([(log_odds(stretched(chance, sure)), right) for chance, right in held])
    return found


def weight_of_doubt(claims: Sequence[Claims], far: Sequence[float]) -> float:
    """What it weighs against a claim that its document is unlikely to be of the field; all else stays."""
    told = [(*claim, each) for each, made in zip(far, claims, strict=True) for claim in made]
    if not told:
        return 0.0
    base, right, away = (np.array(column, dtype=float) for column in zip(*told, strict=True))
    weight = 0.0
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-(base + weight * away)))
        slope, bend = away @ (right - chances) - weight, 1 + (away * away) @ (chances * (1 - chances))
        weight += float(slope / bend)
    return round(weight, 3)
