"""Reading a segment's arrays back from Whoosh's own files, block by block, when the arrays are missing."""

from collections.abc import Iterator

import numpy as np
from whoosh.codec.whoosh3 import W3LeafMatcher, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from search.engines.building import SegmentArrays
from search.engines.cards import Card
from search.engines.lengths import as_bytes
from search.engines.whoosh.documents import unpack_card
from search.engines.whoosh.schema import Positions
from search.ranking.arrays import Array
from search.ranking.postings import FieldPostings, bounds_of, lexicon_of, narrow
from search.ranking.word_fields import WORD_FIELDS


def read_cards(storage: FileStorage, segment: W3Segment) -> tuple[Card, ...]:
    """What Whoosh stores of each document, deleted ones included."""
    files = segment.open_compound_file(storage) if segment.is_compound() else storage
    reader = segment.codec().per_document_reader(files, segment)
    cards = tuple(unpack_card(reader.stored_fields(n)["card"]) for n in range(segment.doc_count_all()))
    reader.close()
    return cards


def read_segment(storage: FileStorage, schema: Schema, segment: W3Segment) -> SegmentArrays:
    """All arrays of a segment."""
    files = segment.open_compound_file(storage) if segment.is_compound() else storage
    terms = segment.codec().terms_reader(files, segment)
    documents = segment.codec().per_document_reader(files, segment)
    found: dict[str, dict[bytes, W3LeafMatcher]] = {name: {} for name in WORD_FIELDS}
    for (field, word), _ in terms.items():
        if field in found:
            found[field][word] = terms.matcher(field, word, schema[field].format)
    words = sorted({word for each in found.values() for word in each})
    count = segment.doc_count_all()
    fields = {}
    for name in WORD_FIELDS:
        lengths = np.array([documents.doc_field_length(n, name) or 0 for n in range(count)], np.int64)
        fields[name] = _field(words, found[name], as_bytes(lengths))
    cards = read_cards(storage, segment)
    terms.close()
    documents.close()
    return SegmentArrays(cards, lexicon_of(np.array(words or [b""], bytes)[: len(words)]), fields)


def _field(words: list[bytes], matchers: dict[bytes, W3LeafMatcher], lengths: Array) -> FieldPostings:
    docs: list[int] = []
    values: list[bytes] = []
    starts = [0]
    for word in words:
        if word in matchers:
            for ids, encoded in _blocks(matchers[word]):
                docs.extend(ids)
                values.extend(encoded)
        starts.append(len(docs))
    counts, positions, little = _decoded(values)
    return FieldPostings(
        np.array(starts, np.uint32),
        np.array(docs, np.int32),
        bounds_of(counts).astype(np.uint32),
        narrow(positions),
        little,
        lengths,
    )


def _blocks(matcher: W3LeafMatcher) -> Iterator[tuple[tuple[int, ...], tuple[bytes, ...]]]:
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_values()
        yield matcher._ids, matcher._values
        matcher._next_block()


def _decoded(values: list[bytes]) -> tuple[Array, Array, Array]:
    """How many positions each posting has, then all positions and all little words one after the other."""
    decode = Positions().decode
    each = [decode(value) for value in values]
    positions = np.array([position for posting, _ in each for position in posting], np.int64)
    little = np.array([code for _, codes in each for code in codes], np.uint8)
    return np.array([len(posting) for posting, _ in each], np.int64), positions, little
