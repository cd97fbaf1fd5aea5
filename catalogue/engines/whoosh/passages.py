"""Passages: from matched positions to extracts of the right pages.

Only the pieces of text that hold a matched position are read, never a whole document.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from catalogue.analysis import iterate_chunks, read_chunk
from catalogue.engine import PageTexts
from catalogue.engines.extracts import extract
from catalogue.engines.matching import Matcher
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.building import PIECE
from catalogue.engines.whoosh.generation import Generation
from catalogue.results import Passage

#: What a page's own words count beside those of its best piece, and one more occurrence beside a new word.
_PAGE_SHARE = 0.5
_OCCURRENCE = 1e-3


@dataclass(slots=True)
class _Tally:
    """What was found in one piece of text, or on one page."""

    page: int
    piece: int
    #: First matched position.
    first: int
    #: Leaves found, one bit each, and the sum of their weights.
    leaves: int = 0
    value: float = 0.0
    #: Distinct positions; two leaves may stand at one.
    count: int = 0
    last: int = -1

    def add(self, position: int, leaf: int, weight: float) -> None:
        """Count one occurrence; positions come in order."""
        if not self.leaves >> leaf & 1:
            self.leaves |= 1 << leaf
            self.value += weight
        if position != self.last:
            self.count += 1
            self.last = position


def count_by_page(generation: Generation, doc: int, positions: Array) -> dict[int, int]:
    """Page → occurrences in one document, in page order; a position where two leaves stand counts once."""
    pieces = _pieces(generation, doc)
    numbers, counts = np.unique(pieces[0][_pieces_at(pieces, np.unique(positions))], return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def passages_of(
    generation: Generation,
    texts: PageTexts,
    doc: int,
    found: tuple[Array, Array],
    weights: Sequence[float],
    matcher: Matcher,
    size: int,
) -> tuple[Passage, ...]:
    """The best extract of each of the best pages of one document; rare leaves tell more than common ones.

    `found` holds the matched positions, in order, and which leaf stands at each.
    """
    if not len(found[0]):
        return ()
    pieces = _pieces(generation, doc)
    passages = []
    for best, page_tally in _best_pieces(pieces, found, weights)[:size]:
        page = texts.page_at(int(generation.sequences[doc]), best.page)
        if page is not None:
            _, start, position = pieces[:, best.piece].tolist()
            character = _character(page.text, start, best.first - position)
            passages.append(extract(page, character, matcher, page_tally.count))
    return tuple(passages)


def _best_pieces(
    pieces: Array, found: tuple[Array, Array], weights: Sequence[float]
) -> list[tuple[_Tally, _Tally]]:
    """The best piece of each page with the page's tally, best page first.

    A piece is as good as the distinct leaves in it, a page as its best piece and all leaves on it.
    """
    by_piece: dict[int, _Tally] = {}
    by_page: dict[int, _Tally] = {}
    at = _pieces_at(pieces, found[0])
    columns = found[0].tolist(), found[1].tolist(), at.tolist(), pieces[0][at].tolist()
    for position, leaf, piece, page in zip(*columns, strict=True):
        weight = weights[leaf]
        if piece not in by_piece:
            by_piece[piece] = _Tally(page, piece, position)
            if page not in by_page:
                by_page[page] = _Tally(page, piece, position)
        by_piece[piece].add(position, leaf, weight)
        by_page[page].add(position, leaf, weight)
    best: dict[int, _Tally] = {}
    for tally in by_piece.values():
        tally.value += _OCCURRENCE * tally.count
        if tally.page not in best or tally.value > best[tally.page].value:
            best[tally.page] = tally
    pairs = [(best[page], tally) for page, tally in by_page.items()]
    return sorted(pairs, key=lambda pair: (-(pair[0].value + _PAGE_SHARE * pair[1].value), pair[0].page))


def _pieces(generation: Generation, doc: int) -> Array:
    """Page, first character and first position of each piece of a document."""
    part, local = generation.part_of(doc)
    documents = part.view.documents
    return documents.pieces[:, documents.piece_bounds[local] : documents.piece_bounds[local + 1]]


def _pieces_at(pieces: Array, positions: Array) -> Array:
    """The piece each position stands in."""
    at: Array = np.maximum(pieces[2].searchsorted(positions, side="right") - 1, 0)
    return at


def _character(text: str, start: int, words: int) -> int:
    """Where in a page the chunk stands that comes so many positions after character `start`."""
    for match in iterate_chunks(text[start : start + 2 * PIECE]):
        words -= read_chunk(match[0]).span
        if words < 0:
            return start + match.start()
    return start
