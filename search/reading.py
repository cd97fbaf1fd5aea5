"""A library behind the door of readers: log, engine, vocabularies and rights as one `search.door.Catalogue`.

In come queries and identifiers with the reader who asks; out go results, records and pages that this reader
may see. The command line and the site both read through it, so they answer alike.
"""

import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from catalogue.centre import Centre
from catalogue.defined_acronyms import DefinedAcronyms, DefinitionStore
from catalogue.errors import (
    CatalogueError,
    EngineUnavailableError,
    IncompatibleIndexError,
)
from catalogue.file_times import followers_times
from catalogue.library import Library
from catalogue.log import Log, LogEntry
from catalogue.record import Page, Record
from catalogue.rights import Reader, today
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.followed import readable_vocabularies
from search.completion import Completion
from search.engine import Engine, open_engine
from search.expansion import doubtful
from search.facet_rules import VocabularyFacets
from search.handed_out import handed_out
from search.parser import parse
from search.query import PAGE_SIZE, PASSAGES, Query, Term
from search.resembling import Resembling
from search.results import Hit, Mark, PageHits, Reason, Results, Suggestion
from search.search import ALL_FACETS, Search, query_of
from search.seen_records import SeenRecords
from search.set_aside import set_aside
from search.short_addresses import ShortAddresses
from search.subjects import Subjects
from search.value_labels import ValueLabels


def open_catalogue(library: Library) -> "LibraryCatalogue":
    """Open a library for reading; raises IndexMissingError when nothing has been indexed yet."""
    catalogue = LibraryCatalogue(library)
    catalogue.birth = catalogue.log.birth()
    return catalogue


