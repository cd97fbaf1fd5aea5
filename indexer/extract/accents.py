"""Accents drawn over letters, as old fonts of TeX have them, put back into the letters.

Such a font holds `e` and `´` but no `é`: the page shows `cohésion`, the file says `coh´esion`, and no search
finds it. The sign may stand before its letter or after it. Elsewhere the same signs serve as apostrophes
(« l´eau »), in texts that have accented letters as everybody, or set off code (« `arg` »): those pages are
left alone.
"""

import re
from unicodedata import normalize

#: Sign → the combining mark it stands for, and the letters that French sets it on.
_SIGNS = {
    "´": ("\u0301", "eE"),
    "`": ("\u0300", "aeuAEU"),
    "ˆ": ("\u0302", "aeiouıAEIOU"),
    "^": ("\u0302", "aeiouıAEIOU"),
    "¨": ("\u0308", "eiuyıEIUY"),
    "¸": ("\u0327", "cC"),
}
_BEFORE = re.compile("|".join(f"{re.escape(sign)} ?[{letters}]" for sign, (_, letters) in _SIGNS.items()))
_AFTER = re.compile("|".join(f"[{letters}]{re.escape(sign)}" for sign, (_, letters) in _SIGNS.items()))
_ANY_SIGN = re.compile("[´`ˆ¨¸]")
_OTHERS = re.compile("[´ˆ¨¸]")
#: Grave accents for each of the others, at most; French has many more acute ones.
_MOST_GRAVE = 2
_ACCENTED = re.compile("[àâçéèêëîïôùûüÀÂÇÉÈÊËÎÏÔÙÛÜ]")


def recomposed(text: str) -> str:
    """Put the accents of a page into its letters, where its font kept them apart."""
    if not _ANY_SIGN.search(text) or text.count("`") > _MOST_GRAVE * len(_OTHERS.findall(text)):
        return text
    before, after = len(_BEFORE.findall(text)), len(_AFTER.findall(text))
    if len(_ACCENTED.findall(text)) >= max(before, after):
        return text
    if before >= after:
        return _BEFORE.sub(lambda match: _composed(match[0][0], match[0][-1]), text)
    return _AFTER.sub(lambda match: _composed(match[0][1], match[0][0]), text)


def _composed(sign: str, letter: str) -> str:
    return normalize("NFC", ("i" if letter == "ı" else letter) + _SIGNS[sign][0])
