"""Respelling: which words one may be typing or may have meant, of those an index holds; for any engine."""

import heapq
import string
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import sound, stem, tokens
from search.ranking.arrays import Array

#: Letters from which on two slips are forgiven instead of one.
_LONG = 6
#: From which on two are forgiven to a word that sounds otherwise.
_LONGER = 9
#: Shorter words have too many neighbours to guess.
_SHORTEST = 4


class Entry(NamedTuple):
    """One folded word of an index and how many visible documents hold it, in the field where it has most."""

    word: str
    documents: int


def most_frequent(found: list[Entry], size: int) -> list[Entry]:
    """The most frequent words, one form of each family, the shorter among equals."""
    families: dict[str, Entry] = {}
    for entry in heapq.nlargest(
        size * 4, found, key=lambda each: (each.documents, -len(each.word), each.word)
    ):
        families.setdefault(stem(entry.word), entry)
    return list(families.values())[:size]


class Known:
    """The words of an index and how many visible documents hold each; made once for many questions.

    Slips change few letters, and letters are compared for all words at once, in a fraction of the time that
    words take: so only the few that may be near are compared as words.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._words = list(counts)
        self._letters = letters_of(self._words)

    def within(self, word: str, slips: int) -> list[str]:
        """The words that may be so many slips away from one, and some others, in the order they came in."""
        own = np.uint64(_letters(word))
        near = np.bitwise_count(self._letters & ~own) <= slips
        near &= np.bitwise_count(own & ~self._letters) <= slips
        return [self._words[number] for number in np.flatnonzero(near).tolist()]


def letters_of(words: Sequence[str]) -> Array:
    """`(n,) uint64`: which letters from a to z each word holds, and which of these twice or more.

    Words that are so many slips away from each other lack at most as many of the other's.
    """
    text = np.frombuffer("\n".join([*words, ""]).encode(), np.uint8)
    owners = np.cumsum(text == ord("\n"))
    found = np.zeros(len(words), np.uint64)
    for number, letter in enumerate(string.ascii_lowercase):
        counts = np.bincount(owners[text == ord(letter)], minlength=len(words))
        found |= (counts > 0).astype(np.uint64) << np.uint64(number)
        found |= (counts > 1).astype(np.uint64) << np.uint64(number + len(string.ascii_lowercase))
    return found


def _letters(word: str) -> int:
    """The same of one word."""
    once = sum(1 << at for at, letter in enumerate(string.ascii_lowercase) if letter in word)
    twice = sum(1 << at for at, letter in enumerate(string.ascii_lowercase) if word.count(letter) > 1)
    return once | twice << len(string.ascii_lowercase)


def nearest(word: str, known: Known) -> str | None:
    """The known word one may have meant: what sounds the same first, the most frequent among equals.

    A word that sounds otherwise is no slip of a short word, nor one that begins with another letter:
    « sport » is not « port », « préfet » not « projet ».
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    slips = 1 if len(word) < _LONG else 2
    near = known.within(word, slips + 1)
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips + 1, limit=40)
    heard = sound(word)
    kept = [
        (sound(other) != heard, distance, -known.counts[other], other)
        for other, distance, _ in found
        if sound(other) == heard
        or (other[0] == word[0] and distance <= (1 if len(word) < _LONGER else slips) and len(word) >= _LONG)
    ]
    return min(kept)[3] if kept else None


def halves(word: str) -> list[tuple[str, str]]:
    """The two words that one may be, typed without the space between them; little words are no halves."""
    if not word.isalpha():
        return []
    return [(word[:at], word[at:]) for at in range(_SHORTEST, len(word) - _SHORTEST + 1)]


def parted(word: str, known: Mapping[str, int]) -> str | None:
    """The two known words that one is made of, with a space; of several pairs the most frequent."""
    found = [pair for pair in halves(word) if pair[0] in known and pair[1] in known]
    best = max(found, key=lambda pair: (min(known[each] for each in pair), pair), default=None)
    return " ".join(best) if best else None


def replaced(text: str, surfaces: Mapping[str, str]) -> str:
    """A text as typed, with some words (folded) written otherwise."""
    for token in reversed(list(tokens(text))):
        if token.exact in surfaces:
            text = text[: token.start] + surfaces[token.exact] + text[token.end :]
    return text
