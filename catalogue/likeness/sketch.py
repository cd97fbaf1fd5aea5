"""Sketches: a text of any length as at most 128 numbers, from which two texts are compared.

A text is the set of its runs of five words (shingles); what two sets have in common, of all they hold
together, is their resemblance. It is estimated from the smallest hashes of each (A. Broder, « On the
resemblance and containment of documents », 1997), which for short texts is the exact figure; the standard
error is 3 % where it is 0.8.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

#: Changes when the same text gets other numbers; sketches made with another are made again.
SKETCH_VERSION = "2"
#: Words of a shingle: enough that two texts do not share one by chance.
SHINGLE = 5
#: Hashes kept of a text.
KEPT = 128
#: Among so many of the smallest there nearly always are as many different ones as are kept.
_FEW = 4 * KEPT
#: A text of fewer words says too little to be compared: a title page, a stamp on a scan.
FEWEST_WORDS = 20

_WORD = re.compile(r"[^\W_]+")
#: Odd constants of xxHash and SplitMix64, which spread what CRC leaves close together.
_SPREAD = np.uint64(0x9E3779B185EBCA87)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What is remembered of one text."""

    #: SHA-256 of its words: equal for the same text, however it is laid out.
    text: str
    #: The smallest hashes of its shingles, increasing, no more than KEPT.
    hashes: Hashes


def sketch_of(text: str) -> Sketch | None:
    """The sketch of a text; None when it has too few words to be compared."""
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return None
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
    return Sketch(digest, _smallest(_shingles(_numbers(words))))


def resemblance(one: Sketch, other: Sketch) -> float:
    """From 0, nothing in common, to 1, the same shingles."""
    together = np.union1d(one.hashes, other.hashes)[:KEPT]
    common = np.intersect1d(one.hashes, other.hashes, assume_unique=True)
    return float(np.isin(together, common, assume_unique=True).mean())


def _numbers(words: list[str]) -> Hashes:
    """A number for each word, the same on every machine and in every process."""
    known = {word: zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    return np.fromiter(map(known.__getitem__, words), np.uint64, len(words))


def _shingles(numbers: Hashes) -> Hashes:
    """A hash for each run of five words."""
    runs = len(numbers) - SHINGLE + 1
    hashes = np.zeros(runs, np.uint64)
    for place in range(SHINGLE):  # integers of a fixed size wrap round, which is what a hash wants
        hashes = hashes * _SPREAD + numbers[place : place + runs]
    for shift, factor in zip((np.uint64(30), np.uint64(27)), _MIX, strict=True):
        hashes = (hashes ^ (hashes >> shift)) * factor
    return hashes ^ (hashes >> np.uint64(31))


def _smallest(hashes: Hashes) -> Hashes:
    """Put in order few of those of a long text, unless these are too often the same."""
    if len(hashes) > _FEW:
        found = np.unique(np.partition(hashes, _FEW)[:_FEW])
        if len(found) >= KEPT:
            return found[:KEPT]
    return np.unique(hashes)[:KEPT]
