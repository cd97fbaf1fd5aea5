"""Pieces: a page's text in parts of a few hundred characters, whose places the index keeps.

A matched position leads to its page, to its piece there, and so to the chunk of text it was read from.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from search.analysis import iterate_chunks, read_chunk

#: A text is cut at the first space after so many characters; each piece's place is kept.
PIECE = 240
_PIECE = re.compile(rf"(?s).{{1,{PIECE}}}\S*")
#: A word of French letters alone.
_PLAIN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœ]+")


def pieces_of(text: str) -> list[str]:
    """The pieces of a page, in reading order; together they are its text."""
    found: list[str] = _PIECE.findall(text)
    return found


def piece_at(text: str, start: int) -> str:
    """The piece of a page that begins at a character; nothing when the page does not go so far."""
    found = _PIECE.match(text, start)
    return found[0] if found else ""


class Found(NamedTuple):
    """A chunk of a page at which something was found."""

    #: First and last (excluded) character.
    first: int
    last: int
    #: What was found there, as its places say.
    leaves: list[int]


def chunks_at(text: str, places: Iterable[tuple[int, int, int]]) -> list[Found]:
    """The chunk at each place, in order and each once.

    A place is the first character of a piece, a position counted from the piece's own, and what was found
    there; those of a piece come in order, and it is read no further than the last of them. One that the text
    does not have is left out.
    """
    found: list[Found] = []
    piece, passed, chunks = -1, 0, iterate_chunks("")
    for start, position, leaf in places:
        if start != piece:
            piece, passed, chunks = start, 0, iterate_chunks(piece_at(text, start))
        if position < passed:  # in the chunk before it
            found[-1].leaves.append(leaf)
            continue
        for chunk in chunks:
            passed += _span(chunk[0])
            if position < passed:
                found.append(Found(start + chunk.start(), start + chunk.end(), [leaf]))
                break
    return found


def _span(chunk: str) -> int:
    """How many positions a chunk takes: most are plain words, and take one."""
    if (chunk.isascii() and chunk.isalpha()) or _PLAIN.fullmatch(chunk):
        return 1
    return read_chunk(chunk).span
