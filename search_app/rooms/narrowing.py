"""How the list of a room is narrowed: what it is narrowed to, and the ways to the records of one value.

`beside` is what the address says that no search does (a year told, words of a rubric): every way keeps it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from search_app.pages.addresses import address
from search_app.pages.labels import value_label
from search_app.pages.links import Link
from search_app.state import Pairs, SearchState

#: Values offered of one facet.
MOST = 30
#: Name of a list of ways, and the ways.
Ways = tuple[str, tuple[Link, ...]]


def hidden(state: SearchState, beside: Pairs = ()) -> tuple[tuple[str, str], ...]:
    """What the form sends beside the words typed into it, so that looking for others stays as narrow."""
    return tuple(pair for pair in (*state.pairs(), *beside) if pair[0] != "q")


def narrowed(state: SearchState, endpoint: str, facets: Iterable[str], beside: Pairs = ()) -> Iterator[Link]:
    """What a list is narrowed to, each with the way to do without."""
    for facet in facets:
        for value in state.values(facet):
            wider = state.selecting(facet, [each for each in state.values(facet) if each != value])
            yield Link(value_label(facet, value), address(endpoint, (*wider.pairs(), *beside)))


def ways(
    state: SearchState,
    endpoint: str,
    held: Mapping[str, tuple[str, Iterable[str]]],
    beside: Pairs = (),
) -> Iterator[Ways]:
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
                        address(endpoint, (*state.selecting(facet, [value]).pairs(), *beside)),
                        count=str(counts[value]),
                    )
                    for value in ordered
                ),
            )