class LibraryCatalogue:
    """Everything a reader may ask of one library; safe between threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.vocabularies: Vocabularies = readable_vocabularies(library)
        self.log = Log(library.log_path)
        #: Name of the log when it was opened.
        self.birth = ""
        self._records = SeenRecords(self.log)
        self._labels = ValueLabels(self.vocabularies, library.settings.library, self.log)
        self._facets = VocabularyFacets(self.vocabularies)
        self._addresses = ShortAddresses(self.log)
        self._completion = Completion(self.vocabularies, lambda: self.engine, self.query)
        self._subjects = Subjects(self.vocabularies.themes)
        self._definitions = DefinitionStore(library)
        self._defined: tuple[int, DefinedAcronyms] = (-1, DefinedAcronyms())
        self._resembling = Resembling(library)
        self._engine: Engine | None = None
        self._opening = threading.Lock()
        #: Whether the engine was fed with other vocabularies: until the next run counts are as they were.
        self.behind = False

    @property
    def engine(self) -> Engine:
        """The engine, opened at the first use; raises IncompatibleIndexError when it must be fed again.

        One that only waits for the indexing to follow new vocabularies answers meanwhile (`behind`).
        """
        with self._opening:
            if self._engine is None:
                address = self.library.engine_address
                try:
                    self._engine = open_engine(address, self.log, self._facets)
                except IncompatibleIndexError:
                    self._engine = open_engine(address, self.log, self._facets, behind=True)
                    self.behind = True
            return self._engine

    @property
    def generation(self) -> str:
        """Changes whenever an answer may change; for caches."""
        # The day, since an embargo ends with nothing changing.
        birth, position = self.log.state()
        # And the vocabularies, whose labels are read before the index has followed them.
        said = self.vocabularies.version[:8]
        # And what follows a moment later: an answer made meanwhile is not the one of the hours to come.
        followed = f"{zlib.crc32(repr(followers_times(self.library)).encode()):08x}"
        return f"{birth}-{position}-{self.engine.generation()}-{today():%Y%m%d}-{said}-{followed}"

    def stands(self) -> bool:
        """Whether it still answers for what is on the disk; where not, the library must be opened again.

        The index may have been deleted and made anew, or fed again with other vocabularies.
        """
        try:
            return bool(self.engine.generation()) and self.log.birth() == self.birth
        except CatalogueError:
            return False

    def position(self) -> int:
        """The number of the log up to which searches find; raises when the engine must be fed again."""
        return self.engine.position()

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
        return query_of(
            search,
            self.vocabularies,
            reader,
            size=size,
            passages=passages,
            facets=facets,
            defined=self.defined_acronyms(),
        )

    def defined_acronyms(self) -> DefinedAcronyms:
        """The acronyms that the public documents of this library define, as of the log."""
        if self._defined[0] < self.log.position():
            self._defined = self._definitions.read(self.log)
        return self._defined[1]

    def search(self, query: Query) -> Results:
        """Answer a query; say which concept it names, and by what of their notice hits were found.

        Where the engine is behind the log, nothing is listed that the log has withdrawn or closed since.
        """
        results = self._subjects.heeded(query, self._asked(query), self._asked)
        hits, partly = (tuple(map(self._with_reason, each)) for each in (results.hits, results.partly))
        spoken = self._subjects.of(query.text) if query.expand else None
        return replace(
            set_aside(query, replace(results, hits=hits, partly=partly), spoken),
            concepts=self._completion.named(query.text, query.reader),
            meanings=self._meanings(query),
        )

    def _asked(self, query: Query) -> Results:
        return self._still(self.engine.search(query), query.reader)

    def _meanings(self, query: Query) -> tuple[str, ...]:
        """What an acronym typed alone may stand for here, where documents differ."""
        if not query.expand or not query.text.strip():
            return ()
        typed = parse(query.text).root
        if not isinstance(typed, Term):  # the log is asked for nothing
            return ()
        return doubtful(typed, self.vocabularies, self.defined_acronyms())

    def _with_reason(self, hit: Hit) -> Hit:
        """A hit that says by what of its notice it was found, where nothing else says it."""
        found_by = self._facets.found_by(hit.record, hit.described)
        return replace(hit, found_by=found_by) if found_by else hit

    def _still(self, results: Results, reader: Reader) -> Results:
        """The answer without what this reader may not see any more, by the log's word."""
        kept = self._still_seen(results.hits, reader)
        gone = len(results.hits) - len(kept)
        return replace(results, hits=kept, total=max(0, results.total - gone)) if gone else results

    def _still_seen(self, hits: Sequence[Hit], reader: Reader) -> tuple[Hit, ...]:
        if self.log.position() <= self.engine.position():
            return tuple(hits)
        seen = self._records.standing([hit.record.identifier for hit in hits], reader)
        return tuple(hit for hit in hits if hit.record.identifier in seen)

    def explain(self, identifier: str, query: Query) -> Sequence[Reason]:
        """Why one record ranks where it does, largest part first."""
        return self.engine.explain(identifier, query)

    def entry(self, identifier: str, reader: Reader) -> LogEntry:
        """The row of a record that stands and that this reader may see; raises as `SeenRecords.entry`."""
        return self._records.entry(identifier, reader)

    def record(self, identifier: str, reader: Reader) -> Record:
        """One record that this reader may see; raises as `entry` does."""
        return self._records.record(identifier, reader)

    def datestamp(self, record: Record | None) -> str:
        """When the catalogue last changed a record, or anything for None; UTC, to the second."""
        entry = self.log.entry(record.identifier) if record else None
        return entry.datestamp if entry else self.log.latest()

    def pages(self, record: Record) -> tuple[Page, ...]:
        """All pages of a record, in order."""
        entry = self.log.entry(record.identifier)
        return self.log.pages_at(entry.sequence) if entry else ()

    def page(self, record: Record, number: int) -> Page | None:
        """One page of a record, None past its end."""
        entry = self.log.entry(record.identifier)
        return self.log.page_at(entry.sequence, number) if entry else None

    def page_hits(self, identifier: str, query: Query) -> PageHits:
        """On which pages of one record the words of a query stand."""
        try:
            return self.engine.page_hits(identifier, query)
        except EngineUnavailableError:
            return PageHits(identifier, {})  # the page itself comes from the log

    def mark(self, text: str, query: Query) -> tuple[Mark, ...]:
        """Which characters of a text the words of a query match."""
        return self.engine.mark(text, query)

    def complete(self, prefix: str, reader: Reader, size: int = 8) -> Sequence[Suggestion]:
        """What a person may be typing: themes, programmes and places first, then words and titles."""
        return self._completion.complete(prefix, reader, size)

    def similar(self, record: Record, reader: Reader, size: int = 5) -> Sequence[Hit]:
        """Records that resemble one; none while nobody searches: the notice itself comes from the log."""
        try:
            return self._still_seen(self.engine.similar(record.identifier, reader=reader, size=size), reader)
        except EngineUnavailableError:
            return ()

    def versions(self, records: Sequence[Record]) -> Mapping[str, str]:
        """Of some records those that say nearly the same as one before them, and which: one card for all."""
        return self._resembling.versions(records)

    def neighbours(self, records: Iterable[Record], reader: Reader) -> Mapping[str, tuple[Record, ...]]:
        """What other centres hold that is very alike: of our records theirs, of theirs ours, by identifier.

        Copies of the same file are no neighbours: they are one card already.
        """
        found = self._resembling.elsewhere(records)
        seen = self._records.standing({each for others in found.values() for each in others}, reader)
        return {
            one: there
            for one, others in found.items()
            if (there := tuple(filter(None, map(seen.get, others))))
        }

    def identifier_of(self, code: str) -> str:
        """The identifier with a short code, be its record withdrawn; raises UnknownRecordError."""
        return self._addresses.identifier(code)

    def records(self, reader: Reader) -> Iterator[Record]:
        """All records of this library's own that this reader may see, in order of change."""
        return self._records.own(reader)

    def file(self, record: Record) -> Path:
        """The document itself: a regular file inside the corpus, whatever links stand there.

        Raises FileMissingError when it has gone since it was indexed, or is another document now: who may see
        the record need not be who may see that one.
        """
        return handed_out(self.library, self.log, record)

    def label(self, facet: str, value: str, language: str = "fr") -> str:
        """What a visitor reads for a facet value; the value itself where it is its own label."""
        return self._labels.label(facet, value, language)

    def centre_name(self, identifier: str) -> str:
        """What a visitor reads for a centre, ours or one whose records stand here."""
        return self._labels.centre_name(identifier)

    @property
    def centres(self) -> tuple[Centre, ...]:
        """The centres whose records stand here, by name."""
        return self._labels.centres

    def facets_of(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        """Which facet values a record counts under, ancestors included."""
        return self._facets.held(record)

    def close(self) -> None:
        """Let go of files."""
        if self._engine is not None:
            self._engine.close()
        self._resembling.close()
        self.log.close()
