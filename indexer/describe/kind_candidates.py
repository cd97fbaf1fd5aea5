"""What speaks for each type a document may be of: its signs, the points of its words, the lines that show it.

What each sign is worth in the end is learnt (`weights`); the points only tell which type leads by words,
which is one more sign. `kind` finds the signs.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.record import Evidence

#: What each sign in words is worth beside the others: the title says most, then the cover, then cues.
POINTS = {
    "begins the title": 6.0,
    "begins a part of the title": 4.0,
    "in the title": 0.8,
    "cue in the title": 1.5,
    "the title is a programme": 2.5,
    "numbered": 2.0,
    "implied by a programme": 2.0,
    "a line of the cover": 3.0,
    "begins a line of the cover": 2.0,
    "begins the file's name": 4.0,
    "in the file's name": 1.0,
    "cue": 1.0,
    "common cue": 0.6,
    "told in the title": 1.5,
    "shape: format": 6.0,
    "shape: rubrics": 9.0,
    "shape: shape": 0.55,
}


@dataclass(slots=True)
class Candidate:
    """What speaks for one type."""

    signs: dict[str, float]
    evidence: tuple[Evidence, ...] = ()

    #: What the words add up to.
    points: float = 0.0

    def note(self, sign: str, evidence: Evidence | None, value: float = 1.0) -> None:
        """One more sign; what is said twice counts once, but for cues."""
        if sign in POINTS:
            self.points += POINTS[sign] if sign.endswith("cue") or sign not in self.signs else 0.0
        self.signs[sign] = value
        if evidence and evidence not in self.evidence:
            self.evidence = (*self.evidence, evidence)


def add_up(found: Mapping[str, Candidate]) -> None:
    """The points of each type as signs, and which of them leads, by words alone and with set phrases."""
    phrases = {
        kind: each.points + 2 * each.signs.get("told", 0.0) + each.signs.get("suggested", 0.0)
        for kind, each in found.items()
    }
    most = max((each.points for each in found.values()), default=0.0)
    leading = max(phrases.values(), default=0.0)
    for kind, each in found.items():
        each.signs["points"] = math.log1p(each.points)
        each.signs["leads by words"] = float(0 < each.points == most)
        each.signs["leads by words and phrases"] = float(phrases[kind] == leading)
