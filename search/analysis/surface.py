"""Surfaces: what a word stands for as it is written, by its letters, capitals and accents.

Folding forgets capitals and accents; what they tell is asked here first (« Tours », « mûr », « XIIe »).
"""

import re
import unicodedata

from search.analysis.exceptions import ACCENTED_STOP_WORDS, ACCENTS, CAPITALS, PLACES, TOLD_BY_ACCENT, TOWNS
from search.analysis.folding import fold, repaired

_ACRONYM_LENGTHS = range(2, 7)
#: An ordinal in figures, Arabic or Roman (12e, 12ème, XIIe, 1er).
_ORDINAL = re.compile(r"(?:(\d{1,4})|([IVX]{1,6}))(?:ers?|[eè]?res?|i?[eè]mes?|nde?s?|es?|[°º])|2ds?")
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: Abbreviations that stand for a word wherever they are whole.
_ABBREVIATED = {"st": "saint", "ste": "sainte"}


def exact_of(part: str) -> str:
    """The word a part stands for: folded, ordinals in one form (`12e`)."""
    if ordinal := _ORDINAL.fullmatch(part):
        if part[1:2] == "d":
            return "2e"
        return f"{int(ordinal[1]) if ordinal[1] else _arabic(ordinal[2])}e"
    if part.lower() in TOLD_BY_ACCENT:
        return part.lower()
    exact = fold(part if part.isascii() else repaired(part))
    return _ABBREVIATED.get(exact, exact) if part.isascii() else exact


def _arabic(roman: str) -> int:
    """The value of a Roman number below forty."""
    values = [_ROMAN[sign] for sign in roman]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def is_own_word(surface: str) -> bool:
    """Whether a stop word is written as a word of its own.

    It is with an accent that no stop word bears (maïs, sûr, été), with capitals that announce a body or a
    point of the compass (CE, l'Est), with the capital of a town (Eu).
    """
    if surface.isascii():
        return surface in CAPITALS or is_place(surface)
    lowered = unicodedata.normalize("NFC", surface).lower()
    return lowered.isalpha() and lowered != fold(lowered) and lowered not in ACCENTED_STOP_WORDS


def is_place(surface: str) -> bool:
    """Whether a word with its capital is a town or département that is also a common word's form."""
    return surface[:1].isupper() and fold(surface) in PLACES


def is_town(surface: str) -> bool:
    """Whether a word with its capital may be one of the many communes that bear a common word's name.

    Less certain than `is_place`: it ranks, and keeps no other form of the word from answering.
    """
    return surface[:1].isupper() and not surface.isupper() and fold(surface) in TOWNS


def is_shouted(core: str) -> bool:
    """Whether a word's capitals make an acronym of it."""
    return core.isupper() and core.isalpha() and len(core) in _ACRONYM_LENGTHS


def name_of(core: str, parts: int) -> str | None:
    """The acronym or place that a chunk of one part names, or a word told by its accents; else None."""
    if parts != 1:
        return None
    if core.lower() in ACCENTS and not is_place(core):
        return core.lower()
    if is_shouted(core):
        return fold(core)
    return fold(core) if is_place(core) or is_town(core) else None
