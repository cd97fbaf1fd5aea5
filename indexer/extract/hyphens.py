"""Line-end hyphens: which mark a word cut in two, and which belong to a compound.

Typesetters cut `pro-⏎jet` and print `Poitou-⏎Charentes` alike. Wrongly kept, a hyphen hides a word from
search; wrongly dropped, it invents one. The document itself is the best witness: a word cut on one line
usually stands whole on another. Where it is silent, French spelling speaks: words are not cut before a vowel,
and some parts (`sous-`, `-même`) nearly always keep their hyphen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

#: What pdfium puts for a hyphen at the end of a line, having taken the line end away.
_PDFIUM_MARK = re.compile("[\ufffe\x02](?<=\\w.)(?:\r?\n)?(?=\\w)")
#: U+00AD is invisible by definition: wherever it stands it only marks where a word may be cut.
_SOFT_HYPHEN = re.compile("\u00ad(?:[ \t]*\r?\n[ \t]*)?")
_LINE_END = re.compile(r"[-‐‑](?<=[^\W_].)[ \t]*\r?\n[ \t]*(?=[^\W_])")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_HYPHEN = re.compile("[-‐‑]")
#: How far a word reaches around a hyphen; longer runs are no words.
_REACH = 80

_FIRST_LETTERS = re.compile(r"[^\W\d_]*")
_LAST_LETTERS = re.compile(r"[^\W\d_]*$")
_ADDRESS = re.compile(r"[/@_]|www\.|\.[a-z]|(?:-[^-]*){3}")

_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")
#: Parts that hold a hyphen after them.
_BEFORE = re.compile(
    "agro|beaux|celles?|celui|ceux|chef|compte|demi|garde|grands?|haut|hors|lès|non|nord|outre|petit|peut|plus|"
    "porte|pseudo|quasi|quelques?|rendez|sainte?|savoir|semi|socio|sous|sud|tiers|vice"
)
#: The same inside a compound only: `rez-de-chaussée`, `Saint-Pierre-et-Miquelon`, but `de-⏎mander`.
_BETWEEN = re.compile("aux?|de?|du|des|en|et|la?|les?|par|sur|à")
#: Parts that hold one before them: `elle-même`, `celui-ci`, `au-delà`, `convention-cadre`, `mi-février`.
_AFTER = re.compile(
    "cadre|ci|clés?|delà|dessous|dessus|là|mêmes?|pilotes?|rendus?|"
    "janvier|février|mars|mai|juin|juillet|septembre|novembre|décembre"
)
#: A part this long that the document also uses as a word of its own is one (`assurance-⏎chômage`).
_WORD_LENGTH = 4


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count a document's words, compounds by their neighbouring pairs, as evidence for `join_hyphens`.

    Words that a line end cuts are left out: they are the question. Costs nothing for a text without any.
    """
    texts = [_PDFIUM_MARK.sub("-\n", text) for text in texts]
    words: Counter[str] = Counter()
    if not any(_LINE_END.search(text) for text in texts):
        return words
    for text in texts:
        words.update(_COMPOUND.findall(_without_cut_words(text).casefold()))
    for compound, count in [item for item in words.items() if not item[0].isalpha()]:
        parts = _HYPHEN.split(compound)
        pairs = {"-".join(pair) for pair in pairwise(parts)} - {compound}
        for part in (*parts, *pairs):
            words[part] += count
    return words


def _without_cut_words(text: str) -> str:
    kept, done = [], 0
    for cut in _LINE_END.finditer(text):
        first, second = _tail(_before(cut)), _head(_after(cut))
        kept.append(text[done : cut.start() - len(first)])
        done = max(done, cut.end() + len(second))
    return " ".join([*kept, text[done:]])


def join_hyphens(text: str, words: Mapping[str, int]) -> str:
    """Join what line-end hyphens cut, keeping the hyphen of compounds; `words` is what `count_words` saw."""
    text = _PDFIUM_MARK.sub("-\n", _SOFT_HYPHEN.sub("", text))

    def join(cut: re.Match[str]) -> str:
        return "-" if _is_compound(_before(cut), _after(cut), words) else ""

    return _LINE_END.sub(join, text)


def _before(cut: re.Match[str]) -> str:
    """What stands before a hyphen, back to a space."""
    return re.split(r"\s", cut.string[max(0, cut.start() - _REACH) : cut.start()])[-1]


def _after(cut: re.Match[str]) -> str:
    """What stands after a line end, up to a space."""
    return re.split(r"\s", cut.string[cut.end() : cut.end() + _REACH], maxsplit=1)[0]


def _is_compound(before: str, after: str, words: Mapping[str, int]) -> bool:
    """Whether the hyphen between two pieces is the author's rather than the typesetter's."""
    first, second = _tail(before), _head(after)
    if not first or not second or _ADDRESS.search(f"{before}-{after}"):
        return True  # article R123-9, 2008-2020, an address
    part, other = first.casefold(), second.casefold()
    whole, hyphened = words.get(part + other, 0), words.get(f"{part}-{other}", 0)
    if whole != hyphened:
        return hyphened > whole
    if second[0].isupper() and not first.isupper():
        return True
    if "-" in before and _BETWEEN.fullmatch(part):
        return True
    return _looks_compound(part, other, words)


def _looks_compound(first: str, second: str, words: Mapping[str, int]) -> bool:
    if _BEFORE.fullmatch(first) or _AFTER.fullmatch(second) or second[0] in _VOWELS:
        return True
    return all(len(part) >= _WORD_LENGTH and words.get(part, 0) > 0 for part in (first, second))


def _tail(before: str) -> str:
    match = _LAST_LETTERS.search(before)
    return match.group() if match else ""


def _head(after: str) -> str:
    match = _FIRST_LETTERS.match(after)
    return match.group() if match else ""
