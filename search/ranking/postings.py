"""Postings of one segment as arrays: which word stands where in which document, field by field.

All fields of a segment share one sorted lexicon. Words are grouped by family (stem), so that a query for a
word finds all its forms without the index holding any word twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.analysis import stem
from search.ranking.arrays import Array


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """One field: for each word its documents, for each of these its positions."""

    #: `(words + 1,) uint32`: word → where its postings begin.
    starts: Array
    #: `(postings,) int32`: document of each, growing within a word.
    docs: Array
    #: `(postings + 1,) uint32`: posting → where its positions begin. Frequencies are the differences.
    places: Array
    #: `(n,) uint16 or uint32`: positions in the field, growing within a posting.
    positions: Array
    #: `(n,) uint8`: code of the little word right before each of these, 0 for none.
    little: Array
    #: `(documents,) uint8`: words of each in this field, in Whoosh's one-byte form.
    lengths: Array

    def frequencies(self, begin: int, end: int) -> Array:
        """How often the word stands in each document, for a range of postings."""
        return gaps(self.places[begin : end + 1])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sorted words (UTF-8) and their families."""

    #: `(words,) S`.
    words: Array
    #: `(families,) S`: sorted stems; family f holds the words `members[bounds[f]:bounds[f + 1]]`.
    families: Array
    #: `(families + 1,) uint32`.
    bounds: Array
    #: `(words,) uint32`: numbers of words.
    members: Array

    def word(self, exact: str) -> int | None:
        """Number of a word, None when no document holds it."""
        return _find(self.words, exact.encode())

    def family(self, name: str) -> Array:
        """Numbers of all words of a family."""
        found = _find(self.families, name.encode())
        return (
            self.members[:0] if found is None else self.members[self.bounds[found] : self.bounds[found + 1]]
        )

    def starting(self, prefix: str) -> tuple[int, int]:
        """First and last (excluded) number of the words that begin so."""
        encoded = prefix.encode()
        # No UTF-8 text holds the byte 0xff, so it closes the range.
        return int(np.searchsorted(self.words, encoded)), int(np.searchsorted(self.words, encoded + b"\xff"))


def numbers_among(held: Array, wanted: Array) -> Array:
    """`(n,) intp`: where each of some words (`(n,) S`) stands among sorted ones, -1 where it does not."""
    if not len(held) or not len(wanted):
        return np.full(len(wanted), -1)
    room = held.itemsize
    # Longer ones would have all words made anew, as long as they are.
    longer = wanted.view(np.uint8).reshape(len(wanted), -1)[:, room:].any(axis=1)
    short = wanted.astype(held.dtype)
    numbers = held.searchsorted(short)
    return np.where((held.take(numbers, mode="clip") == short) & ~longer, numbers, -1)


def _find(words: Array, wanted: bytes) -> int | None:
    if len(wanted) > words.itemsize:
        return None  # and looking for it would have all words made anew, as long as it is
    at = int(np.searchsorted(words, wanted))
    return at if at < len(words) and words[at] == wanted else None


def lexicon_of(words: Array) -> Lexicon:
    """Group sorted words by family."""
    names = np.array([stem(word.decode()).encode() for word in words.tolist()] or [b""], dtype=bytes)
    families, family_of = np.unique(names[: len(words)], return_inverse=True)
    members = np.argsort(family_of, kind="stable").astype(np.uint32)
    bounds = np.searchsorted(family_of[members], np.arange(len(families) + 1)).astype(np.uint32)
    return Lexicon(words, families, bounds, members)


