"""Chunks: one fast pass over a text, from characters to what stands between spaces and punctuation.

Inner apostrophes, hyphens and full stops are in a chunk (`l'égalité`, `co-éducation`, `C.U.C.S`), and so is
what is one number, date or reference though spaces stand in it. The pass itself is one regular expression;
what a chunk says is read by `words`.
"""

import re
from collections.abc import Iterator

_JOINERS = "'’ʼ.‐‑&-"
_CHUNK = re.compile(rf"[^\W_]+(?:[{_JOINERS}][^\W_]+)*")
#: Spaces that stand within numbers.
_SPACE = " \u00a0\u202f"
#: What is one chunk although spaces, slashes or parentheses stand in it; `search.analysis.figures` reads it.
#: It begins with one of few signs, so that looking for it costs little, and behind no letter or figure; the
#: last letter of an acronym with dots and the year behind it (`C.U.C.S. 2007`) are no reference.
_FIGURES = re.compile(
    rf"""[\dA-Z](?<![^\W_].)(?<!\d[.,/-].)(?<!\b[^\W\d_]\..)(?:
        (?<=\d)(?:
            \d(?:[{_SPACE}./-]\d{{2}}){{4}}(?!\d)
            |(?:(?<=3)|(?<=0)03)3[{_SPACE}.]?(?:\(0\)[{_SPACE}]?)?\d(?:[{_SPACE}.-]?\d{{2}}){{4}}(?!\d)
            |\d?/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?![\d/])
            |\d?/\d{{4}}(?![\d/])
            |\d{{0,2}}(?:[{_SPACE}.]\d{{3}})+(?:[{_SPACE}]\d{{5}})?(?![^\W_])
            |\d*(?:[.,]\d+)?[{_SPACE}]?(?:M|k|K|Md)€
            |\d?[°º](?![^\W_])
        )
        |(?<=[A-Z])(?:
            [A-Z]{{2}}[{_SPACE}/]?[A-Z][{_SPACE}/]?\d{{2}}[{_SPACE}/]?\d{{5}}[{_SPACE}/]?[A-Z](?![^\W_])
            |[A-Z][{_SPACE}]?\d{{3}}[{_SPACE}]\d{{2}}[{_SPACE}]?[A-Z](?![^\W_])
            |[A-Z]?\.?[{_SPACE}]?\*?[{_SPACE}]?(?:\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)|\d+(?:-\d+)*)(?![^\W_])
            |[A-Z]{{1,5}}\([a-z]{{1,3}}\)
        )
    )""",
    re.VERBOSE,
)
#: Chunks where the text holds signs that belong to a letter though `\w` leaves them out (combining accents,
#: vowels of Arabic and Hebrew, soft hyphens, an acute accent before its letter, `´egalit´e`, bytes read as
#: another encoding's, `dÃ©veloppement`), or apostrophes that `\w` takes for letters (ʼ and its like).
_MARK = "\u0300-\u036f\u00ad\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670"
_MODIFIER = "\u02b0-\u02ff"
_MISREAD = "Ã[\u00a0-\u00bf]"
_ACUTE = "´(?=[aeiouAEIOU])"
#: One letter, in whatever way a text writes it.
LETTER = rf"(?:{_MISREAD}|[^\W_{_MODIFIER}]|[{_MARK}]|{_ACUTE})"
_MARKED_CHUNK = re.compile(rf"{LETTER}+(?:[{_JOINERS}]{LETTER}+)*")
_MARKED = re.compile(f"[{_MARK}{_MODIFIER}Ã´]")
#: Compounds of a stop word that a text writes in two words, behind what only a noun follows; and the signs by
#: which to know at little cost whether there may be one.
_PARTED = re.compile(
    r"\b(?:(?:le|du|au|de|un|son|leur|ce|notre|votre|et) (?:bien|mal)|Bien|Mal|[Ss]avoir|[Rr]endez)"
    r" (?:être|vous)\b"
)
_PARTED_SIGNS = ("ien être", "al être", "avoir être", "endez vous")


def find_chunks(text: str) -> list[str]:
    """All chunks of a text, in order."""
    chunk = _MARKED_CHUNK if _is_marked(text) else _CHUNK
    text = _with_hyphens(text)
    found: list[str] = []
    last = 0
    for figures in _FIGURES.finditer(text):
        found += chunk.findall(text, last, figures.start())
        found.append(figures[0])
        last = figures.end()
    return found + chunk.findall(text, last) if last else chunk.findall(text)


def iterate_chunks(text: str) -> Iterator[re.Match[str]]:
    """The matches of all chunks of a text, in order, for whoever needs their places."""
    chunk = _MARKED_CHUNK if _is_marked(text) else _CHUNK
    text = _with_hyphens(text)
    last = 0
    for figures in _FIGURES.finditer(text):
        yield from chunk.finditer(text, last, figures.start())
        yield figures
        last = figures.end()
    yield from chunk.finditer(text, last)


def _with_hyphens(text: str) -> str:
    """The text, as long as it was, with hyphens in compounds written in two words (« le bien être »)."""
    if not any(sign in text for sign in _PARTED_SIGNS):
        return text
    return _PARTED.sub(lambda found: found[0].rpartition(" ")[0] + "-" + found[0].rpartition(" ")[2], text)


def _is_marked(text: str) -> bool:
    return not text.isascii() and _MARKED.search(text) is not None
