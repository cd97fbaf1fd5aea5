"""Which of the towns of one name is meant: the one the rest of the document speaks around.

Four hundred communes share « Saint-Denis » and its like. What tells them apart is what a reader goes by: a
code or a département in brackets, the départements, regions and intercommunalities named elsewhere, the other
towns of the text; and, where nothing speaks against it, that the largest by far is usually meant. How
doubtful the choice is goes with it, and weighs when the town is judged.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.gazetteer import Gazetteer
from catalogue.vocabulary.labels import fold
from catalogue.vocabulary.regions import regions_of
from indexer.describe.listed_names import Name

#: Points of evidence: said in brackets, département named, region named, group named, a sure town nearby.
BRACKET, DEPARTEMENT, REGION, GROUP, NEIGHBOUR = 6.0, 2.0, 1.0, 2.0, 0.7
#: Inhabitants tell by their order of size.
SIZE = 0.8
_DEPARTEMENTS = {fold(name): code for code, name in NAMES.items()} | {"reunion": "974"}


def departement_called(bracket: str) -> str:
    """The code of the département whose name stands in a bracket; empty when it holds another thing."""
    return _DEPARTEMENTS.get(fold(bracket), "")


@dataclass(slots=True)
class Clues:
    """What a document says of where it is, beside the names in question."""

    #: Place → points, for départements, regions and intercommunalities.
    around: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    #: Name → what stood in brackets after it.
    brackets: Mapping[str, Counter[str]] = field(default_factory=dict)

    def points(self, name: str, commune: str, gazetteer: Gazetteer) -> float:
        """What speaks for one commune, its size apart."""
        within = gazetteer.within(commune)
        told = sum(self.around.get(place, 0.0) for place in within)
        departement = next((place[4:] for place in within if place.startswith("dep:")), "")
        return told + (BRACKET if departement in self._told(name) else 0.0)

    def _told(self, name: str) -> set[str]:
        """Départements named in brackets after the name."""
        return {
            departement_called(bracket) or bracket.strip().upper()[: 3 if bracket.startswith("97") else 2]
            for bracket in self.brackets.get(name, ())
        }


def clues_from(
    named: Iterable[str],
    names: Mapping[str, Name],
    brackets: Mapping[str, Counter[str]],
    gazetteer: Gazetteer,
) -> Clues:
    """Clues of one document: its départements, regions, groups, and the towns of whose name there is one."""
    clues = Clues(brackets=brackets)
    for place in named:
        if place.startswith("dep:"):
            clues.around[place] += DEPARTEMENT
        elif place.startswith("reg:"):
            for code in regions_of(place):
                clues.around[f"reg:{code}"] += REGION
        elif place.startswith("epci:"):
            clues.around[place] += GROUP
    lone = [name.communes[0] for name in names.values() if len(name.communes) == 1]
    neighbours: defaultdict[str, float] = defaultdict(float)
    for commune in lone:
        for place in gazetteer.within(commune):
            neighbours[place] += NEIGHBOUR if not place.startswith("reg:") else NEIGHBOUR / 2
    for place, points in neighbours.items():
        clues.around[place] += min(points, 3 * NEIGHBOUR)
    return clues


@dataclass(frozen=True, slots=True)
class Meant:
    """The commune a name most likely means, and how likely."""

    #: Identifier of the name (`name:…`).
    name: str
    commune: str
    #: What speaks for it, its size apart.
    points: float
    #: By how much it beats the next, its size counted, and how many others bear the name.
    margin: float
    rivals: int


def choose(identifier: str, name: Name, clues: Clues, gazetteer: Gazetteer) -> Meant | None:
    """The commune meant and what speaks for it; None for a name that no commune bears.

    A name that only former communes bear stands for today's commune.
    """
    candidates = dict.fromkeys(name.communes or name.former or name.short)
    scores = []
    for commune in candidates:
        place = gazetteer.place(commune)
        points = clues.points(identifier, commune, gazetteer)
        size = math.log10(
            max(place.population if place and not (name.former and not name.communes) else 1, 1)
        )
        scores.append((points + SIZE * size, points, commune))
    scores.sort(reverse=True)
    if not scores:
        return None
    margin = scores[0][0] - scores[1][0] if len(scores) > 1 else 0.0
    return Meant(identifier, scores[0][2], scores[0][1], margin, len(scores) - 1)
