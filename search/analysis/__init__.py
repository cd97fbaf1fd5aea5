"""Analysis: how written French becomes the words an index holds and a query asks for.

In comes text as it stands in a document or as somebody typed it; out come folded words with their positions
and places in the text, and the family (stem) each word belongs to. Every engine uses this one analysis, so
that they agree on what matches. It imports nothing of the catalogue.

An index holds *exact* words, folded (no capitals, accents, ligatures); a query asks for the whole family of
a word and ranks the exact one first. Words of `STOP_WORDS` are not indexed but keep their position, so that
phrases hold.
"""

from search.analysis.chunks import find_chunks, iterate_chunks
from search.analysis.exceptions import (
    ABOUT,
    AUXILIARIES,
    CAPITALS,
    COMPOUND_PREFIXES,
    COMPOUNDS,
    DISTINCT,
    FREE_PREFIXES,
    HOLDINGS,
    PARTED,
    SMALL_NAMES,
    STOP_WORDS,
    TELLING_PREFIXES,
    WISHES,
)
from search.analysis.folding import fold
from search.analysis.sounds import sound
from search.analysis.stemming import stem
from search.analysis.surface import is_place, is_town
from search.analysis.words import (
    Chunk,
    Slot,
    Token,
    Word,
    constrains,
    read_chunk,
    read_slots,
    tokens,
)

#: Changes whenever the same text would be indexed as other words or the same word belong to another family.
ANALYSIS_VERSION = "11"

#: Stop words in a fixed order: not found by, but telling what stands beside a word.
LITTLE_WORDS = tuple(sorted(STOP_WORDS))

__all__ = [
    "ABOUT",
    "ANALYSIS_VERSION",
    "AUXILIARIES",
    "CAPITALS",
    "COMPOUNDS",
    "COMPOUND_PREFIXES",
    "DISTINCT",
    "FREE_PREFIXES",
    "HOLDINGS",
    "LITTLE_WORDS",
    "PARTED",
    "SMALL_NAMES",
    "STOP_WORDS",
    "TELLING_PREFIXES",
    "WISHES",
    "Chunk",
    "Slot",
    "Token",
    "Word",
    "constrains",
    "find_chunks",
    "fold",
    "is_place",
    "is_town",
    "iterate_chunks",
    "read_chunk",
    "read_slots",
    "sound",
    "stem",
    "tokens",
]
