"""How the list of a room is narrowed: what it is narrowed to, and the ways to the records of one value."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from search_app.pages.addresses import address
from search_app.pages.labels import value_label
from search_app.pages.links import Link
from search_app.state import SearchState

#: Values offered of one facet.
MOST = 30
#: Name of a list of ways, and the ways.
Ways = tuple[str, tuple[Link, ...]]


def narrowed(state: SearchState, endpoint: str, facets: Iterable[str]) -> Iterator[Link]:
    """What a list is narrowed to, each with the way to do without."""
    for facet in facets:
        for value in state.values(facet):
            wider = state.selecting(facet, [each for each in state.values(facet) if each != value])
            yield Link(value_label(facet, value), address(endpoint, wider.pairs()))


def ways(state: SearchState, endpoint: str, held: Mapping[str, tuple[str, Iterable[str]]]) -> Iterator[Ways]:
    """Of each facet not asked for yet, the values that records hold, most frequent first.

    `held` tells by facet what the list is called, and the values of all records one after the other.
    """
    for facet, (name, values) in held.items():
        counts = Counter(values)
        if counts and not state.values(facet):
            ordered = sorted(counts, key=lambda each: (-counts[each], each))[:MOST]
            yield (
                name,
                tuple(
                    Link(
                        value_label(facet, value),
                        address(endpoint, state.selecting(facet, [value]).pairs()),
                        count=str(counts[value]),
                    )
                    for value in ordered
                ),
            )
