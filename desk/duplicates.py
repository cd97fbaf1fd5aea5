"""Which records of a library resemble each other: named for a person to look at, never merged.

Pairs of which a person said what they are (`desk.verdicts`) are left out.
"""

from collections.abc import Iterable
from functools import lru_cache

from catalogue.library import Library
from catalogue.likeness import Alike, SketchStore
from desk.verdicts import Verdicts


def alike(library: Library) -> tuple[Alike, ...]:
    """Pairs of records of the same text or a very alike one that wait for a verdict, the most alike first."""
    settled = Verdicts(library).settled()
    pairs = _pairs(library, SketchStore(library).position())
    return tuple(each for each in pairs if frozenset((each.first, each.second)) not in settled)


def alike_with(library: Library, identifiers: Iterable[str]) -> dict[str, list[tuple[str, Alike]]]:
    """For each of those records, the others that resemble it, with the pair that says how much."""
    found: dict[str, list[tuple[str, Alike]]] = {each: [] for each in identifiers}
    for pair in alike(library):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if one in found:
                found[one].append((other, pair))
    return found


@lru_cache(maxsize=2)
def _pairs(library: Library, position: int) -> tuple[Alike, ...]:
    """Kept until the sketches change: the page of a deposit asks again every other second."""
    return tuple(SketchStore(library).pairs()) if position else ()
