"""Passages: from matched positions to extracts of the right pages.

Only the pieces of text that hold a matched position are read, never a whole document.
"""

from dataclasses import dataclass

import numpy as np

from catalogue.analysis import tokens
from catalogue.engine import PageTexts
from catalogue.engines.extracts import extract
from catalogue.engines.matching import Matcher
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.building import PIECE
from catalogue.engines.whoosh.generation import Generation
from catalogue.results import Passage


@dataclass(frozen=True, slots=True)
class Places:
    """Where the leaves of a plan stand in the body of one document."""

    positions: Array
    #: Number of the leaf at each position.
    leaves: Array
    #: Page, first character and first position of each piece of the document.
    pieces: Array

    def pieces_of(self, positions: Array) -> Array:
        """The piece each position stands in."""
        return np.maximum(np.searchsorted(self.pieces[2], positions, side="right") - 1, 0)

    def counts(self) -> dict[int, int]:
        """Page → occurrences, in page order."""
        if not len(self.positions):
            return {}
        pages = self.pieces[0][self.pieces_of(np.unique(self.positions))]
        numbers, counts = np.unique(pages, return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def places_in(generation: Generation, doc: int, positions: Array, leaves: Array) -> Places:
    """Positions of one document with its pieces."""
    part, local = generation.part_of(doc)
    documents = part.view.documents
    pieces = documents.pieces[:, documents.piece_bounds[local] : documents.piece_bounds[local + 1]]
    return Places(positions, leaves, pieces)


def passages_of(
    texts: PageTexts, sequence: int, places: Places, weights: Array, matcher: Matcher, size: int
) -> tuple[Passage, ...]:
    """The best extract of each of the best pages of one document; rare leaves tell more than common ones."""
    counts = places.counts()
    passages = []
    for page_number, piece in _best_pieces(places, weights)[:size]:
        page = texts.page_at(sequence, page_number)
        if page is not None:
            character = _character(page.text, places, piece)
            passages.append(extract(page, character, matcher, counts[page_number]))
    return tuple(passages)


def _best_pieces(places: Places, weights: Array) -> list[tuple[int, int]]:
    """Page and piece, best page first: by the weight of distinct leaves near each other, then on the page."""
    if not len(places.positions):
        return []
    pieces = places.pieces_of(places.positions)
    width = len(weights)
    near = np.unique(pieces * width + places.leaves)
    score = np.bincount(near // width, weights[near % width], minlength=places.pieces.shape[1])
    score = score + np.bincount(pieces, minlength=len(score)) * 1e-3
    pages = places.pieces[0]
    on_page = np.unique(pages[pieces].astype(np.int64) * width + places.leaves)
    page_score = np.bincount(on_page // width, weights[on_page % width])
    best: dict[int, tuple[float, int]] = {}
    for piece in np.unique(pieces).tolist():
        page = int(pages[piece])
        value = float(score[piece])
        if page not in best or value > best[page][0]:
            best[page] = (value, piece)
    ranked = sorted(best, key=lambda page: (-(best[page][0] + 0.5 * page_score[page]), page))
    return [(page, best[page][1]) for page in ranked]


def _character(text: str, places: Places, piece: int) -> int:
    """The character of the first matched word of a piece."""
    _, start, position = places.pieces[:, piece].tolist()
    first = int(places.positions[np.searchsorted(places.positions, position)])
    for token in tokens(text[start : start + 2 * PIECE], position):
        if token.position >= first:
            return int(start + token.start)
    return int(start)