def field_postings(
    words: Array, docs: Array, positions: Array, little: Array, size: int, lengths: Array
) -> FieldPostings:
    """Group occurrences (word, document, position, little word before), in reading order, into postings."""
    order = order_of(words)
    words, docs, positions = words[order], docs[order], positions[order]
    first = np.ones(len(words), dtype=bool)
    first[1:] = (words[1:] != words[:-1]) | (docs[1:] != docs[:-1])
    places = np.flatnonzero(first)
    starts = np.searchsorted(words[places], np.arange(size + 1))
    return FieldPostings(
        starts.astype(np.uint32),
        docs[places].astype(np.int32),
        np.append(places, len(words)).astype(np.uint32),
        narrow(positions),
        little[order].astype(np.uint8),
        lengths,
    )


def merge_fields(
    parts: Sequence[tuple[FieldPostings, Array, Array]], size: int, lengths: Array
) -> FieldPostings:
    """Postings of several segments as one.

    Each part comes with its words' numbers in the new lexicon (of `size` words) and its documents' new
    numbers, -1 for those left out; new document numbers grow from part to part.
    """
    words, docs, counts, positions, little = [], [], [], [], []
    for part, words_to, docs_to in parts:
        at = docs_to[part.docs]
        kept = at >= 0
        frequency = gaps(part.places)
        words.append(np.repeat(words_to, gaps(part.starts))[kept])
        docs.append(at[kept])
        counts.append(frequency[kept])
        occurs = np.repeat(kept, frequency)
        positions.append(part.positions[occurs].astype(np.uint32))
        little.append(part.little[occurs])
    word, count = np.concatenate(words), np.concatenate(counts)
    order = order_of(word)
    moved = runs(bounds_of(count)[:-1][order], count[order])
    return FieldPostings(
        np.searchsorted(word[order], np.arange(size + 1)).astype(np.uint32),
        np.concatenate(docs)[order].astype(np.int32),
        bounds_of(count[order]).astype(np.uint32),
        narrow(np.concatenate(positions)[moved]),
        np.concatenate(little)[moved],
        lengths,
    )


def order_of(numbers: Array) -> Array:
    """Stable sorting order of small non-negative numbers: two passes of numpy's 16-bit radix sort."""
    low = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    if not len(numbers) or int(numbers.max()) <= 0xFFFF:
        return low
    return low[np.argsort((numbers >> 16).astype(np.uint16)[low], kind="stable")]


def runs(begins: Array, counts: Array) -> Array:
    """The numbers of all runs one after the other: begins[0], begins[0] + 1, … of `counts[0]`, and so on."""
    ends = counts.cumsum()
    shift = begins - ends + counts
    numbers: Array = shift.repeat(counts)
    numbers += np.arange(len(numbers))
    return numbers


def gaps(bounds: Array) -> Array:
    """How long each run is: the inverse of `bounds_of`."""
    return np.subtract(bounds[1:], bounds[:-1], dtype=np.int64)


def bounds_of(counts: Array) -> Array:
    """Where each run begins, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(counts)))


def narrow(numbers: Array) -> Array:
    """The smallest unsigned type that holds the numbers: positions of most segments fit in two bytes."""
    fits = not len(numbers) or int(numbers.max()) < 1 << 16
    return numbers.astype(np.uint16 if fits else np.uint32)


def pack_postings(lexicon: Lexicon, fields: Mapping[str, FieldPostings]) -> dict[str, Array]:
    """The arrays to write, by name."""
    packed = {f"lexicon.{name}": getattr(lexicon, name) for name in Lexicon.__slots__}
    for name, field in fields.items():
        packed |= {f"field.{name}.{part}": getattr(field, part) for part in FieldPostings.__slots__}
    return packed


def unpack_postings(
    arrays: Mapping[str, Array], names: Sequence[str]
) -> tuple[Lexicon, dict[str, FieldPostings]]:
    """The inverse of `pack_postings`; raises KeyError when an array is missing."""
    lexicon = Lexicon(*(arrays[f"lexicon.{name}"] for name in Lexicon.__slots__))
    fields = {
        name: FieldPostings(*(arrays[f"field.{name}.{part}"] for part in FieldPostings.__slots__))
        for name in names
    }
    return lexicon, fields
