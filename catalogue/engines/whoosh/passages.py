"""Passages: from matched positions to extracts of the right pages.

Only the pieces of text that hold a matched position are read, never a whole document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from catalogue.analysis import tokens
from catalogue.engine import PageTexts
from catalogue.engines.extracts import extract
from catalogue.engines.matching import Matcher
from catalogue.engines.plan import Sequence as WordSequence
from catalogue.engines.plan import Start, Step, Word, leaves
from catalogue.engines.whoosh.arrays import Array
from catalogue.engines.whoosh.building import PIECE
from catalogue.engines.whoosh.evaluation import sequence_positions
from catalogue.engines.whoosh.generation import Generation
from catalogue.engines.whoosh.postings import FieldPostings
from catalogue.engines.whoosh.scoring import inverse_frequency, numbers_of
from catalogue.results import Passage

BODY = "body"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the leaves of a plan stand in the body of one document."""

    positions: Array
    #: Number of the leaf at each position.
    leaves: Array
    #: Page, first character and first position of each piece of the document.
    pieces: Array

    def pieces_of(self) -> Array:
        """The piece each position stands in."""
        return np.maximum(np.searchsorted(self.pieces[2], self.positions, side="right") - 1, 0)

    def counts(self) -> dict[int, int]:
        """Page → occurrences."""
        positions, first = np.unique(self.positions, return_index=True)
        if not len(positions):
            return {}
        pages, counts = np.unique(self.pieces[0][self.pieces_of()[first]], return_counts=True)
        return dict(zip(pages.tolist(), counts.tolist(), strict=True))


def places_of(generation: Generation, step: Step, docs: Sequence[int]) -> list[Places]:
    """Where a plan matches in the bodies of a few documents."""
    wanted = np.sort(np.array(docs, np.int64))
    found: dict[int, list[tuple[Array, int]]] = {int(doc): [] for doc in docs}
    for number, leaf in enumerate(_body_leaves(step)):
        for doc, positions in _positions(generation, leaf, wanted):
            found[doc].append((positions, number))
    return [_places(generation, doc, found[doc]) for doc in docs]


def weights_of(generation: Generation, step: Step) -> Array:
    """How much each leaf tells, for choosing passages: rare words more than common ones."""
    return np.array([_weight(generation, leaf) for leaf in _body_leaves(step)] or [0.0])


def passages_of(
    texts: PageTexts, sequence: int, places: Places, weights: Array, matcher: Matcher, size: int
) -> tuple[Passage, ...]:
    """The best extract of each of the best pages of one document."""
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
    pieces = places.pieces_of()
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


def _body_leaves(step: Step) -> list[Word | WordSequence | Start]:
    return [leaf for leaf in dict.fromkeys(leaves(step)) if leaf.field in (None, BODY)]


def _weight(generation: Generation, leaf: Word | WordSequence | Start) -> float:
    if not isinstance(leaf, Word):
        return inverse_frequency(generation.size, 1)
    count = 0
    for part, words in zip(generation.parts, numbers_of(generation, leaf), strict=True):
        starts = part.view.fields[BODY].starts
        count += int(starts[words + 1].sum()) - int(starts[words].sum())
    return max(inverse_frequency(generation.size, count), 0.1)


def _positions(
    generation: Generation, leaf: Word | WordSequence | Start, wanted: Array
) -> Iterable[tuple[int, Array]]:
    """Document and positions of a leaf, for the documents wanted."""
    if isinstance(leaf, WordSequence):
        for docs, positions in sequence_positions(generation, leaf, BODY):
            for doc in wanted.tolist():
                begin, end = np.searchsorted(docs, (doc, doc + 1))
                if begin < end:
                    yield doc, positions[begin:end]
        return
    for number, part in enumerate(generation.parts):
        local = wanted[(wanted >= part.base) & (wanted < part.base + len(part.view.documents))] - part.base
        if len(local):
            postings = part.view.fields[BODY]
            for word in _words(generation, leaf, number):
                yield from ((doc + part.base, at) for doc, at in _in_documents(postings, word, local))


def _words(generation: Generation, leaf: Word | Start, number: int) -> Iterable[int]:
    if isinstance(leaf, Start):
        return range(*generation.parts[number].view.lexicon.starting(leaf.prefix))
    words: list[int] = numbers_of(generation, leaf)[number].tolist()
    return words


def _in_documents(postings: FieldPostings, word: int, local: Array) -> Iterable[tuple[int, Array]]:
    begin, end = int(postings.starts[word]), int(postings.starts[word + 1])
    if begin == end:
        return
    docs = postings.docs[begin:end]
    at = np.searchsorted(docs, local)
    for doc, place in zip(local.tolist(), at.tolist(), strict=True):
        if place < len(docs) and docs[place] == doc:
            first, last = postings.places[begin + place], postings.places[begin + place + 1]
            yield doc, postings.positions[int(first) : int(last)]


def _places(generation: Generation, doc: int, found: list[tuple[Array, int]]) -> Places:
    part, local = generation.part_of(doc)
    documents = part.view.documents
    pieces = documents.pieces[:, documents.piece_bounds[local] : documents.piece_bounds[local + 1]]
    positions = np.concatenate([each.astype(np.int64) for each, _ in found] or [np.empty(0, np.int64)])
    numbers = np.concatenate([np.full(len(each), leaf) for each, leaf in found] or [np.empty(0, np.int64)])
    order = np.argsort(positions, kind="stable")
    return Places(positions[order], numbers[order], pieces)
