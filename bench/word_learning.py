"""Learns what each word tells of type, themes and domain of a document, from documents described by hand.

Ridge regression in its dual form: as many unknowns as documents, though words are thousands. Only the
weights that tell most are kept, so that the files (`indexer/describe/said_*.txt`) can be read. `learning`
weighs what the words of a text add up to beside all other signs, by words learnt from other documents.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.describe.said_words import Words

#: Documents that say a word before it tells anything, and share of all from which it tells nothing.
FEWEST, COMMON = 5, 0.7
#: What weights cost, how many are kept, and what they are multiplied by, so that a text's add up to about 1.
RIDGE, KEPT, SCALE = 0.3, 10_000, 2.0


def learn_words(documents: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]) -> Words:
    """What words tell, from the words of documents and how right values are of them (0 to 1)."""
    counts = Counter(word for said, _ in documents for word in said)
    most = COMMON * len(documents)
    words = sorted(word for word, count in counts.items() if FEWEST <= count <= most)
    kinds = sorted({kind for _, right in documents for kind in right})
    rare = np.array([math.log(len(documents) / counts[word]) for word in words])
    rows = _rows([said for said, _ in documents], words) * rare
    answers = np.array([[right.get(kind, 0.0) for kind in kinds] for _, right in documents])
    shares = answers - answers.mean(axis=0)
    duals = np.linalg.solve(rows @ rows.T + RIDGE * np.eye(len(documents)), shares)
    return _kept(SCALE * (rows.T @ duals) * rare[:, None], words, kinds)


def _rows(documents: Sequence[Mapping[str, float]], words: Sequence[str]) -> NDArray[np.float64]:
    place = {word: number for number, word in enumerate(words)}
    rows = np.zeros((len(documents), len(words)))
    for row, said in zip(rows, documents, strict=True):
        for word, value in said.items():
            if word in place:
                row[place[word]] = value
    return rows


def _kept(weights: NDArray[np.float64], words: Sequence[str], kinds: Sequence[str]) -> Words:
    """The weights that tell most."""
    sizes = np.abs(weights)
    least = np.sort(sizes, axis=None)[-min(KEPT, sizes.size)] if sizes.size else 0.0
    told = {
        word: {
            kind: weight
            for kind, each in zip(kinds, row, strict=True)
            if abs(each) >= least and (weight := round(float(each), 2))
        }
        for word, row in zip(words, weights, strict=True)
    }
    return {word: each for word, each in told.items() if each}


def written_words(words: Words, documents: int, question: str) -> str:
    """The file, words in order, each with what it tells for and against."""
    lines = [
        f"# How much each word of a text tells for or against values of {question}. Made by",
        f"# bench/learning.py from {documents} documents described by hand; do not edit.",
    ]
    for word, told in sorted(words.items()):
        lines.append(f"{word}\t{' '.join(f'{kind}={weight}' for kind, weight in sorted(told.items()))}")
    return "\n".join(lines) + "\n"
