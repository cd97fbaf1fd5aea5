"""From documents to the arrays of a segment.

Each text is cut into chunks by one regular expression and each distinct chunk is numbered once; all the
rest (words, positions, postings) is done on whole arrays when the segment is built.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from catalogue.change import Change
from catalogue.fields import TEXT_FIELDS
from catalogue.record import Page, Record
from catalogue.rights import granted
from search.analysis import Word, find_chunks, fold, read_chunk
from search.engine import FacetRules
from search.engines.cards import NO_DATE, Card
from search.engines.lengths import as_bytes
from search.engines.page_pieces import pieces_of
from search.ranking.arrays import Array
from search.ranking.little_words import COLUMNS, code_of
from search.ranking.postings import (
    FieldPostings,
    Lexicon,
    bounds_of,
    field_postings,
    gaps,
    lexicon_of,
    runs,
)
from search.ranking.word_fields import NAMES, VALUE_GAP, WORD_FIELDS
from search.titles import filing_start

#: Chunks held before a segment is written: bounds memory (about 100 bytes each while building).
SEGMENT_CHUNKS = 3_000_000


@dataclass(frozen=True, slots=True)
class SegmentArrays:
    """One segment, ready to be written."""

    cards: tuple[Card, ...]
    lexicon: Lexicon
    fields: Mapping[str, FieldPostings]


class _Chunks(dict[str, int]):
    """Chunk → its number, and for each number its words, as growing arrays."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.counts, self.begins, self.spans, self.names = array("i"), array("i"), array("i"), array("i")
        self.word_numbers, self.word_offsets, self.word_little = array("i"), array("i"), array("B")
        #: For each chunk the code of the little word it ends with, and the codes of all its little words.
        self.lasts, self.little = array("B"), [b""]
        self._append((), 0, None)
        #: Number of the chunk that stands between two values of a field.
        self.gap = 0
        self.spans[0] = VALUE_GAP

    def __missing__(self, text: str) -> int:
        chunk = read_chunk(text)
        words = chunk.words
        number = self[text] = len(self.counts)
        self._append(words, chunk.span, chunk.name, chunk.last)
        self.little.append(bytes(map(code_of, chunk.little)))
        return number

    def _append(self, found: Iterable[Word], span: int, name: str | None, last: str = "") -> None:
        self.begins.append(len(self.word_numbers))
        self.lasts.append(code_of(last))
        for word in found:
            self.word_numbers.append(self._number(word.exact))
            self.word_offsets.append(word.offset)
            self.word_little.append(code_of(word.before))
        self.counts.append(len(self.word_numbers) - self.begins[-1])
        self.spans.append(span)
        self.names.append(-1 if name is None else self._number(name))

    def _number(self, exact: str) -> int:
        return self.words.setdefault(exact, len(self.words))


class SegmentBuilder:
    """Takes documents one by one, gives their segment."""

    def __init__(self, facets: FacetRules) -> None:
        self._facets = facets
        self._chunks = _Chunks()
        self._texts = {field.name: array("i") for field in TEXT_FIELDS}
        #: For each field, chunks before each document.
        self._bounds = {field.name: array("q", [0]) for field in TEXT_FIELDS}
        self._records: list[tuple[int, Record]] = []
        #: Page number, first character and first chunk of each piece of each document's body.
        self._pieces: list[array[int]] = []

    def __len__(self) -> int:
        return len(self._records)

    @property
    def full(self) -> bool:
        """Whether the segment should be written before more is added."""
        return self._bounds["body"][-1] >= SEGMENT_CHUNKS

    def add(self, change: Change) -> None:
        """Add one record with its pages."""
        record = change.record
        assert record is not None  # noqa: S101 - withdrawals never come here
        self._records.append((change.sequence, record))
        values = {field.name: _values(record, field.name) for field in TEXT_FIELDS}
        values["descriptors"] = self._facets.descriptors(record)
        values["headings"] = tuple(heading for page in change.pages for heading in page.headings)
        for name, texts in values.items():
            if name != "body":
                self._add_values(name, texts)
        self._add_body(change.pages)
        for name, bounds in self._bounds.items():
            bounds.append(len(self._texts[name]))

    def _add_values(self, name: str, values: Iterable[str]) -> None:
        chunks = self._texts[name]
        for number, value in enumerate(values):
            if number:
                chunks.append(self._chunks.gap)
            chunks.extend(map(self._chunks.__getitem__, find_chunks(value)))

    def _add_body(self, pages: Iterable[Page]) -> None:
        chunks, number, pieces = self._texts["body"], self._chunks.__getitem__, array("q")
        for page in pages:
            start = 0
            for piece in pieces_of(page.text):
                pieces.extend((page.number, start, len(chunks)))
                chunks.extend(map(number, find_chunks(piece)))
                start += len(piece)
        self._pieces.append(pieces)

    @property
    def chunks(self) -> list[str]:
        """The chunks read, by number; the first stands for what separates two values of a field."""
        return ["", *self._chunks]

    def chunks_of(self, field: str) -> tuple[Array, Array]:
        """Numbers of the chunks of all documents in one field, and how many stand before each document."""
        return np.frombuffer(self._texts[field], np.int32), np.frombuffer(self._bounds[field], np.int64)

    def build(self) -> SegmentArrays:
        """The segment of all documents added."""
        encoded = np.array([word.encode() for word in self._chunks.words] or [b""], bytes)
        order = np.argsort(encoded, kind="stable")[: len(self._chunks.words)]
        rank = np.empty(len(self._chunks.words), np.int32)
        rank[order] = np.arange(len(order))
        tables = _Tables(self._chunks, rank)
        lexicon = lexicon_of(encoded[order])
        fields = {name: self._field(tables, name, len(order)) for name in self._texts}
        fields[NAMES] = self._names(tables, len(order))
        return SegmentArrays(self._cards(tables), lexicon, {name: fields[name] for name in WORD_FIELDS})

    def _field(self, tables: "_Tables", name: str, size: int) -> FieldPostings:
        chunks = np.frombuffer(self._texts[name], np.int32)
        bounds = np.frombuffer(self._bounds[name], np.int64)
        words, at, positions, little = tables.occurrences(chunks, bounds)
        docs = np.repeat(np.arange(len(self)), gaps(bounds))
        base = tables.positions(chunks)[bounds[:-1]]
        lengths = np.bincount(docs[at], minlength=len(self))
        return field_postings(words, docs[at], positions - base[docs[at]], little, size, as_bytes(lengths))

    def _names(self, tables: "_Tables", size: int) -> FieldPostings:
        """Acronyms and places of title and body; their order stands for positions."""
        docs, words = [], []
        for name in ("title", "body"):
            found = tables.names[np.frombuffer(self._texts[name], np.int32)]
            docs.append(
                np.repeat(np.arange(len(self)), gaps(np.frombuffer(self._bounds[name], np.int64)))[found >= 0]
            )
            words.append(found[found >= 0])
        doc, word = np.concatenate(docs), np.concatenate(words)
        order = np.argsort(doc, kind="stable")
        doc, word = doc[order], word[order]
        lengths = np.bincount(doc, minlength=len(self))
        begins = np.cumsum(lengths) - lengths
        order_in_doc = np.arange(len(doc)) - begins[doc]
        none = np.zeros(len(doc), np.uint8)
        return field_postings(word, doc, order_in_doc, none, size, as_bytes(lengths))

    def _cards(self, tables: "_Tables") -> tuple[Card, ...]:
        chunks, bounds = np.frombuffer(self._texts["body"], np.int32), self._bounds["body"]
        positions = tables.positions(chunks)
        little = tables.little_counts(chunks, np.frombuffer(bounds, np.int64))
        cards = []
        for number, (sequence, record) in enumerate(self._records):
            rows = np.frombuffer(self._pieces[number], np.int64).reshape(-1, 3).T.copy()
            rows[2] = positions[rows[2]] - positions[bounds[number]]
            pieces = rows.astype(np.int32).tobytes()
            cards.append(_card(sequence, record, self._facets, pieces, little[number].tobytes()))
        return tuple(cards)


