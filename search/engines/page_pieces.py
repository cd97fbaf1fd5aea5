"""Pieces: a page's text in parts of a few hundred characters, whose places the index keeps.

A matched position leads to its page, to its piece there, and so to the chunk of text it was read from.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from search.analysis import iterate_chunks, read_chunk

#: A text is cut at the first space after so many characters; each piece's place is kept.
PIECE = 240
_PIECE = re.compile(rf"(?s).{{1,{PIECE}}}\S*")
#: A word of French letters alone.
_PLAIN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœ]+")
#: Pieces whose bounds are kept, about 1,500 bytes each: what people find is found again, by other words too.
_KEPT = 1 << 13


class _Bounds(NamedTuple):
    """Where each chunk of a piece begins and ends, in characters, and at which position it begins."""

    starts: Sequence[int]
    ends: Sequence[int]
    positions: Sequence[int]


def pieces_of(text: str) -> list[str]:
    """The pieces of a page, in reading order; together they are its text."""
    found: list[str] = _PIECE.findall(text)
    return found


def piece_at(text: str, start: int) -> str:
    """The piece of a page that begins at a character; nothing when the page does not go so far."""
    found = _PIECE.match(text, start)
    return found[0] if found else ""


def chunks_at(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """First and last (excluded) character of the chunk at each place, in order and each once.

    A place is the first character of a piece and a position counted from the piece's own. One that the text
    does not have is left out.
    """
    piece, last, bounds = -1, -1, _NONE
    for start, position in places:
        if start != piece:
            found = _PIECE.match(text, start)
            piece, last, bounds = start, -1, _bounds(found[0]) if found else _NONE
        number = bisect_right(bounds.positions, position) - 1
        if last != number < len(bounds.starts):
            last = number
            yield start + bounds.starts[number], start + bounds.ends[number]


@lru_cache(maxsize=_KEPT)
def _bounds(piece: str) -> _Bounds:
    found = list(iterate_chunks(piece))
    chunks = [chunk[0] for chunk in found]
    # Most are plain words, and take one position.
    spans = [1 if _PLAIN.fullmatch(each) else read_chunk(each).span for each in chunks]
    return _Bounds(
        array("I", [chunk.start() for chunk in found]),
        array("I", [chunk.end() for chunk in found]),
        array("I", accumulate(spans, initial=0)),
    )


_NONE = _bounds("")
