"""One segment as searches and merges read it: arrays mapped from the file beside Whoosh's."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from search.engines.building import SegmentArrays
from search.engines.whoosh.arrays import open_arrays, write_arrays
from search.engines.whoosh.documents import Documents, documents_of, pack_documents, unpack_documents
from search.engines.whoosh.segment_recovery import read_segment
from search.ranking.arrays import Array
from search.ranking.postings import FieldPostings, Lexicon, pack_postings, unpack_postings
from search.ranking.word_fields import WORD_FIELDS


@dataclass(frozen=True, slots=True)
class SegmentView:
    """The arrays of one segment."""

    lexicon: Lexicon
    fields: dict[str, FieldPostings]
    documents: Documents


def arrays_path(folder: Path, segment: W3Segment) -> Path:
    """The file of a segment's arrays; its name makes Whoosh delete it with the segment."""
    return folder / f"{segment.segment_id()}.arrays"


def write_view(folder: Path, segment: W3Segment, arrays: SegmentArrays) -> None:
    """Write the arrays of a segment beside Whoosh's files."""
    packed = pack_postings(arrays.lexicon, arrays.fields) | pack_documents(documents_of(arrays.cards))
    write_arrays(arrays_path(folder, segment), packed)


def open_view(folder: Path, storage: FileStorage, schema: Schema, segment: W3Segment) -> SegmentView:
    """Map a segment's arrays; when their file is missing or damaged, make it again from Whoosh's."""
    path = arrays_path(folder, segment)
    try:
        return _view(path)
    except (OSError, ValueError, KeyError, TypeError):
        write_view(folder, segment, read_segment(storage, schema, segment))
        return _view(path)


def live_of(segment: W3Segment) -> Array:
    """Which documents of a segment stand."""
    live = np.ones(segment.doc_count_all(), dtype=bool)
    live[list(segment.deleted_docs())] = False
    return live


def _view(path: Path) -> SegmentView:
    arrays = open_arrays(path)
    lexicon, fields = unpack_postings(arrays, WORD_FIELDS)
    return SegmentView(lexicon, fields, unpack_documents(arrays))