class _Tables:
    """The numbered chunks as arrays, words already in the lexicon's order."""

    def __init__(self, chunks: _Chunks, rank: Array) -> None:
        self.counts, self.begins = np.array(chunks.counts), np.array(chunks.begins)
        self.spans = np.array(chunks.spans)
        self.words = rank[np.array(chunks.word_numbers, np.int32)]
        self.offsets = np.array(chunks.word_offsets, np.int32)
        self.befores, self.lasts = np.array(chunks.word_little), np.array(chunks.lasts)
        self.little_begins = bounds_of(np.array([len(each) for each in chunks.little]))
        self.little = np.frombuffer(b"".join(chunks.little), np.uint8)
        names = np.array(chunks.names)
        self.names = np.where(names >= 0, np.append(rank, -1)[names], -1)

    def positions(self, chunks: Array) -> Array:
        """Position of each chunk, counted over all documents, and the position after the last."""
        return np.concatenate(([0], np.cumsum(self.spans[chunks], dtype=np.int64)))

    def occurrences(self, chunks: Array, bounds: Array) -> tuple[Array, Array, Array, Array]:
        """Number, index of the chunk, position over all documents and little word before, of each word read.

        That one stands in the same chunk or ends the one before; `bounds` tells where documents begin.
        """
        counts = self.counts[chunks]
        at = np.repeat(np.arange(len(chunks)), counts)
        slots = runs(self.begins[chunks], counts)
        before = np.append(0, self.lasts[chunks]).astype(np.uint8)
        before[bounds] = 0
        offsets, own = self.offsets[slots], self.befores[slots]
        little = np.where((own == 0) & (offsets == 0), before[at], own)
        return self.words[slots], at, self.positions(chunks)[at] + offsets, little

    def little_counts(self, chunks: Array, bounds: Array) -> Array:
        """How often each little word stands in each document, as bytes."""
        counts = gaps(self.little_begins)[chunks]
        codes = self.little[runs(self.little_begins[:-1][chunks], counts)].astype(np.int64)
        docs = np.repeat(np.repeat(np.arange(len(bounds) - 1), gaps(bounds)), counts)
        size = (len(bounds) - 1) * COLUMNS
        found = np.bincount(docs * COLUMNS + codes - 1, minlength=size)
        return np.minimum(found, 255).astype(np.uint8).reshape(-1, COLUMNS)


def _values(record: Record, name: str) -> tuple[str, ...]:
    value = getattr(record, name, ())
    return value if isinstance(value, tuple) else (value,) if value else ()


def _card(sequence: int, record: Record, facets: FacetRules, pieces: bytes, little: bytes) -> Card:
    values = {facet: tuple(each) for facet, each in facets.values(record).items()}
    title = fold(record.title)[:80]
    filed = min(filing_start(record.title, record.article, record.language), len(title))
    opens = date.fromisoformat(record.embargo).toordinal() if record.embargo else 0
    return Card(
        sequence,
        record.identifier,
        granted(record),
        opens,
        _date(record),
        title,
        filed,
        values,
        pieces,
        little,
    )


def _date(record: Record) -> int:
    digits = record.dated.replace("-", "")
    return int(f"{digits:0<8}"[:8]) if digits.isdecimal() else NO_DATE
