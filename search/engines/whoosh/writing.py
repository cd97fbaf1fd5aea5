"""Writing one segment in Whoosh's standard codec, a term at a time instead of a posting at a time.

What is on disk is exactly what Whoosh's own writer would have put there: stock Whoosh opens and searches
it. Only the way there differs: no pool of tuples, no sort, no call per posting.
"""

import zlib
from collections.abc import Sequence
from itertools import groupby, pairwise
from pickle import dumps
from struct import Struct
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3Segment,
)
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.system import pack_int, pack_ushort
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.engines.building import SegmentArrays
from search.engines.cards import Card
from search.engines.whoosh.documents import pack_card
from search.ranking.arrays import Array
from search.ranking.postings import FieldPostings, bounds_of, gaps
from search.ranking.word_fields import WORD_FIELDS

#: Postings per block, as in Whoosh's codec.
BLOCK = 128
#: Postings turned into Python's own numbers at a time.
SLICE = 200_000
#: zlib's level: 1 costs a third of Whoosh's 3 for a few per cent of size.
COMPRESSION = 1
#: Bytes below which zlib's header outweighs what it saves; each block says whether it is compressed.
_COMPRESSED_FROM = 160
#: What Whoosh keeps of a word, as its `W3TermInfo` packs that: statistics, and where its blocks stand.
_INFO = np.dtype(
    [
        ("inlined", "u1"),
        ("weight", ">f4"),
        ("documents", ">u4"),
        ("shortest", "u1"),
        ("longest", "u1"),
        ("heaviest", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("size", ">i4"),
    ]
)
#: Of bytes that stand for the same length there Whoosh takes the least.
_LEAST_BYTES = np.array([length_to_byte(byte_to_length(byte)) for byte in range(256)], np.uint8)
#: Before each key and value of Whoosh's tables: how long they are.
_LENGTHS = Struct("!ii")


def write_segment(storage: FileStorage, schema: Schema, name: str, arrays: SegmentArrays) -> W3Segment:
    """Write a segment's files and return what the table of contents must list."""
    codec = W3Codec(blocklimit=BLOCK, compression=COMPRESSION)
    segment = codec.new_segment(storage, name)
    _write_documents(codec, storage, segment, schema, arrays)
    writer = _BulkFieldWriter(codec, storage, segment)
    words = arrays.lexicon.words.tolist()
    for field in sorted([*WORD_FIELDS, "identifier"]):
        if field == "identifier":
            writer.write_identifiers(schema[field], arrays.cards)
        else:
            writer.write_field(field, schema[field], words, arrays.fields[field])
    writer.close()
    segment.set_doc_count(len(arrays.cards))
    segment.create_compound_file(storage)
    return segment


def _write_documents(
    codec: W3Codec, storage: FileStorage, segment: W3Segment, schema: Schema, arrays: SegmentArrays
) -> None:
    writer = codec.per_document_writer(storage, segment)
    lengths = {
        name: [byte_to_length(byte) for byte in arrays.fields[name].lengths.tolist()] for name in WORD_FIELDS
    }
    for number, card in enumerate(arrays.cards):
        writer.start_doc(number)
        for name, each in lengths.items():
            if each[number]:
                writer.add_field(name, schema[name], None, each[number])
        writer.add_field("card", schema["card"], pack_card(card), 0)
        writer.finish_doc()
    writer.close()
    for name in WORD_FIELDS:
        # Whoosh averages over exact lengths; those added above went through their one-byte form.
        segment._fieldlengths[name] = len(arrays.fields[name].positions)


class _BulkFieldWriter(W3FieldWriter):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's writer of terms and postings, fed with whole posting lists."""

    def write_identifiers(self, field: Any, cards: Sequence[Card]) -> None:
        """One posting per document; two documents share an identifier when one replaces the other."""
        self.start_field("identifier", field)
        numbers = sorted((card.identifier.encode(), number) for number, card in enumerate(cards))
        for identifier, postings in groupby(numbers, key=lambda each: each[0]):
            self.start_term(identifier)
            for _, number in postings:
                self.add(number, 1.0, b"", None)
            self.finish_term()
        self.finish_field()

    def write_field(self, name: str, field: Any, words: Sequence[bytes], postings: FieldPostings) -> None:
        """All terms of one field; Whoosh knows no field without terms."""
        if not len(postings.docs):
            return
        self.start_field(name, field)
        prefix, offset = pack_ushort(self._fieldid), self._postfile.tell()
        for first, last in _slices(postings):
            blocks = _Blocks(postings, first, last)
            held = blocks.words.tolist()
            written = [blocks.term(word) for word in held]
            keys = [prefix + words[first + word] for word in held]
            infos = blocks.infos(offset, [len(each) for each in written])
            self._postfile.write(b"".join(written))
            self._add_terms(list(zip(keys, infos, strict=True)))
            offset += sum(map(len, written))
        self.finish_field()

    def _add_terms(self, terms: Sequence[tuple[bytes, bytes]]) -> None:
        """What Whoosh's table of terms does for each, without asking the system twice where the file ends."""
        table = self._tindex
        position = table.dbfile.tell()
        entries: list[bytes] = []
        for key, value in terms:
            table.index.append(position)
            hashed = table.hashfn(key)
            table.buckets[hashed & 255].append((hashed, position))
            entries += (_LENGTHS.pack(len(key), len(value)), key, value)
            position += _LENGTHS.size + len(key) + len(value)
        table.dbfile.write(b"".join(entries))
        table.lastkey = terms[-1][0]


def _slices(postings: FieldPostings) -> list[tuple[int, int]]:
    """Ranges of words with about `SLICE` postings each: Python's numbers and bytes take much memory."""
    starts = postings.starts.astype(np.int64)
    cuts = np.searchsorted(starts, np.arange(SLICE, int(starts[-1]), SLICE)).tolist()
    bounds = sorted({0, *cuts, len(starts) - 1})
    return list(pairwise(bounds))


class _Blocks:
    """The postings of a range of words cut into Whoosh's blocks: all sums and differences made at once."""

    def __init__(self, postings: FieldPostings, first: int, last: int) -> None:
        offset, end = int(postings.starts[first]), int(postings.starts[last])
        starts = postings.starts[first : last + 1].astype(np.int64) - offset
        #: Those that any document holds.
        self.words = np.flatnonzero(gaps(starts))
        docs = postings.docs[offset:end]
        places = postings.places[offset : end + 1].astype(np.int64)
        counts = -(-gaps(starts) // BLOCK)
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        begins = np.repeat(starts[:-1], counts) + within * BLOCK
        #: Word → its first block; block → its first posting.
        self._first = bounds_of(counts).tolist()
        self._begins = np.append(begins, len(docs)).tolist()
        frequencies, lengths = gaps(places), postings.lengths[docs]
        self._docs = docs.tolist()
        self._steps = _differences(docs, begins).tolist()
        self._weights = frequencies.tolist()
        occurs = slice(int(places[0]), int(places[-1]))
        self._values = _encoded(postings.positions[occurs], postings.little[occurs], places - places[0])
        self._heaviest = np.maximum.reduceat(frequencies, begins).tolist()
        self._shortest = np.minimum.reduceat(lengths, begins).tolist()
        self._longest = np.maximum.reduceat(lengths, begins).tolist()
        self._starts, self._postings = starts, (docs, frequencies, lengths)

    def term(self, word: int) -> bytes:
        """All blocks of one word, as they stand in the file of postings."""
        first, end = self._first[word], self._first[word + 1]
        blocks = [self._block(number, last=number == end - 1) for number in range(first, end)]
        return bytes(WHOOSH3_HEADER_MAGIC) + b"".join(blocks)

    def infos(self, offset: int, sizes: Sequence[int]) -> list[bytes]:
        """What Whoosh keeps of each word, whose blocks stand one behind the other from `offset` on."""
        docs, frequencies, lengths = self._postings
        begins, ends = self._starts[self.words], self._starts[self.words + 1]
        infos = np.zeros(len(self.words), _INFO)
        infos["weight"] = np.add.reduceat(frequencies, begins)
        infos["documents"] = ends - begins
        infos["shortest"] = _LEAST_BYTES[np.minimum.reduceat(lengths, begins)]
        infos["longest"] = _LEAST_BYTES[np.maximum.reduceat(lengths, begins)]
        infos["heaviest"] = np.maximum.reduceat(frequencies, begins)
        infos["first"], infos["last"] = docs[begins], docs[ends - 1]
        infos["offset"], infos["size"] = offset + bounds_of(np.array(sizes))[:-1], sizes
        packed, size = infos.tobytes(), _INFO.itemsize
        return [packed[start : start + size] for start in range(0, len(packed), size)]

    def _block(self, number: int, *, last: bool) -> bytes:
        begin, end = self._begins[number], self._begins[number + 1]
        data = dumps(
            (tuple(self._steps[begin:end]), self._weights_of(begin, end), tuple(self._values[begin:end])), 2
        )
        level = COMPRESSION if len(data) >= _COMPRESSED_FROM else 0
        if level:
            data = zlib.compress(data, level)
        heaviest = float(self._heaviest[number])
        bytes_range = self._shortest[number], self._longest[number]
        head = dumps((end - begin, self._docs[end - 1], heaviest, level, *bytes_range), 2)
        length = len(head) + len(data)
        return bytes(pack_int(-length if last else length)) + head + data

    def _weights_of(self, begin: int, end: int) -> float | tuple[int, ...] | None:
        """Frequencies in Whoosh's short forms; whole numbers take a fifth of the room of its floats."""
        weights = tuple(self._weights[begin:end])
        if weights.count(weights[0]) < len(weights):
            return weights
        return None if weights[0] == 1 else float(weights[0])


def _differences(numbers: Array, begins: Array) -> Array:
    """Each number less the one before it, beginning anew at each of `begins`."""
    steps = np.diff(numbers.astype(np.int64), prepend=0)
    steps[begins] = numbers[begins]
    return steps


def _encoded(positions: Array, little: Array, places: Array) -> list[bytes]:
    """The positions of each posting as `schema.Positions` encodes them."""
    steps = np.empty(2 * len(positions), np.int64)
    steps[::2], steps[1::2] = _differences(positions, places[:-1]), little
    sizes = 1 + (steps >= 1 << 7) + (steps >= 1 << 14) + (steps >= 1 << 21) + (steps >= 1 << 28)
    begins = bounds_of(sizes)
    encoded = np.empty(int(begins[-1]), np.uint8)
    for byte in range(int(sizes.max())):
        present = sizes > byte
        more = np.where(sizes[present] > byte + 1, 128, 0)
        encoded[begins[:-1][present] + byte] = (steps[present] >> 7 * byte & 127) | more
    data, cuts = encoded.tobytes(), begins[2 * places].tolist()
    return [data[begin:end] for begin, end in pairwise(cuts)]
