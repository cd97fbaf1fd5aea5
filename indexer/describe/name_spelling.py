"""Whether a passage writes a name: its capitals and accents, in one paragraph, in no longer name.

Towns are asked for by folded words, which « ville » and « Villé » share; here the letters themselves are
compared. Streets and newspapers write names otherwise than lists do (« St-Denis », « Cinor »).
"""

import re

from indexer.describe.folded_text import WORD, Passage, fold
from indexer.describe.listed_names import ARTICLES

_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
#: The same as they stand in normal text, where `stes` has lost its `s`.
_ABBREVIATED = ("st", "ste", "sts")
#: What joins a name to a longer one, but for a part of the town: « le Petit-Nanterre », « Lille-Sud ».
_JOINED_BEFORE = re.compile(r"(?<!(?<!\w)Petit)(?<!(?<!\w)Vieux)-$|[_@.]$")
_JOINED_AFTER = re.compile(r"[-_](?!(?:Nord|Sud|Est|Ouest|Centre|Ville)(?![\w-]))(?=[^\W\d_])")
#: Letters of the longest word that linking words and abbreviations have.
LETTERS = 3


def spelt_out(passage: Passage) -> list[str]:
    """The folded words of a passage as lists spell them: « St-Denis » as Saint-Denis is listed."""
    words = passage.folded_words
    if any(f" {each} " in passage.normal for each in _ABBREVIATED):
        words = [_ABBREVIATIONS.get(word, word) for word in words]
    return [word.replace("œ", "oe") for word in words] if "œ" in passage.text else words


def is_written(name: str, passage: Passage, number: int, length: int) -> bool:
    """Whether the words bear the name's capitals and stand in one paragraph, not in a longer name."""
    start, end = passage.span(number, length)
    text = passage.text
    if _JOINED_BEFORE.search(text, max(0, start - 8), start) or _JOINED_AFTER.match(text, end):
        return False
    models = WORD.findall(name)
    # Of a name of several words nobody thinks of another when an accent is missing: « Rémire-Montjoly ».
    accents = sum(len(model) > LETTERS for model in models) < 2
    for place, model in enumerate(models):
        low, high = passage.span(number + place, 1)
        article = place == 0 and model.lower() in ARTICLES
        if not article and not _same_letters(model, text[low:high], accents=accents):
            return False
        if place and "\n\n" in text[passage.span(number + place - 1, 1)[1] : low]:
            return False
    return True


def _same_letters(model: str, written: str, *, accents: bool) -> bool:
    """Capitals where the name has them, and its accents, but on capitals: `Ville` is not Villé."""
    if written.isupper() or written.lower() in _ABBREVIATIONS:
        return written[0].isupper() or not model[0].isupper()
    if model.isupper() and len(model) > LETTERS:  # « Cinor », as newspapers print acronyms
        return written.istitle()
    small = [each[1:].lower().replace("œ", "oe") for each in (model, written)]
    if not accents:
        small = [fold(each) for each in small]
    return written[0].isupper() >= model[0].isupper() and small[0] == small[1]
