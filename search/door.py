"""The door of readers: what a catalogue answers, whatever stands behind it.

The command line, the site, harvesters and other catalogues read through it, so they answer alike and none
sees more than its reader may. `search.reading` opens a library behind it; the tests of the site put one in
memory there, and one suite (`tests/search/readers.py`) holds both to what is said here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from catalogue.centre import Centre
from catalogue.library import Library
from catalogue.log import Log
from catalogue.record import Page, Record
from catalogue.rights import Reader
from catalogue.vocabulary import Vocabularies
from search.query import PAGE_SIZE, PASSAGES, Query
from search.results import Hit, Mark, PageHits, Reason, Results, Suggestion
from search.search import ALL_FACETS, Search


class Catalogue(Protocol):
    """Everything a reader may ask of one library; safe between threads."""

    @property
    def library(self) -> Library:
        """Where it stands, and its settings."""
        ...

    @property
    def vocabularies(self) -> Vocabularies:
        """The concepts that records are described with."""
        ...

    @property
    def log(self) -> Log:
        """All rows in order of change, for who follows them; rights are for the caller to keep there."""
        ...

    @property
    def generation(self) -> str:
        """Changes whenever an answer may change; for caches."""
        ...

    @property
    def centres(self) -> tuple[Centre, ...]:
        """The centres whose records stand here, by name."""
        ...

    @property
    def behind(self) -> bool:
        """Whether the index waits to follow the vocabularies of today; known once something was asked."""
        ...

    def stands(self) -> bool:
        """Whether it still answers for what is on the disk; where not, the library must be opened again."""
        ...

    def position(self) -> int:
        """The number of the log up to which searches find; raises when the engine must be fed again."""
        ...

    def query(
        self,
        search: Search,
        reader: Reader,
        *,
        size: int = PAGE_SIZE,
        passages: int = PASSAGES,
        facets: tuple[str, ...] = ALL_FACETS,
    ) -> Query:
        """What somebody asks for, as this reader; none of `facets`, and no passages, to save their time."""
        ...

    def search(self, query: Query) -> Results:
        """Answer a query."""
        ...

    def explain(self, identifier: str, query: Query) -> Sequence[Reason]:
        """Why one record ranks where it does, largest part first."""
        ...

    def record(self, identifier: str, reader: Reader) -> Record:
        """One record that this reader may see.

        Raises WithdrawnRecordError for a record that is no more, or no longer for this reader who could see
        it once; UnknownRecordError for all others.
        """
        ...

    def identifier_of(self, code: str) -> str:
        """The identifier with a short code (`catalogue.short_code`), be its record withdrawn.

        Raises UnknownRecordError. It says nothing of the record: `record` does, to whoever may see it.
        """
        ...

    def records(self, reader: Reader) -> Iterator[Record]:
        """All records of this library's own that this reader may see."""
        ...

    def datestamp(self, record: Record | None) -> str:
        """When the catalogue last changed a record, or anything for None; UTC, to the second."""
        ...

    def pages(self, record: Record) -> tuple[Page, ...]:
        """All pages of a record, in order."""
        ...

    def page(self, record: Record, number: int) -> Page | None:
        """One page of a record, None past its end."""
        ...

    def page_hits(self, identifier: str, query: Query) -> PageHits:
        """On which pages of one record the words of a query stand."""
        ...

    def mark(self, text: str, query: Query) -> tuple[Mark, ...]:
        """Which characters of a text the words of a query match."""
        ...

    def complete(self, prefix: str, reader: Reader, size: int = 8) -> Sequence[Suggestion]:
        """What a person may be typing; concepts first, nothing of what the reader may not see."""
        ...

    def similar(self, record: Record, reader: Reader, size: int = 5) -> Sequence[Hit]:
        """Records that resemble one."""
        ...

    def versions(self, records: Sequence[Record]) -> Mapping[str, str]:
        """Of some records those that say nearly the same as one before them, and which: one card for all."""
        ...

    def neighbours(self, records: Iterable[Record], reader: Reader) -> Mapping[str, tuple[Record, ...]]:
        """What other centres hold that is very alike: of our records theirs, of theirs ours, by identifier.

        Copies of the same file are no neighbours: they are one card already.
        """
        ...

    def file(self, record: Record) -> Path:
        """The document itself; raises FileMissingError when it has gone since it was indexed."""
        ...

    def label(self, facet: str, value: str, language: str = "fr") -> str:
        """What a visitor reads for a facet value; the value itself where it is its own label."""
        ...

    def facets_of(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        """Which facet values a record counts under, ancestors included."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...
