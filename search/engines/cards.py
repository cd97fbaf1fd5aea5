"""Cards: what an engine keeps of a document beside its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.record import Access

#: The date of a document without one.
NO_DATE = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What Whoosh stores for one document."""

    sequence: int
    identifier: str
    #: As people granted it (`catalogue.rights`).
    access: Access
    #: The day an embargo ends, counted as Python's ordinals; 0 for none.
    opens: int
    #: Date of issue as one number (20071009, 20070000 when only the year is known), for sorting.
    date: int
    #: Folded title, for sorting.
    title: str
    #: Where in it what counts for the order begins.
    filed: int
    facets: Mapping[str, tuple[str, ...]]
    #: Three rows of int32: page number, first character in the page, first position, for each piece of
    #: text in reading order. A matched position leads to its page and near its character.
    pieces: bytes
    #: How often each little word stands in the body, one byte each, 255 for all above.
    little: bytes
