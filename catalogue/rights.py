"""Who may see what: the one rule below every output.

A `Reader` is handed to every query and every reading of a record. Engines keep only the records whose
access the reader may see, so counts, facets, suggestions, feeds and exports cannot leak the others.
"""

from dataclasses import dataclass

from catalogue.record import Access, Record


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who asks, known only by the levels of access they hold."""

    access: frozenset[Access]

    def may_see(self, record: Record) -> bool:
        """Whether this reader may know that the record exists."""
        return record.access in self.access

    def knew(self, known: Access) -> bool:
        """Whether this reader was ever told of a record whose access was once this wide."""
        return known in self.access


PUBLIC_READER = Reader(frozenset({Access.PUBLIC}))
NETWORK_READER = Reader(frozenset({Access.PUBLIC, Access.NETWORK}))
STAFF_READER = Reader(frozenset(Access))
