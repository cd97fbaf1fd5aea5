"""Passages: from matched positions to extracts of the right pages.

In come occurrences and the places of each document's pieces of text, from whatever engine; only the pieces
that hold a matched position are read, never a whole document.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from catalogue.record import Page
from search.engine import PageTexts
from search.engines.extracts import extract
from search.engines.matching import Matcher
from search.engines.page_pieces import Found, chunks_at
from search.ranking.arrays import Array
from search.ranking.occurrences import POSITION_BITS, Occurrences
from search.results import Passage

#: What a page's own words count beside those of its best piece, and one more occurrence beside a new word.
_PAGE_SHARE = 0.5
_OCCURRENCE = 1e-3


class Source(NamedTuple):
    """Where one document's text is found."""

    #: Its sequence number in the log.
    sequence: int
    #: `(3, n) int32`: page, first character in it and first position of each piece, in reading order.
    pieces: Array


class Read(NamedTuple):
    """What was read of a page to cut an extract."""

    page: Page
    #: Where words stand in the piece of the extract and those beside it, in order.
    chunks: list[Found]


class Cut(NamedTuple):
    """The extracts of one document, each with what was read for it."""

    passages: tuple[Passage, ...] = ()
    read: tuple[Read, ...] = ()


class _Choice(NamedTuple):
    """One extract to cut."""

    #: Where words stand in the piece and those beside it, in order: see `chunks_at`. An extract is no longer
    #: than a piece, so it takes in nothing beyond.
    near: list[tuple[int, int, int]]
    page: int
    #: First character of the piece.
    start: int
    #: Distinct matched positions on the whole page.
    occurrences: int


def count_by_page(pieces: Array, positions: Array) -> dict[int, int]:
    """Page → occurrences in one document, in page order; a position where two leaves stand counts once.

    `pieces` as in `Source`; `positions`, `(n,) int64`, in any order.
    """
    numbers, counts = np.unique(pieces[0][_pieces_at(pieces, np.unique(positions))], return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def passages_of(
    texts: PageTexts,
    sources: Sequence[Source],
    found: Occurrences,
    weights: Sequence[float],
    matcher: Matcher,
    size: int,
) -> list[Cut]:
    """For each document an extract of each of its best pages; rare leaves tell more than common ones."""
    if not len(found.docs) or size < 1:
        return [Cut()] * len(sources)
    chosen = list(zip(sources, _choices(sources, found, np.array(weights), size), strict=True))
    pages = texts.pages_among(
        [(source.sequence, each.page) for source, choices in chosen for each in choices]
    )
    return [
        _cut([(pages.get((source.sequence, each.page)), each) for each in choices], matcher)
        for source, choices in chosen
    ]


def _cut(chosen: Iterable[tuple[Page | None, _Choice]], matcher: Matcher) -> Cut:
    """The extracts of one document; a page that went meanwhile has none."""
    read = [
        (Read(page, chunks_at(page.text, choice.near)), choice) for page, choice in chosen if page is not None
    ]
    passages = tuple(_passage(each, choice, matcher) for each, choice in read)
    return Cut(passages, tuple(each for each, _ in read))


def _passage(read: Read, choice: _Choice, matcher: Matcher) -> Passage:
    place = next((each.first for each in read.chunks if each.first >= choice.start), choice.start)
    chunks = None if matcher.has_sequences else read.chunks
    return extract(read.page, place, matcher, choice.occurrences, chunks)


def _choices(sources: Sequence[Source], found: Occurrences, weights: Array, size: int) -> list[list[_Choice]]:
    """What to cut from each document, best page first.

    A piece of text is as good as the distinct leaves in it, a page as its best piece and all leaves on it.
    All is done at once for all documents: occurrences come by document and position, hence by page and piece.
    """
    each = [source.pieces for source in sources]
    owner = np.repeat(np.arange(len(each)), [pieces.shape[1] for pieces in each])
    numbers, starts, first_positions = np.concatenate(each, axis=1).astype(np.int64)
    keys = found.keys
    at = np.maximum((owner << POSITION_BITS | first_positions).searchsorted(keys, side="right") - 1, 0)
    firsts = _changes(at)
    pieces = at[firsts]
    held = np.zeros((len(firsts), len(weights)), bool)
    held[_groups(at), found.leaves] = True
    counts = np.add.reduceat(_changed(keys).astype(np.int64), firsts)
    values = held @ weights + _OCCURRENCE * counts
    page = owner[pieces] << POSITION_BITS | numbers[pieces]
    tops = _changes(page)
    best = np.flatnonzero(values == np.maximum.reduceat(values, tops)[_groups(page)])
    best = best[_changes(page[best])]
    worth = values[best] + _PAGE_SHARE * (np.logical_or.reduceat(held, tops) @ weights)
    order = np.lexsort((-worth, owner[pieces[best]]))
    piece = pieces[best][order]
    begins = firsts[tops]
    ends = np.append(begins[1:], len(keys))
    columns = (
        owner[piece],
        np.maximum(begins[order], at.searchsorted(piece - 1)),
        np.minimum(ends[order], at.searchsorted(piece + 1, side="right")),
        numbers[piece],
        starts[piece],
        np.add.reduceat(counts, tops)[order],
    )
    choices: list[list[_Choice]] = [[] for _ in sources]
    for doc, begin, end, *where in zip(*(column.tolist() for column in columns), strict=True):
        if len(choices[doc]) < size:
            held_by = at[begin:end]
            offsets = found.positions[begin:end] - first_positions[held_by]
            leaves = found.leaves[begin:end].tolist()
            near = list(zip(starts[held_by].tolist(), offsets.tolist(), leaves, strict=True))
            choices[doc].append(_Choice(near, *where))
    return choices


def _changed(numbers: Array) -> Array:
    """Which numbers differ from the one before; the first does."""
    changed = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=changed[1:])
    return changed


def _changes(numbers: Array) -> Array:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(_changed(numbers))


def _groups(numbers: Array) -> Array:
    """Which run of equal numbers each one belongs to."""
    return np.asarray(np.cumsum(_changed(numbers)) - 1)


def _pieces_at(pieces: Array, positions: Array) -> Array:
    """The piece each position stands in."""
    at: Array = np.maximum(pieces[2].searchsorted(positions, side="right") - 1, 0)
    return at
