"""What an index knows of each document besides its words, as arrays.

A `Card` is what Whoosh stores for one document; the arrays of a segment derive from its cards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from catalogue.fields import FACETS
from catalogue.record import Access
from search.engines.cards import Card
from search.ranking.arrays import Array
from search.ranking.postings import bounds_of

#: Codes of access levels in arrays.
ACCESS_CODES = {access: code for code, access in enumerate(Access)}
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Card)


def pack_card(card: Card) -> bytes:
    """A card as Whoosh stores it."""
    return _ENCODER.encode(card)


def unpack_card(packed: bytes) -> Card:
    """A stored card; raises msgspec.DecodeError when it is damaged."""
    return _DECODER.decode(packed)


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """One facet: document d holds the values `codes[bounds[d]:bounds[d + 1]]`."""

    #: `(values,) S`, each once.
    values: Array
    #: `(documents + 1,) int64`.
    bounds: Array
    #: `(n,) uint32`: numbers of values.
    codes: Array


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents of one segment."""

    #: `(n,) int64`: sequence numbers in the log.
    sequences: Array
    #: `(n,) S`.
    identifiers: Array
    #: `(n,) uint8`: `ACCESS_CODES`.
    access: Array
    #: `(n,) int32`: as on cards.
    opens: Array
    #: `(n,) int32`: as on cards.
    dates: Array
    #: `(n,) S`: folded, for sorting.
    titles: Array
    #: `(n,) uint8`: as on cards.
    filed: Array
    #: `(n + 1,) int64`: document d has the pieces `pieces[:, piece_bounds[d]:piece_bounds[d + 1]]`.
    piece_bounds: Array
    #: `(3, pieces) int32`: as on cards.
    pieces: Array
    #: `(n, COLUMNS) uint8`: one row of counts a document, one column a little word.
    little: Array
    facets: Mapping[str, FacetColumn]

    def __len__(self) -> int:
        return len(self.sequences)


def documents_of(cards: Sequence[Card]) -> Documents:
    """The arrays of a segment from its cards, in document order."""
    pieces = [np.frombuffer(card.pieces, np.int32).reshape(3, -1) for card in cards]
    return Documents(
        np.array([card.sequence for card in cards], np.int64),
        np.array([card.identifier.encode() for card in cards] or [b""], bytes)[: len(cards)],
        np.array([ACCESS_CODES[card.access] for card in cards], np.uint8),
        np.array([card.opens for card in cards], np.int32),
        np.array([card.date for card in cards], np.int32),
        np.array([card.title.encode() for card in cards] or [b""], bytes)[: len(cards)],
        np.array([card.filed for card in cards], np.uint8),
        bounds_of(np.array([each.shape[1] for each in pieces], np.int64)),
        np.concatenate([*pieces, np.empty((3, 0), np.int32)], axis=1),
        np.frombuffer(b"".join(card.little for card in cards), np.uint8).reshape(len(cards), -1),
        {facet: _column([card.facets.get(facet, ()) for card in cards]) for facet in FACETS},
    )


def _column(rows: Sequence[tuple[str, ...]]) -> FacetColumn:
    codes: dict[str, int] = {}
    flat = [codes.setdefault(value, len(codes)) for row in rows for value in row]
    values = np.array([value.encode() for value in codes] or [b""], bytes)[: len(codes)]
    counts = np.array([len(row) for row in rows], np.int64)
    return FacetColumn(values, bounds_of(counts).astype(np.int64), np.array(flat, np.uint32))


def pack_documents(documents: Documents) -> dict[str, Array]:
    """The arrays to write, by name."""
    names = [name for name in Documents.__slots__ if name != "facets"]
    packed = {f"documents.{name}": getattr(documents, name) for name in names}
    for facet, column in documents.facets.items():
        packed |= {f"facet.{facet}.{part}": getattr(column, part) for part in FacetColumn.__slots__}
    return packed


def unpack_documents(arrays: Mapping[str, Array]) -> Documents:
    """The inverse of `pack_documents`; raises KeyError when an array is missing."""
    names = [name for name in Documents.__slots__ if name != "facets"]
    facets = {
        facet: FacetColumn(*(arrays[f"facet.{facet}.{part}"] for part in FacetColumn.__slots__))
        for facet in FACETS
    }
    return Documents(**{name: arrays[f"documents.{name}"] for name in names}, facets=facets)
