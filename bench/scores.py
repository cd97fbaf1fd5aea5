"""Figures that say how right a description is, each with the interval that chance alone would leave it in.

Lists are measured by micro-averaged F1, single values by the share of right ones, an unknown year or type
being an answer like another. Intervals are 95 % by resampling documents, always with the same draws.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from indexer.describe.bodies import is_body
from indexer.describe.folded_text import fold

#: Expected and proposed of one document.
Pair = tuple[dict[str, Any], dict[str, Any]]
Figure = Callable[[Sequence[Pair]], float | None]
DRAWS = 400
_SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "the", "of", "sur", "pour")
)


def f1(name: str) -> Figure:
    """Of a list of values over all documents; None where the sets say nothing."""

    def figure(pairs: Sequence[Pair]) -> float | None:
        told = [(gold[name], ours[name]) for gold, ours in pairs if name in gold]
        right = sum(matches(name, expected, proposed) for expected, proposed in told)
        total = sum(len(expected) + len(proposed) for expected, proposed in told)
        return (2 * right / total if total else 1.0) if told else None

    return figure


def matches(name: str, expected: Sequence[str], proposed: Sequence[str]) -> int:
    """How many proposed values are expected ones; a name of somebody may be written in several ways."""
    if name != "creators":
        return len(set(expected) & set(proposed))
    left, right = list(expected), 0
    for each in proposed:
        found = next((other for other in left if same_name(each, other)), None)
        if found is not None:
            left.remove(found)
            right += 1
    return right


def same_name(one: str, other: str) -> bool:
    """The same words in any order, linking words and signs apart; a forename may be its initial."""
    words = [re.findall(r"\w+", fold(name)) for name in (one, other)]
    first, second = ([word for word in each if word not in _SMALL] for each in words)
    if len(first) != len(second):
        return False
    return all(any(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for b in second) for a in first)


def share(name: str) -> Figure:
    """Of documents whose single value is right."""
    return lambda pairs: sum(gold[name] == ours[name] for gold, ours in pairs) / len(pairs) if pairs else None


def dated(*, known: bool) -> Figure:
    """Share of right years among documents whose year is known, or is not."""
    return lambda pairs: share("year")([pair for pair in pairs if (pair[0]["year"] is not None) == known])


def among_first(number: int, *, main: bool) -> Figure:
    """Share of documents of which one theme, or the main one, is among the first proposed."""

    def figure(pairs: Sequence[Pair]) -> float | None:
        told = [(gold["themes"], ours["themes"][:number]) for gold, ours in pairs if gold["themes"]]
        found = [bool(set(expected[:1] if main else expected) & set(first)) for expected, first in told]
        return sum(found) / len(found) if found else None

    return figure


def constant(name: str) -> Figure:
    """What the best answer that never looks at the document would reach."""
    return lambda pairs: (
        max(Counter(gold[name] for gold, _ in pairs).values()) / len(pairs) if pairs else None
    )


def skill(name: str) -> Figure:
    """How much of the way from the best constant answer to none wrong is covered."""

    def figure(pairs: Sequence[Pair]) -> float | None:
        base, reached = constant(name)(pairs), share(name)(pairs)
        return None if base is None or reached is None or base == 1 else (reached - base) / (1 - base)

    return figure


def unlisted(pairs: Sequence[Pair]) -> float | None:
    """Share of documents of no listed type that are given none."""
    none = [ours["type"] is None for gold, ours in pairs if gold["type"] is None]
    return sum(none) / len(none) if none else None


def creators(*, bodies: bool) -> Figure:
    """F1 of the bodies alone, or of the persons alone, told apart by their names."""

    def figure(pairs: Sequence[Pair]) -> float | None:
        kept = [
            tuple(
                {"creators": [each for each in side["creators"] if _is_body(each) == bodies]} for side in pair
            )
            for pair in pairs
            if "creators" in pair[0]
        ]
        return f1("creators")(kept)  # type: ignore[arg-type]

    return figure


def _is_body(name: str) -> bool:
    words = [word for word in re.findall(r"[\w.'-]+", name) if fold(word) not in _SMALL]
    return (
        is_body(name) or len(words) not in (2, 3) or any(word.isupper() and "." not in word for word in words)
    )


def creators_told(pairs: Sequence[Pair]) -> float | None:
    """F1 where only authors whose name stands in the text are expected: nobody can know the others."""
    told = [
        ({"creators": [each for each in gold["creators"] if each in gold["told"]]}, ours)
        for gold, ours in pairs
        if "creators" in gold
    ]
    return f1("creators")(told)


def titles(wanted: str) -> Figure:
    """Share of titles that are right, acceptable or wrong, by the words they share with the librarian's."""

    def figure(pairs: Sequence[Pair]) -> float | None:
        graded = [grade(gold["title"], ours["title"]) for gold, ours in pairs if gold.get("title")]
        return graded.count(wanted) / len(graded) if graded else None

    return figure


def grade(expected: str, proposed: str) -> str:
    """Whether a proposed title is right, acceptable or wrong, by the words it shares with the right one."""
    left, right = ({w for w in re.findall(r"\w+", fold(t)) if w not in _SMALL} for t in (expected, proposed))
    common = len(left & right)
    alike = 2 * common / max(1, len(left) + len(right))
    if alike >= 0.8:
        return "right"
    inside = common >= 0.8 * min(len(left), len(right)) and common >= 2
    return "acceptable" if alike >= 0.5 or inside else "wrong"


FIGURES: dict[str, Figure] = {
    **{name: f1(name) for name in ("regions", "departements", "communes", "programmes", "themes")},
    "themes_hit3": among_first(3, main=False),
    "main_theme_hit3": among_first(3, main=True),
    "year": share("year"),
    "year_dated": dated(known=True),
    "year_undated": dated(known=False),
    "type": share("type"),
    "type_constant": constant("type"),
    "type_skill": skill("type"),
    "type_unlisted": unlisted,
    "language": share("language"),
    "creators": f1("creators"),
    "creators_told": creators_told,
    "creators_bodies": creators(bodies=True),
    "creators_persons": creators(bodies=False),
    **{f"title_{grade}": titles(grade) for grade in ("right", "acceptable", "wrong")},
}


def interval(figure: Figure, pairs: Sequence[Pair]) -> tuple[float, float] | None:
    """95 % of the values the figure takes when documents are drawn again from those measured."""
    draw = random.Random(0)
    values = sorted(
        value for _ in range(DRAWS) if (value := figure(draw.choices(pairs, k=len(pairs)))) is not None
    )
    return (values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1]) if values else None
