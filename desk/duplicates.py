"""Which records of a library resemble each other: named for a person to look at, never merged."""

from collections.abc import Iterable
from functools import lru_cache

from catalogue.library import Library
from catalogue.likeness import Alike, SketchStore


def alike(library: Library) -> tuple[Alike, ...]:
    """All pairs of records that hold the same text or a very alike one, the most alike first."""
    return _pairs(library, SketchStore(library).position())


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
