"""Folding: one spelling for what a reader takes for the same letters."""

import unicodedata

#: What NFKD leaves whole although readers type two letters.
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "\u00ad": None})
#: The letters of nearly every French word, so that few are taken apart one by one.
_FRENCH = {**LIGATURES, **str.maketrans("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy")}


def fold(text: str) -> str:
    """Lower case without accents, ligatures or compatibility forms: `Cœur` gives `coeur`, `ﬁ` gives `fi`."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_FRENCH)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
