"""Generation: one committed state of the index as searches see it; never changes once opened.

Documents of all segments are numbered through. Facets, dates and lengths are joined when the generation is
opened (milliseconds); postings stay mapped in their segments' files. What a word's postings weigh is kept
for the next query, up to a bound.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from catalogue.fields import BY_NAME, FACETS
from catalogue.record import Access
from catalogue.rights import today
from search.engines.cards import NO_DATE
from search.engines.lengths import LENGTHS
from search.engines.passages import Source
from search.engines.respelling import Known
from search.engines.said_before import SaidBefore
from search.engines.whoosh.documents import ACCESS_CODES
from search.engines.whoosh.facet import Facet
from search.engines.whoosh.segment import SegmentView
from search.query import Sort
from search.ranking.arrays import Array, Scores
from search.ranking.cache import Cache
from search.ranking.little_words import COLUMNS
from search.ranking.postings import bounds_of
from search.ranking.resemblance import sample_of, weigh_triples
from search.ranking.state import Counted
from search.ranking.word_runs import most_alike
from search.steps import Sequence as WordSequence

#: Bytes of arrays kept from one query to the next.
CACHE_BYTES = 128 << 20
#: Numbers what this process opens.
_OPENED = count()

#: Levels of access, and a day as an ordinal; 0 where no embargo matters.
Sight = tuple[frozenset[Access], int]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and the number its first document has in the generation."""

    view: SegmentView
    base: int


