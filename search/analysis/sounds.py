"""Sounds: what a folded French word sounds like, roughly, to find the word somebody meant.

People misspell what they hear: « prioritère », « médiasion », « habitasion », « kartier ». Two words of one
sound are candidates for each other, whatever the letters between.
"""

import re
from functools import lru_cache

#: Letters → sign of their sound, in this order.
_SOUNDS = tuple(
    (re.compile(letters), sign)
    for letters, sign in (
        ("cc?(?:ue|eu)il", "k9il"),
        ("g(?:ue|eu)il", "g9il"),
        ("ph", "f"),
        ("(?:ch|sh)", "$"),
        ("h", ""),
        ("[ts]ion", "sion"),
        ("(?:qu|q|k|c(?=[aourlnmtcs]|$))", "k"),
        ("(?:sc(?=[eiy])|c(?=[eiy])|ss|z|x(?=i))", "s"),
        ("(?:g(?=[eiy])|j)", "j"),
        ("(?:eau|au|aux|eaux)", "o"),
        ("(?:ain|ein|in|im|yn|ym|aim)(?![aeiouy])", "1"),
        ("(?:an|am|en|em)(?![aeiouynm])", "2"),
        ("(?:ai|ei|ay|ey|oe)", "e"),
        ("y", "i"),
        ("ou", "u"),
        ("(?:er|ez|ee|es|ent|e|s|t|x|d)+$", ""),
        (r"(.)\1", r"\1"),
    )
)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Equal for words that a reader would say alike."""
    for letters, sign in _SOUNDS:
        word = letters.sub(sign, word)
    return word
