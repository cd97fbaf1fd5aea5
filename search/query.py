"""Query: what is asked, as a small tree that knows no engine.

The parser makes the tree from what a person typed; an engine compiles it. Words stand in it as typed:
folding and stemming belong to the engine's analysis. Filters hold codes and concept ids, never labels.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.rights import PUBLIC_READER, Reader

#: Hits per page unless asked otherwise, and the most one request may ask for.
PAGE_SIZE = 10
MAX_PAGE_SIZE = 100
#: Most passages shown of one hit unless asked otherwise.
PASSAGES = 3
#: Deeper pages are refused politely: nobody reads them and they cost as much as all those before.
MAX_PAGE = 500


@dataclass(frozen=True, slots=True)
class Term:
    """One word; `field` restricts it to one searchable field of the table of fields."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, at most `slop` other words between two neighbours (0: side by side)."""

    text: str
    field: str | None = None
    slop: int = 0
    #: Whether only these very forms answer; a full name that stands for an acronym may be inflected.
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin so."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents without it; alone, everything else."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents: an empty search box, to browse by facet."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document: something was typed, but no word."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """What was typed, or one of its synonyms or full names, which count for less and are shown."""

    child: "Node"
    alternatives: tuple[Term | Phrase, ...]


Node = Term | Phrase | Prefix | And | Or | Not | Everything | Nothing | Expanded


class Sort(StrEnum):
    """Order of the hits; the values stand in URLs."""

    RELEVANCE = "pertinence"
    NEWEST = "date"
    OLDEST = "date-asc"
    TITLE = "titre"
    #: By when the catalogue last learnt of them, newest first; what feeds follow.
    LATEST = "arrivee"


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps the records that hold at least one of the values in a facet field."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearRange:
    """Keeps the records issued from `start` to `end`, both included; None is open."""

    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A whole question: words, filters, order, page, and who asks."""

    root: Node = field(default_factory=Everything)
    #: What was typed, to show it again.
    text: str = ""
    #: At most one per field; different fields are *and*.
    filters: tuple[Filter, ...] = ()
    years: YearRange | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    #: Whether synonyms and acronyms of the vocabularies may be added to the words (`Expanded` nodes).
    expand: bool = True
    #: Facets to count, by name; empty for none.
    facets: tuple[str, ...] = ()
    #: Most passages per hit; 0 for none.
    passages: int = PASSAGES
    reader: Reader = PUBLIC_READER

    def filter(self, name: str) -> tuple[str, ...]:
        """The values asked for in one facet."""
        return next((each.values for each in self.filters if each.field == name), ())
