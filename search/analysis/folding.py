"""Folding: one spelling for what a reader takes for the same letters."""

import unicodedata

#: What NFKD leaves whole although readers type two letters.
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "\u00ad": None})
#: The letters of nearly every French word, so that few are taken apart one by one.
_FRENCH = {**LIGATURES, **str.maketrans("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy")}


#: Arabic letters that hands write for one another at the end of a word, and the stroke that lengthens one.
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "\u0640": None})

#: é and è of old typesetting fonts, read as the letters that stand in their place.
_OLD_FONTS = str.maketrans("ØŁ", "éè")


def repaired(word: str) -> str:
    """A word with the accents lost in reading it: `´egalit´e`, `dØveloppement`, `dÃ©veloppement`."""
    if "Ã" in word:
        try:
            word = word.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return word
    if ("Ø" in word or "Ł" in word) and not word.isupper() and not word.istitle():
        word = word.translate(_OLD_FONTS)
    return word.replace("´", "")


def fold(text: str) -> str:
    """Lower case without accents, ligatures or compatibility forms: `Cœur` gives `coeur`, `ﬁ` gives `fi`."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_FRENCH)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed.translate(_ARABIC) if not unicodedata.combining(letter))
