"""Signs of whether a document is about a place it names: what `weights` weighs.

In come the tallies of a document and how each mention was judged; out comes, for each candidate, numbers
between 0 and about 4. Counts are taken against the length of the document, so that the two hundred towns of a
report of a hundred pages do not look like those of a page.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.vocabulary.gazetteer import Gazetteer
from catalogue.vocabulary.regions import regions_of
from indexer.describe.mentions import Tally, Zone

#: Words of a text of which counts are taken as they are.
PAGE_WORDS = 600
#: Characters from the beginning by which a place is named late rather than early.
EARLY = 400.0

Tallies = Mapping[str, Tally]


@dataclass(slots=True)
class Mentions:
    """How one place is named in a document, beside its tally."""

    #: Kind of mention → how many, in the text and in the title.
    said: Counter[str] = field(default_factory=Counter)
    in_title: Counter[str] = field(default_factory=Counter)
    #: Characters of the first page before the first mention; infinite when that names it nowhere.
    first: float = math.inf
    #: The places named beside it in one list.
    listed: set[str] = field(default_factory=set)

    @property
    def kinds(self) -> set[str]:
        """The kinds of all mentions."""
        return {*self.said, *self.in_title}


def length(words: int) -> float:
    """By how much counts are divided in a document of so many words."""
    return max(1.0, math.sqrt(words / PAGE_WORDS))


def presence(mentions: Mentions, tally: Tally, most: float, words: int) -> dict[str, float]:
    """Where, how early, how often and how a place is named; `most` is the weight of the one named most."""
    return {
        "weight": math.log1p(tally.weight / length(words)),
        "share": tally.weight / most if most else 0.0,
        "early": EARLY / (EARLY + mentions.first),
        "head": float(bool(tally.zones[Zone.HEAD])),
        "title": float(bool(mentions.in_title)),
    }


def around(place: str, wider: Tallies, gazetteer: Gazetteer) -> dict[str, float]:
    """Whether the regions and départements named are those a place lies in."""
    within = {*gazetteer.within(place), place}
    told = {each: tally.weight for each, tally in wider.items() if each != place}
    inside = {each: weight for each, weight in told.items() if within & set(today(each))}
    outside = sum(weight for each, weight in told.items() if each not in inside)
    return {
        "lies in what is named": float(bool(inside)),
        "elsewhere is named": math.log1p(outside),
    }


def today(place: str) -> tuple[str, ...]:
    """A place as the gazetteer writes what others lie in: a region of before 2016 as today's."""
    return (f"reg:{regions_of(place)[-1]}",) if place.startswith("reg:") and regions_of(place) else (place,)
