"""Selection: all records a query finds, or those from one place on, not one page of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from catalogue.record import Record
from search.query import MAX_PAGE_SIZE, Query
from search.results import Results


def all_records(search: Callable[[Query], Results], query: Query) -> Iterator[Record]:
    """Every record of the answer in its order, each once, a hundred in memory at a time.

    An index that changes meanwhile may hand one on twice, which is noticed, or move one before what was
    already read.
    """
    seen: set[str] = set()
    query = replace(query, page=1, size=MAX_PAGE_SIZE, facets=(), passages=0)
    while hits := search(query).hits:
        for hit in hits:
            if hit.record.identifier not in seen:
                seen.add(hit.record.identifier)
                yield hit.record
        if len(hits) < MAX_PAGE_SIZE:
            return
        query = replace(query, page=query.page + 1)


def records_between(
    search: Callable[[Query], Results], query: Query, start: int, count: int
) -> Iterator[Record]:
    """At most `count` records from place `start` on, counted from 0, whatever the pages of the answer."""
    end = start + count
    for page in range(start // MAX_PAGE_SIZE, -(-end // MAX_PAGE_SIZE)):
        hits = search(replace(query, page=page + 1, size=MAX_PAGE_SIZE, facets=(), passages=0)).hits
        for place, hit in enumerate(hits, page * MAX_PAGE_SIZE):
            if start <= place < end:
                yield hit.record
