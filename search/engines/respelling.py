"""Respelling: which words one may be typing or may have meant, of those an index holds; for any engine."""

import heapq
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import sound, stem, tokens

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


def nearest(word: str, known: Mapping[str, int]) -> str | None:
    """The known word one may have meant: what sounds the same first, the most frequent among equals.

    A word that sounds otherwise is no slip of a short word, nor one that begins with another letter:
    « sport » is not « port », « préfet » not « projet ».
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    slips = 1 if len(word) < _LONG else 2
    found = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=slips + 1, limit=40)
    heard = sound(word)
    kept = [
        (sound(other) != heard, distance, -known[other], other)
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
