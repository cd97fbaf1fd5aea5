"""Words: what the chunks of a text say, folded, with positions.

Texts repeat chunks endlessly, so a chunk (`chunks`) is read once and remembered.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.chunks import LETTER, iterate_chunks
from search.analysis.exceptions import (
    ACCENTS,
    CLITICS,
    COMPOUNDS,
    DISTINCT,
    ELIDED,
    QUESTION_WORDS,
    STOP_WORDS,
)
from search.analysis.figures import Figures, read_figures
from search.analysis.folding import fold
from search.analysis.surface import exact_of, is_own_word, is_shouted, name_of

_APOSTROPHES = frozenset("'’ʼ´")
#: What may be read otherwise than letter by letter.
_HAS_FIGURES = re.compile(r"[\d )]")
_PART = re.compile(rf"{LETTER}+")
_SMALL_LETTERS = re.compile("[a-zà-öø-ÿœ]+")
_ELISION = re.compile(r"([^\W\d_\u02b0-\u02ff]+)['’ʼ´](?=.)")
_ACRONYM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
#: Longer words are noise (addresses, data) and are cut; an index need not hold them whole.
MAX_LENGTH = 40
#: Longer runs of joined parts are read as separate words.
_MAX_PARTS = 6


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
    #: The compound or number written as one word (`coeducation`, `1500`), at the first part's position.
    whole: Word | None
    #: How many positions it takes, stop words included.
    span: int
    #: Folded acronym or place when its capitals say it is one; with its accents, a word that these tell from
    #: another (mûr, jeûne).
    name: str | None
    #: Its little words (stop words), elided ones included, in order.
    little: tuple[str, ...] = ()
    #: The little word it ends with, empty when it ends otherwise.
    last: str = ""
    #: Words by which it is found too, that nobody asks for when typing it.
    also: tuple[Word, ...] = ()
    #: Offsets of the words behind its elided little words, which take no position.
    elided: tuple[int, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All that an index holds of it, parts first."""
        return (*self.parts, *((self.whole,) if self.whole else ()), *self.also)


class Slot(NamedTuple):
    """One place of a chunk as it is said, little words included."""

    #: All that an index holds there.
    words: tuple[Word, ...]
    #: The little word that stands there, empty where a word of its own does.
    little: str
    #: Whether it takes a position; what is elided takes none.
    placed: bool

    def says(self, exact: str, *, little: bool) -> bool:
        """Whether a word stands there; what is asked for as a little one may be a word of its own (SON)."""
        return (little and self.little == exact) or any(word.exact == exact for word in self.words)


class Token(NamedTuple):
    """One word of a text: where it stands among words and among characters."""

    exact: str
    position: int
    start: int
    end: int


def tokens(text: str, position: int = 0) -> Iterator[Token]:
    """All indexed words of a text, compounds after their parts; `position` is that of the first word."""
    for match in iterate_chunks(text):
        chunk = read_chunk(match[0])
        at = match.start()
        for word in chunk.words:
            yield Token(word.exact, position + word.offset, at + word.start, at + word.end)
        position += chunk.span


def constrains(exact: str) -> bool:
    """Whether a word narrows a query even beside others; words that open a question do not."""
    return exact not in QUESTION_WORDS


@lru_cache(maxsize=1 << 17)
def read_chunk(chunk: str) -> Chunk:
    """The words of one chunk."""
    return _of_small_letters(chunk) if _SMALL_LETTERS.fullmatch(chunk) else _of_any_signs(chunk)


def _of_any_signs(chunk: str) -> Chunk:
    """The same, whatever signs it is made of."""
    figures = read_figures(chunk) if _HAS_FIGURES.search(chunk) else None
    if figures is not None:
        return _of_figures(chunk, figures)
    elided = _elided(chunk)
    start = sum(len(each) + 1 for each in elided)
    core = chunk[start:]
    little = [exact for each in elided if (exact := fold(each)) in STOP_WORDS]
    unplaced = [0] * len(little)
    before = little[-1] if little else ""
    if _ACRONYM.fullmatch(core):
        exact = fold(core.replace(".", ""))
        word = Word(exact, 0, start, len(chunk), before)
        return Chunk((word,), None, 1, exact, tuple(little), elided=tuple(unplaced))
    found = [
        (exact_of(match[0]), start + match.start(), start + match.end()) for match in _PART.finditer(core)
    ]
    every = [each for each in found if each[0]]
    found = _without_clitics(every)
    parts: list[Word] = []
    offset = 0
    for exact, first, end in found:
        if exact not in STOP_WORDS or (len(found) == len(every) and is_own_word(chunk[first:end])):
            parts.append(Word(exact[:MAX_LENGTH], offset, first, end, before))
            before = ""
        else:
            little.append(before := exact)
            if _is_elided(chunk, exact, end):
                unplaced.append(offset)
                continue
        offset += 1
    return Chunk(
        tuple(parts),
        _whole(core, found, parts),
        offset,
        name_of(core, len(found)),
        tuple(little),
        before,
        _also(chunk, parts, elided, found),
        tuple(unplaced),
    )


