"""Words: one fast pass over a text, from characters to folded words with positions.

A *chunk* is what stands between spaces and punctuation, inner apostrophes, hyphens and full stops included
(`l'égalité`, `co-éducation`, `C.U.C.S`). Texts repeat chunks endlessly, so a chunk is read once and
remembered; the pass itself is one regular expression.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.exceptions import ACCENTED, CLITICS, ELIDED, PLACES, QUESTION_WORDS, STOP_WORDS
from search.analysis.folding import fold

_JOINERS = "'’ʼ.‐‑&-"
_CHUNK = re.compile(rf"[^\W_]+(?:[{_JOINERS}][^\W_]+)*")
#: The same where the text holds combining accents or soft hyphens, which `\w` leaves out.
_MARK = "\u0300-\u036f\u00ad"
_LETTER = rf"(?:[^\W_]|[{_MARK}])"
_MARKED_CHUNK = re.compile(rf"{_LETTER}+(?:[{_JOINERS}]{_LETTER}+)*")
_MARKED = re.compile(rf"[{_MARK}]")
_PART = re.compile(rf"{_LETTER}+")
_ELISION = re.compile(r"([^\W\d_]+)['’ʼ](?=.)")
_ACRONYM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
#: Longer words are noise (addresses, data) and are cut; an index need not hold them whole.
MAX_LENGTH = 40
#: Longer runs of joined parts are read as separate words.
_MAX_PARTS = 6
_ACRONYM_LENGTHS = range(2, 7)
#: An ordinal in figures, Arabic or Roman (12e, 12ème, XIIe, 1er).
_ORDINAL = re.compile(r"(?:(\d{1,4})|([IVX]{1,6}))(?:ers?|[eè]res?|i?[eè]mes?|nde?s?|es?)")
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: Abbreviations that stand for a word wherever they are whole.
_ABBREVIATED = {"st": "saint", "ste": "sainte"}


class Word(NamedTuple):
    """One folded word of a chunk."""

    exact: str
    #: Positions after the chunk's own.
    offset: int
    #: Characters of the chunk it was read from.
    start: int
    end: int
    #: The little word right before it in the chunk (`l'eau`: `l`), empty when there is none.
    before: str = ""


class Chunk(NamedTuple):
    """What one chunk holds."""

    #: Its words without stop words, in order of offset.
    parts: tuple[Word, ...]
    #: The compound written as one word (`coeducation`), at the first part's position.
    whole: Word | None
    #: How many positions it takes, stop words included.
    span: int
    #: Folded acronym or place when its capitals say it is one.
    name: str | None
    #: Its little words (stop words), elided ones included, in order.
    little: tuple[str, ...] = ()
    #: The little word it ends with, empty when it ends otherwise.
    last: str = ""


class Token(NamedTuple):
    """One word of a text: where it stands among words and among characters."""

    exact: str
    position: int
    start: int
    end: int


def find_chunks(text: str) -> list[str]:
    """All chunks of a text, in order."""
    return (_MARKED_CHUNK if _is_marked(text) else _CHUNK).findall(text)


def iterate_chunks(text: str) -> Iterator[re.Match[str]]:
    """The matches of all chunks of a text, in order, for whoever needs their places."""
    return (_MARKED_CHUNK if _is_marked(text) else _CHUNK).finditer(text)


def tokens(text: str, position: int = 0) -> Iterator[Token]:
    """All indexed words of a text, compounds after their parts; `position` is that of the first word."""
    for match in iterate_chunks(text):
        chunk = read_chunk(match[0])
        at = match.start()
        for word in (*chunk.parts, chunk.whole) if chunk.whole else chunk.parts:
            yield Token(word.exact, position + word.offset, at + word.start, at + word.end)
        position += chunk.span


def constrains(exact: str) -> bool:
    """Whether a word narrows a query even beside others; words that open a question do not."""
    return exact not in QUESTION_WORDS


def is_place(surface: str) -> bool:
    """Whether a word with its capital is a town or département that is also a common word's form."""
    return surface[:1].isupper() and fold(surface) in PLACES


@lru_cache(maxsize=1 << 17)
def read_chunk(chunk: str) -> Chunk:
    """The words of one chunk."""
    elided = _elided(chunk)
    start = sum(len(each) + 1 for each in elided)
    core = chunk[start:]
    little = [exact for each in elided if (exact := fold(each)) in STOP_WORDS]
    before = little[-1] if little else ""
    if _ACRONYM.fullmatch(core):
        exact = fold(core.replace(".", ""))
        return Chunk((Word(exact, 0, start, len(chunk), before),), None, 1, exact, tuple(little))
    found = [(_exact(match[0]), start + match.start(), start + match.end()) for match in _PART.finditer(core)]
    found = _without_clitics([each for each in found if each[0]])
    parts: list[Word] = []
    for offset, (exact, first, end) in enumerate(found):
        if exact not in STOP_WORDS or chunk[first:end].lower() in ACCENTED:
            parts.append(Word(exact[:MAX_LENGTH], offset, first, end, before))
            before = ""
        else:
            little.append(before := exact)
    return Chunk(
        tuple(parts),
        _whole(core, found, parts),
        len(found),
        _name(core, len(found)),
        tuple(little),
        before,
    )


def _exact(part: str) -> str:
    """The word a part stands for: folded, ordinals in one form (`12e`)."""
    if ordinal := _ORDINAL.fullmatch(part):
        return f"{int(ordinal[1]) if ordinal[1] else _arabic(ordinal[2])}e"
    exact = fold(part)
    return _ABBREVIATED.get(exact, exact) if part.isascii() else exact


def _arabic(roman: str) -> int:
    """The value of a Roman number below forty."""
    values = [_ROMAN[sign] for sign in roman]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def _is_marked(text: str) -> bool:
    return not text.isascii() and _MARKED.search(text) is not None


def _elided(chunk: str) -> list[str]:
    """The articles and pronouns dropped at its beginning (`qu'aujourd'hui`: `qu`)."""
    found: list[str] = []
    start = 0
    while match := _ELISION.match(chunk, start):
        if fold(match[1]) not in ELIDED:
            break
        found.append(match[1])
        start = match.end()
    return found


def _without_clitics(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """A verb without the pronouns that follow it (`doit-on`, `a-t-il`)."""
    while len(found) > 1 and found[-1][0] in CLITICS:
        found = found[:-1]
    return found


def _whole(core: str, found: list[tuple[str, int, int]], parts: list[Word]) -> Word | None:
    """The compound as one word, when its parts are joined by hyphens or apostrophes and none is a number."""
    if not 1 < len(found) <= _MAX_PARTS or "." in core or not all(exact.isalpha() for exact, _, _ in found):
        return None
    before = parts[0].before if parts and not parts[0].offset else ""
    return Word("".join(exact for exact, _, _ in found)[:MAX_LENGTH], 0, found[0][1], found[-1][2], before)


def _name(core: str, parts: int) -> str | None:
    if parts != 1:
        return None
    if core.isupper() and core.isalpha() and len(core) in _ACRONYM_LENGTHS:
        return fold(core)
    return fold(core) if is_place(core) else None
