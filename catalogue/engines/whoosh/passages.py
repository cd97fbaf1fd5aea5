"""Passages: from matched positions to extracts of the right pages.

Only the pieces of text that hold a matched position are read, never a whole document.
"""

from collections import Counter, defaultdict
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


@dataclass(frozen=True, slots=True)
class Place:
    """One matched position in the body of a document."""

    position: int
    #: Number of the leaf that stands there.
    leaf: int
    #: Number of the piece of text, and its page.
    piece: int
    page: int


def places_in(generation: Generation, doc: int, positions: Array, leaves: Array) -> list[Place]:
    """Matched positions of one document with the pieces and pages they stand on."""
    if not len(positions):
        return []
    pieces = _pieces(generation, doc)
    at = np.maximum(np.searchsorted(pieces[2], positions, side="right") - 1, 0)
    columns = positions.tolist(), leaves.tolist(), at.tolist(), pieces[0][at].tolist()
    return [Place(*row) for row in zip(*columns, strict=True)]


def counts_of(places: Sequence[Place]) -> dict[int, int]:
    """Page → occurrences, in page order; a position where two leaves stand counts once."""
    return dict(
        sorted(Counter(page for _, page in {(place.position, place.page) for place in places}).items())
    )


def passages_of(
    generation: Generation,
    texts: PageTexts,
    doc: int,
    places: Sequence[Place],
    weights: Sequence[float],
    matcher: Matcher,
    size: int,
) -> tuple[Passage, ...]:
    """The best extract of each of the best pages of one document; rare leaves tell more than common ones."""
    counts = counts_of(places)
    passages = []
    for place in _best_places(places, weights)[:size]:
        page = texts.page_at(int(generation.sequences[doc]), place.page)
        if page is not None:
            _, start, position = _pieces(generation, doc)[:, place.piece].tolist()
            character = _character(page.text, start, place.position - position)
            passages.append(extract(page, character, matcher, counts[place.page]))
    return tuple(passages)


def _best_places(places: Sequence[Place], weights: Sequence[float]) -> list[Place]:
    """The first place of the best piece of each page, best page first.

    A piece is as good as the distinct leaves in it, a page as its best piece and all leaves on it.
    """
    pieces: dict[int, dict[int, Place]] = defaultdict(dict)
    pages: dict[int, set[int]] = defaultdict(set)
    occurrences = Counter(place.piece for place in places)
    for place in places:
        pieces[place.piece].setdefault(place.leaf, place)
        pages[place.page].add(place.leaf)
    best: dict[int, tuple[float, Place]] = {}
    for piece, leaves in pieces.items():
        first = next(iter(leaves.values()))
        value = sum(weights[leaf] for leaf in leaves) + _OCCURRENCE * occurrences[piece]
        if first.page not in best or value > best[first.page][0]:
            best[first.page] = (value, first)
    value_of = {
        page: value + _PAGE_SHARE * sum(weights[leaf] for leaf in pages[page])
        for page, (value, _) in best.items()
    }
    return [best[page][1] for page in sorted(best, key=lambda page: (-value_of[page], page))]


def _pieces(generation: Generation, doc: int) -> Array:
    """Page, first character and first position of each piece of a document."""
    part, local = generation.part_of(doc)
    documents = part.view.documents
    return documents.pieces[:, documents.piece_bounds[local] : documents.piece_bounds[local + 1]]


def _character(text: str, start: int, words: int) -> int:
    """Where in a page the chunk stands that comes so many positions after character `start`."""
    for match in iterate_chunks(text[start : start + 2 * PIECE]):
        words -= read_chunk(match[0]).span
        if words < 0:
            return start + match.start()
    return start
