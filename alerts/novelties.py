"""Novelties: which of what has just arrived a search finds, as the public sees it now."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from catalogue.record import Record
from catalogue.rights import PUBLIC_READER
from catalogue.short_code import short_code
from search.door import Catalogue
from search.query import MAX_PAGE_SIZE, Sort
from search.search import Search


def novelties(catalogue: Catalogue, search: Search, codes: Collection[str]) -> tuple[Record, ...]:
    """Those of some documents that a search finds, what the catalogue learnt last first."""
    left, found = set(codes), []
    walk = _found(catalogue, search)
    while left and (record := next(walk, None)) is not None:
        if (code := short_code(record.identifier)) in left:
            left.remove(code)
            found.append(record)
    return tuple(found)


def latest(catalogue: Catalogue, search: Search, since: str, most: int) -> tuple[Record, ...]:
    """What a search finds that the catalogue changed at a moment or later, at most so many."""
    walk = islice(_found(catalogue, search), most)
    found = []
    for record in walk:
        if catalogue.datestamp(record) < since:
            break
        found.append(record)
    return tuple(found)


def _found(catalogue: Catalogue, search: Search) -> Iterator[Record]:
    """All that a search finds, what the catalogue learnt last first; nothing where words were given up."""
    asked = replace(search, sort=Sort.LATEST, page=1)
    query = catalogue.query(asked, PUBLIC_READER, size=MAX_PAGE_SIZE, passages=0, facets=())
    while (results := catalogue.search(query)).hits and not results.relaxed:
        yield from (hit.record for hit in results.hits)
        if len(results.hits) < MAX_PAGE_SIZE:
            return
        query = replace(query, page=query.page + 1)
