"""The fit: Newton on a ridge penalty, of a choice among candidates and none.

In come groups of candidates, each with its signs and whether it is right; out comes what each sign weighs.
A group of one is a logistic regression. The same groups give the same weights to the last digit.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.describe.weights import ALWAYS, Signs

STEPS = 30


def fit(
    groups: Sequence[Sequence[tuple[Signs, bool]]],
    ridge: float,
    prior: Mapping[str, float] | None = None,
    always: float = 0.01,
) -> dict[str, float]:
    """Sign → weight; each group has one right candidate or none, none being worth 0.

    `prior` is what weights are held to, 0 for the signs it does not name; `always` what the one costs that
    every candidate has.
    """
    prior = prior or {}
    seen = {name for group in groups for signs, _ in group for name in signs}
    names = [ALWAYS, *sorted((seen | prior.keys()) - {ALWAYS})]
    place = {name: number for number, name in enumerate(names)}
    rows, answers = _numbered([group for group in groups if group], place)
    starts = np.cumsum([0, *(len(group) for group in groups if group)])[:-1]
    sizes = np.array([len(group) for group in groups if group])
    held = np.array([prior.get(name, 0.0) for name in names])
    weights = held.copy()
    penalty = np.full(len(names), ridge)
    penalty[0] = always
    for _ in range(STEPS):
        powers = np.exp(np.clip(rows @ weights, -30, 30))
        chances = powers / np.repeat(1 + np.add.reduceat(powers, starts), sizes)
        weighed = rows * chances[:, None]
        sums = np.add.reduceat(weighed, starts)
        gradient = rows.T @ (answers - chances) - penalty * (weights - held)
        hessian = rows.T @ weighed - sums.T @ sums + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step * min(1.0, 3.0 / max(1e-9, float(np.abs(step).max())))
        if np.abs(step).max() < 1e-6:
            break
    return {
        name: round(float(weights[number]), 3)
        for name, number in place.items()
        if abs(weights[number]) >= 0.001
    }


def _numbered(
    groups: Sequence[Sequence[tuple[Signs, bool]]], place: dict[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signs as rows, and what the answer is: 1 for the right candidate, shared when several are."""
    rows = np.zeros((sum(map(len, groups)), len(place)))
    rows[:, 0] = 1
    answers: list[float] = []
    for group in groups:
        right = sum(each for _, each in group)
        for signs, each in group:
            for name, value in signs.items():
                rows[len(answers), place[name]] = value
            answers.append(each / max(1, right))
    return rows, np.array(answers)