class Generation:
    """All segments of one state, and which of their documents stand."""

    def __init__(
        self,
        number: int,
        views: Sequence[SegmentView],
        live: Sequence[Array],
        said: SaidBefore | None = None,
    ) -> None:
        self.number = number
        #: Grows from one that this process opens to the next; `number` begins again in an index made anew.
        self.opened = next(_OPENED)
        #: What phrases are read in; without, the little word before each word has to do.
        self._said = said
        bases = bounds_of(np.array([len(view.documents) for view in views], np.int64)).tolist()
        self.parts = [Part(view, base) for view, base in zip(views, bases, strict=False)]
        self.size: int = bases[-1]
        self._bases: list[int] = bases[:-1]
        self.live = _joined(live, bool)
        self.sequences = _joined([view.documents.sequences for view in views], np.int64)
        self.dates = _joined([view.documents.dates for view in views], np.int32)
        self._access = _joined([view.documents.access for view in views], np.uint8)
        self._opens = _joined([view.documents.opens for view in views], np.int32)
        #: Day of the last embargo, as an ordinal; after it, no day matters.
        self._last_opening = int(self._opens.max(initial=0))
        self.cache = Cache(CACHE_BYTES)
        self._lengths: dict[str | tuple[str, ...], Array] = {}
        #: Words that may be suggested, by what is seen.
        self.known: dict[Sight, Known] = {}
        self._visible: dict[Sight, Array] = {}
        self._ranks: dict[Sort, Array] = {}
        self._all_visible: dict[Sight, bool] = {}

    def sight(self, access: frozenset[Access]) -> "Sight":
        """What these levels see depends on: themselves, and the day as long as it matters to them."""
        if not self._last_opening or Access.INTERNAL in access:
            return access, 0
        return access, min(today().toordinal(), self._last_opening)

    def visible(self, access: frozenset[Access]) -> Array:
        """Which documents stand and may be seen today with these levels of access."""
        sight = self.sight(access)
        if sight not in self._visible:
            codes = np.array(sorted(ACCESS_CODES[each] for each in access), np.uint8)
            seen = self.live & np.isin(self._access, codes)
            self._visible[sight] = seen & (self._opens <= sight[1]) if sight[1] else seen
        return self._visible[sight]

    def all_visible(self, access: frozenset[Access]) -> bool:
        """Whether every document stands and may be seen: then none need be left out."""
        sight = self.sight(access)
        if sight not in self._all_visible:
            self._all_visible[sight] = bool(self.visible(access).all())
        return self._all_visible[sight]

    def relative_lengths(self, fields: str | tuple[str, ...]) -> Array:
        """Words of each document in a field, or in several weighted by the table, over their mean."""
        if fields not in self._lengths:
            names = (fields,) if isinstance(fields, str) else fields
            weights = (1.0,) if isinstance(fields, str) else tuple(BY_NAME[name].weight for name in names)
            lengths = sum(
                LENGTHS[self._field_lengths(name)] * weight
                for name, weight in zip(names, weights, strict=True)
            )
            mean = sum(self._words(name) * weight for name, weight in zip(names, weights, strict=True))
            self._lengths[fields] = np.asarray(lengths) / (mean / max(self.size, 1) or 1.0)
        return self._lengths[fields]

    def _field_lengths(self, name: str) -> Array:
        return _joined([part.view.fields[name].lengths for part in self.parts], np.uint8)

    def _words(self, name: str) -> int:
        return sum(len(part.view.fields[name].positions) for part in self.parts)

    def ranks(self, sort: Sort) -> Array:
        """Place of each document when all are sorted by title, arrival or date, undated ones last; kept."""
        if sort not in self._ranks:
            keys: tuple[Array, ...] = (np.arange(self.size), self._title_ranks)
            if sort is Sort.LATEST:
                keys = (*keys, -self.sequences)
            elif sort is not Sort.TITLE:
                dates = self.dates.astype(np.int64)
                keys = (*keys, dates if sort is Sort.OLDEST else -dates, dates == NO_DATE)
            ranks = np.empty(self.size, np.int32)
            ranks[np.lexsort(keys)] = np.arange(self.size, dtype=np.int32)
            self._ranks[sort] = ranks
        return self._ranks[sort]

    @cached_property
    def _title_ranks(self) -> Array:
        starts = _joined([part.view.documents.filed for part in self.parts], np.uint8)
        titles = zip(self.titles.tolist(), starts.tolist(), strict=True)
        filed = np.array([title.decode()[start:] for title, start in titles], str)
        return np.unique(filed, return_inverse=True)[1]

    @cached_property
    def titles(self) -> Array:
        """Folded title of each document."""
        return _texts([part.view.documents.titles for part in self.parts])

    @cached_property
    def little(self) -> Array:
        """How often each little word stands in each document's body: one row a document."""
        rows = [part.view.documents.little for part in self.parts]
        return np.concatenate(rows) if rows else np.empty((0, COLUMNS), np.uint8)

    @property
    def total(self) -> int:
        """How many documents there are: all of them are at hand."""
        return self.size

    def count(self, counted: Counted, found: int) -> int:
        """All that hold something are at hand."""
        return found

    def alike(self, exact: str, *, known: bool) -> list[tuple[str, float]]:
        """Words of all segments spelled like one."""
        return most_alike((part.view.lexicon for part in self.parts), exact, known=known)

    def source(self, doc: int) -> Source:
        """Where the text of a document is found."""
        return Source(int(self.sequences[doc]), pieces_of_document(self, doc))

    def said(self, sequence: WordSequence, field: str, docs: Array, positions: Array) -> Array:
        """At which places a text says a phrase whole."""
        if self._said is None:
            return np.ones(len(docs), bool)
        return self._said.at(self.source, sequence, field, docs, positions, self.sequences[docs])

    def triple_weights(self) -> Scores:
        """How much triples of letters tell in titles, by a sample of them; kept."""
        return self._title_triples

    @cached_property
    def _title_triples(self) -> Scores:
        return weigh_triples(self.titles[sample_of(self.size)])

    def little_holders(self) -> Array:
        """How many documents hold each little word in their body; kept."""
        return self._little_holders

    @cached_property
    def _little_holders(self) -> Array:
        return np.asarray(np.count_nonzero(self.little, axis=0))

    @cached_property
    def identifiers(self) -> Array:
        """Identifier of each document."""
        return _texts([part.view.documents.identifiers for part in self.parts])

    def document(self, identifier: str, access: frozenset[Access]) -> int | None:
        """Number of a record's document, None when it does not stand or may not be seen."""
        found = np.flatnonzero(self.identifiers == identifier.encode())
        return next((int(doc) for doc in found if self.visible(access)[doc]), None)

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Facet → its values over all documents."""
        return {facet: Facet([part.view.documents.facets[facet] for part in self.parts]) for facet in FACETS}

    def part_of(self, doc: int) -> tuple[Part, int]:
        """The segment of a document and its number there."""
        part = self.parts[bisect_right(self._bases, doc) - 1]
        return part, doc - part.base


def pieces_of_document(generation: Generation, doc: int) -> Array:
    """`(3, n) int32`: page, first character and first position of each piece of a document, in order."""
    part, local = generation.part_of(doc)
    documents = part.view.documents
    return documents.pieces[:, documents.piece_bounds[local] : documents.piece_bounds[local + 1]]


def _joined(arrays: Sequence[Array], kind: type) -> Array:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _texts(arrays: Sequence[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.empty(0, "S1")
