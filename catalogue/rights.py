"""Who may see what: the one rule below every output.

A `Reader` is handed to every query and every reading of a record. Engines keep only the records whose
access the reader may see, so counts, facets, suggestions, feeds and exports cannot leak the others. A record
that waits to be published, or lies under an embargo, is internal until then, whatever its access; the day is
looked at when somebody asks, so an embargo ends by itself.
"""

from dataclasses import dataclass
from datetime import date, datetime

from catalogue.record import Access, Record, Status


def local_now() -> datetime:
    """The clock the day is taken from, where the library stands."""
    return datetime.now().astimezone()


def today() -> date:
    """The day embargoes are held against."""
    return local_now().date()


def granted(record: Record) -> Access:
    """Who may see a record as far as people have decided, its embargo aside."""
    return Access.INTERNAL if record.status is Status.PROPOSED else record.access


def access_today(record: Record) -> Access:
    """Who may see a record today."""
    return Access.INTERNAL if record.embargo > today().isoformat() else granted(record)


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who asks, known only by the levels of access they hold."""

    access: frozenset[Access]
    #: Whether what is read is carried elsewhere and kept there, as harvesters and bundles do.
    copies: bool = False

    def may_see(self, record: Record) -> bool:
        """Whether this reader may know that the record exists."""
        return access_today(record) in self.access and not (self.copies and record.stays)

    def knew(self, known: Access) -> bool:
        """Whether this reader was ever told of a record whose access was once this wide."""
        return known in self.access


PUBLIC_READER = Reader(frozenset({Access.PUBLIC}))
NETWORK_READER = Reader(frozenset({Access.PUBLIC, Access.NETWORK}))
STAFF_READER = Reader(frozenset(Access))
#: Those who carry away what they read: what speaks of persons stays (`Record.stays`).
PUBLIC_COPIER = Reader(PUBLIC_READER.access, copies=True)
NETWORK_COPIER = Reader(NETWORK_READER.access, copies=True)
