"""Ligatures that arrive as control characters, put back as the letters they stand for.

Some programs set `ti` in Calibri as one sign and give it no meaning but its place in the font: `collectivité`
arrives with one control character for these two letters, and no search finds it. Which letters a sign stands
for is read from the document: French writes `on` after more than a quarter of all `ti`, and after no other
ligature; once those are back, the words they complete tell the rest.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

#: What fonts for reading draw as one sign; the commonest in French first.
LIGATURES = ("ti", "tt", "fi", "ff", "fl", "ft", "tti", "ffi")
#: Times a sign must occur before statistics speak.
_FEWEST = 8
_SHARE_BEFORE_ON = 0.25
#: Of the words that a sign stands in, the share that the right letters must turn into words seen elsewhere.
_KNOWN_SHARE = 0.5

#: Tab, line ends and pdfium's mark of a line-end hyphen are not among them.
_SIGN = r"[\x01\x03-\x08\x0e-\x1f]"
_LETTER = r"[^\W\d_]"
_SIGNED_WORD = re.compile(f"{_LETTER}*(?:{_SIGN}{_LETTER}+)+|{_LETTER}+{_SIGN}")
_ANY_SIGN = re.compile(_SIGN)
_WORD = re.compile(r"[^\W\d_]{3,}")


def mend_ligatures(texts: Sequence[str]) -> list[str]:
    """Return the texts of a document with the signs that can be told replaced; the others are left."""
    if not any(_ANY_SIGN.search(text) for text in texts):
        return list(texts)
    signed = Counter(word for text in texts for word in _SIGNED_WORD.findall(text))
    meanings = _by_what_follows(signed)
    known = set(_words(texts, meanings))
    for sign, words in _by_sign(signed).items():
        if sign not in meanings and (letters := _by_known_words(sign, words, known)):
            meanings[sign] = letters
    table = str.maketrans(meanings)
    return [_SIGNED_WORD.sub(lambda match: match.group().translate(table), text) for text in texts]


def _by_sign(signed: Mapping[str, int]) -> Mapping[str, list[str]]:
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word in signed:
        for sign in set(_ANY_SIGN.findall(word)):
            words[sign].append(word)
    return words


def _by_what_follows(signed: Mapping[str, int]) -> dict[str, str]:
    """The signs that must be `ti`."""
    total: Counter[str] = Counter()
    before_on: Counter[str] = Counter()
    for word, count in signed.items():
        for match in _ANY_SIGN.finditer(word):
            total[match.group()] += count
            before_on[match.group()] += count * word.startswith("on", match.end())
    return {
        sign: "ti"
        for sign in total
        if total[sign] >= _FEWEST and before_on[sign] > _SHARE_BEFORE_ON * total[sign]
    }


def _words(texts: Iterable[str], meanings: Mapping[str, str]) -> Iterable[str]:
    table = str.maketrans(dict(meanings))
    for text in texts:
        yield from _WORD.findall(text.translate(table).casefold())


def _by_known_words(sign: str, words: Sequence[str], known: set[str]) -> str:
    """The letters that make most of a sign's words known ones; empty when none does."""
    shares = {
        letters: sum(word.replace(sign, letters).casefold() in known for word in words) / len(words)
        for letters in LIGATURES
    }
    best = max(LIGATURES, key=lambda letters: shares[letters])
    return best if shares[best] >= _KNOWN_SHARE else ""