@lru_cache(maxsize=1 << 16)
def read_slots(chunk: str) -> tuple[Slot, ...]:
    """All that one chunk says, in order, little words included: what exact phrases are compared with."""
    read = read_chunk(chunk)
    own = {part.offset for part in read.parts}
    little = iter(read.little)
    slots: list[Slot] = []
    for offset in range(read.span):
        slots += [Slot((), next(little), placed=False) for _ in range(read.elided.count(offset))]
        words = tuple(word for word in read.words if word.offset == offset)
        slots.append(Slot(words, "" if offset in own else next(little), placed=True))
    return tuple(slots)


def _of_small_letters(chunk: str) -> Chunk:
    """The same of what most chunks are: one word, no acronym, number or compound, with nothing elided."""
    exact, name = exact_of(chunk), chunk if chunk in ACCENTS else None
    if exact in STOP_WORDS and not is_own_word(chunk):
        return Chunk((), None, 1, name, (exact,), exact)
    return Chunk((Word(exact[:MAX_LENGTH], 0, 0, len(chunk)),), None, 1, name)


def _of_figures(chunk: str, figures: Figures) -> Chunk:
    """A number, a date or a reference: its parts, and the whole without what separates them."""
    parts: list[Word] = []
    little: list[str] = []
    for offset, exact in enumerate(figures.parts):
        if exact in STOP_WORDS:
            little.append(exact)
        else:
            parts.append(Word(exact, offset, 0, len(chunk)))
    # In « DU 12 » and « EN 15221 » the letters are a little word in capitals, none of a reference.
    joined = figures.whole and not any(len(each) > 1 for each in little)
    whole = Word(figures.whole, 0, 0, len(chunk)) if joined else None
    also = tuple(Word(exact, offset, 0, len(chunk)) for offset, exact in figures.also)
    return Chunk(tuple(parts), whole, len(figures.parts), None, tuple(little), "", also)


def _is_elided(chunk: str, exact: str, end: int) -> bool:
    """Whether a little word within a compound lost its vowel (« Val-d'Oise », « main-d'œuvre »)."""
    return exact in ELIDED and chunk[end : end + 1] in _APOSTROPHES


def _also(
    chunk: str, parts: list[Word], elided: list[str], every: list[tuple[str, int, int]]
) -> tuple[Word, ...]:
    """What else finds it.

    What capitals without accents may stand for, an acronym that is spelled like a little word (PAR, SI), a
    word whose accent was read as an apostrophe.
    """
    if not parts and len(every) == 1 and not elided and is_shouted(chunk):
        return (Word(every[0][0], 0, 0, len(chunk)),)
    found = [
        word._replace(exact=DISTINCT[word.exact])
        for word in parts
        if word.exact in DISTINCT and chunk[word.start : word.end].isupper()
    ]
    if parts and "´" in chunk and elided and not parts[0].offset:
        joined = fold(elided[-1]) + parts[0].exact
        found.append(parts[0]._replace(exact=joined, start=0))
    return tuple(found)


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
    """A verb without the pronouns that follow it (`doit-on`, `a-t-il`); `rendez-vous` is none and stays."""
    if "".join(exact for exact, _, _ in found) in COMPOUNDS:
        return found
    while len(found) > 1 and found[-1][0] in CLITICS:
        found = found[:-1]
    return found


def _whole(core: str, found: list[tuple[str, int, int]], parts: list[Word]) -> Word | None:
    """The compound as one word, when its parts are joined by hyphens or apostrophes and not all are numbers.

    A word of letters and figures is one with its hyphens and without (`QP-093-030`, `COVID-19`).
    """
    if not 1 < len(found) <= _MAX_PARTS or "." in core or all(exact.isdigit() for exact, _, _ in found):
        return None
    before = parts[0].before if parts and not parts[0].offset else ""
    return Word("".join(exact for exact, _, _ in found)[:MAX_LENGTH], 0, found[0][1], found[-1][2], before)
