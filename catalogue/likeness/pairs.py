"""Pairs: among many sketches, those that resemble each other, without comparing all with all.

Two texts that are alike share most of their smallest hashes, so only records that have several of these in
common are compared. Ten thousand records take under a second.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from catalogue.likeness.sketch import Sketch, resemblance

#: Resemblance from which two texts are told to be alike: a page changed in ten.
ALIKE = 0.8
#: Smallest hashes by which candidates are found, and how many of them two must share.
LOOKED_AT = 16
SHARED = 3
#: Records that share one hash, beyond which each is compared with the first only: a standard letter.
CROWD = 50


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records that a person should look at."""

    #: Identifiers, the one that came first into the library first.
    first: str
    second: str
    #: 0 to 1.
    likeness: float
    same_text: bool


def alike_pairs(sketches: Mapping[str, Sketch], at_least: float = ALIKE) -> list[Alike]:
    """All pairs of records at least so alike, the most alike first; `sketches` in the order of arrival.

    Of several records with the very same text, each is told with the first.
    """
    firsts: dict[str, str] = {}
    found = []
    for identifier, sketch in sketches.items():
        first = firsts.setdefault(sketch.text, identifier)
        if first != identifier:
            found.append(Alike(first, identifier, 1.0, same_text=True))
    names = list(firsts.values())
    for one, other in _candidates([sketches[name] for name in names]):
        likeness = resemblance(sketches[names[one]], sketches[names[other]])
        if likeness >= at_least:
            found.append(Alike(names[one], names[other], likeness, same_text=False))
    return sorted(found, key=lambda pair: -pair.likeness)


def _candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Places of sketches that share enough of their smallest hashes."""
    if not sketches:
        return
    looked_at = [sketch.hashes[:LOOKED_AT] for sketch in sketches]
    hashes = np.concatenate(looked_at)
    places = np.repeat(np.arange(len(sketches)), [len(each) for each in looked_at])
    order = np.argsort(hashes, kind="stable")
    _, starts = np.unique(hashes[order], return_index=True)
    shared: Counter[tuple[int, int]] = Counter()
    for group in np.split(places[order], starts[1:]):
        if 1 < len(group) <= CROWD:
            shared.update(combinations(group.tolist(), 2))
        elif len(group) > CROWD:
            shared.update((int(group[0]), int(each)) for each in group[1:])
    for pair, count in shared.items():
        if count >= min(SHARED, *(len(looked_at[place]) for place in pair)):
            yield pair
