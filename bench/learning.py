"""Learns what each sign of a value is worth, from documents described by hand.

    python bench/learning.py dev.jsonl second.jsonl third.jsonl

writes `indexer/describe/weights.toml`. The describer says what it sees of each candidate
(`Describer.signs`), the set whether it is right; what is acceptable and no more
teaches nothing. Two models, one method (Newton on a ridge
penalty): values judged one by one (a document has several places and themes) are a logistic regression, a
question with one answer at most (date, type) a choice among its candidates and none. The same documents
give the same file. `bench/description.py --folds` tells what they are worth on documents they have not seen.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.gold import LANGUAGES, Document, is_right, read
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies, load_vocabularies
from indexer.describe import Describer
from indexer.describe.weights import ALWAYS, SHIPPED, Signs, Weights


@dataclass(frozen=True, slots=True)
class Question:
    """What is weighed: the signs are few, since few documents speak for each."""

    #: Field of the record the answers go to.
    field: str
    #: The signs that are weighed (`is *`: all that begin so); others tell nothing more.
    signs: tuple[str, ...]
    #: Whether it has one answer at most.
    single: bool = False


QUESTIONS = {
    "communes": Question(
        "places",
        (
            "weight",
            "early",
            "first",
            "head",
            "introduced",
            "aside",
            "capitals",
            "listed",
            "towns elsewhere",
            "very many",
            "elsewhere is named",
            "small name, no clue",
            "doubt",
            "a group's",
            "Paris",
        ),
    ),
    "departements": Question(
        "places",
        (
            "head",
            "title",
            "others",
            "weight",
            "holds towns",
            "lies in what is named",
            "a town inside in the title",
            "bare",
            "of a body",
        ),
    ),
    "regions": Question(
        "places",
        (
            "weight",
            "early",
            "head",
            "title",
            "listed",
            "very many",
            "holds weight",
            "holds départements",
            "towns elsewhere",
            "a town in the title",
        ),
    ),
    "themes": Question(
        "themes",
        (
            "score",
            "share",
            "first",
            "rank",
            "title",
            "heading",
            "head",
            "several words",
            "once",
            "others",
            "long",
            "is *",
        ),
    ),
    "type": Question(
        "type",
        ("points", "leads by words", "leads by words and phrases", "told", "suggested", "is *", "*: *"),
        single=True,
    ),
}
#: How much a weight costs: few documents speak for each sign.
RIDGE = 1.0
STEPS = 30

Group = tuple[NDArray[np.float64], int]


def learn(describer: Describer, documents: Sequence[Document], vocabularies: Vocabularies) -> Weights:
    """The weights of every question, from what the describer sees of these documents."""
    seen = [
        (document, describer.signs(document.extracted(), file="", media_type="text/plain"))
        for document in documents
    ]
    questions = {}
    for name, question in QUESTIONS.items():
        groups: list[list[tuple[Signs, bool]]] = []
        for document, signs in seen:
            told = []
            for value, candidate in signs.get(name, {}).items():
                right = is_right(question.field, value, document, vocabularies)
                # What is acceptable and no more teaches nothing.
                if right is not None and right == is_right(
                    question.field, value, document, vocabularies, strict=True
                ):
                    told.append((_weighed(candidate, question), right))
            groups += [told] if question.single and told else [[each] for each in told]
        questions[name] = fit(groups)
    return Weights(questions)


def _weighed(signs: Signs, question: Question) -> Signs:
    return {
        sign: value
        for sign, value in signs.items()
        if any(fnmatchcase(sign, wanted) for wanted in question.signs) and not sign.startswith("shape: ")
    }


def fit(groups: Sequence[Sequence[tuple[Signs, bool]]]) -> dict[str, float]:
    """Sign → weight; each group has one right candidate or none, none being worth 0."""
    names = [ALWAYS, *sorted({name for group in groups for signs, _ in group for name in signs})]
    place = {name: number for number, name in enumerate(names)}
    numbered = [_numbered(group, place) for group in groups]
    weights = np.zeros(len(names))
    penalty = np.full(len(names), float(RIDGE))
    penalty[0] = 0.01
    for _ in range(STEPS):
        gradient, hessian = -penalty * weights, np.diag(penalty)
        for signs, answers in numbered:
            powers = np.exp(np.clip(signs @ weights, -30, 30))
            chances = powers / (1 + powers.sum())
            gradient += signs.T @ (answers - chances)
            hessian += signs.T @ (np.diag(chances) - np.outer(chances, chances)) @ signs
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
    group: Sequence[tuple[Signs, bool]], place: dict[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signs as rows, and what the answer is: 1 for the right candidate, shared when several are."""
    rows = np.zeros((len(group), len(place)))
    rows[:, 0] = 1
    for number, (signs, _) in enumerate(group):
        for name, value in signs.items():
            rows[number, place[name]] = value
    right = np.array([float(right) for _, right in group])
    return rows, right / max(1.0, right.sum())


def written(weights: Weights, documents: int) -> str:
    """The file, signs in order of weight so that a reader sees what counts."""
    lines = [
        "# How much each sign tells for or against a value. Made by bench/learning.py from",
        f"# {documents} documents described by hand; do not edit.",
    ]
    for question, signs in weights.questions.items():
        lines += ["", f"[{question}]"]
        lines += [
            f'"{sign}" = {value}'
            for sign, value in sorted(signs.items(), key=lambda each: (-each[1], each[0]))
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--half", choices=("built", "kept"), help="one half of the documents only")
    options = parser.parse_args()
    vocabularies = load_vocabularies()
    documents = [
        each for each in read(options.files) if options.half is None or each.kept == (options.half == "kept")
    ]
    describer = Describer(vocabularies, LibrarySettings(languages=LANGUAGES), weights=Weights())
    weights = learn(describer, documents, vocabularies)
    SHIPPED.write_text(written(weights, len(documents)), encoding="utf-8")


if __name__ == "__main__":
    main()
