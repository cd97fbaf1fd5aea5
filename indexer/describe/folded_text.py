"""The text as the recognisers read it: folded words one space apart, and the way back to the page.

Folding is letter for letter (case and accents go, nothing moves), so that the n-th word of the folded text
is the n-th word of the page. Words lose the mark of the plural; labels are folded by the same function, so
it does not matter that `travaux` becomes no word at all.
"""

import codecs
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from functools import cached_property, lru_cache

from catalogue.record import Page

#: Pages longer than this are read in slices, which bounds memory whatever the file holds.
PASSAGE = 10_000
WORD = re.compile(r"[^\W_]+")
#: Two expressions that begin with a letter, which Python looks for four times faster than for either of two.
_PLURAL_MARKS = (re.compile(r"s (?<=[a-z]{3}s )"), re.compile(r"x (?<=[a-z]{3}x )"))


def _folding() -> dict[str, str]:
    """The base of every accented Latin letter that has one of one letter."""
    bases = {each: unicodedata.normalize("NFKD", each)[0].lower() for each in map(chr, range(0x80, 0x250))}
    return {each: base for each, base in bases.items() if len(base) == 1 and base != each}


_FOLDING = _folding()
_ACCENTED = re.compile(f"[{''.join(_FOLDING)}]")


def _folded_slowly(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # a few letters (İ) have a longer lower case
        lower = "".join(letter.lower()[0] for letter in text)
    return _ACCENTED.sub(lambda found: _FOLDING[found[0]], lower)


#: A letter that no label has, which holds the parts of an identifier together.
_HELD = "\u01c0"
#: What nearly all French texts are written with: few enough for a byte each, so that a table translates them.
_COMMON = bytes(range(256)).decode("cp1252", "ignore") + "→●◦≥" + _HELD
_TO_BYTES = codecs.charmap_build(_COMMON)
_FOLDED = "".join(map(_folded_slowly, _COMMON))
_SPACED = "".join(letter if letter.isalnum() else " " for letter in _COMMON)
_NO_LETTER = re.compile(r"[^\w ]|_")


def fold(text: str) -> str:
    """The text in lower case without accents, of the same length; ligatures stay as they are."""
    return _folded_once(text) if len(text) <= PASSAGE else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    try:
        letters, _ = codecs.charmap_encode(text, "strict", _TO_BYTES)
        return codecs.charmap_decode(letters, "strict", _FOLDED)[0]
    except UnicodeEncodeError:
        return _folded_slowly(text)


#: Many questions are asked in a row of the same words, and of the same beginning of a document.
_folded_once = lru_cache(maxsize=1024)(_folded)


def normal(text: str) -> str:
    """The folded words without plural marks, each between spaces: `" contrat urbain de cohesion social "`."""
    return _without_plurals(_only_words(fold(text)).split())


def _without_plurals(words: list[str]) -> str:
    if not words:
        return " "
    spaced = f" {' '.join(words)} ".replace("œ", "oe").replace("æ", "ae")
    spaced = spaced.replace("eaux ", "eau ").replace("aux ", "al ")
    for mark in _PLURAL_MARKS:
        spaced = mark.sub(" ", spaced)
    return spaced


#: What joins the parts of what a program calls something by (`en_securite`, `date_debut`): it tells of a
#: table, not of a subject.
_INSIDE_IDENTIFIER = re.compile(r"_(?<=[^\W_]_)(?=[^\W_])")


def _only_words(folded: str) -> str:
    """Folded text with a space for all that is no letter nor figure."""
    try:
        return codecs.charmap_decode(
            codecs.charmap_encode(folded, "strict", _TO_BYTES)[0], "strict", _SPACED
        )[0]
    except UnicodeEncodeError:
        return _NO_LETTER.sub(" ", folded)


def _identifiers_held(folded: str) -> str:
    return _INSIDE_IDENTIFIER.sub(_HELD, folded) if "_" in folded else folded


class Passage:
    """A slice of one page, read once; positions in its normal text lead back to the page's own text."""

    def __init__(self, page: int, text: str, start: int = 0, *, is_title: bool = False) -> None:
        self.page = page
        #: Whether it is the title, which the page it was read on says again.
        self.is_title = is_title
        #: Where the slice begins in the page.
        self.start = start
        self.text = text
        #: The same letters without case and accents: the n-th stands where the n-th of the text does.
        self.folded = fold(text)
        # A title may be the name of a file, whose words are parted by such lines.
        spaced = _only_words(self.folded if is_title else _identifiers_held(self.folded))
        #: The words, with nothing between two that more than one space parts.
        self._parted = spaced.split(" ")
        #: The words without case and accents, one for each of the text.
        self.folded_words = list(filter(None, self._parted))
        self.normal = _without_plurals(self.folded_words)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts; most passages need it, and this is the fastest way Python has."""
        starts, position = [], 0
        for word in self._parted:
            if word:
                starts.append(position)
            position += len(word) + 1
        return starts

    def before(self, position: int, reach: int) -> str:
        """What precedes a place, folded, one space wherever there are some; `reach` characters at most."""
        # Between two signs, so that a space at either end stays one.
        framed = f"|{self.folded[max(0, position - reach) : position]}|"
        return " ".join(framed.split())[1:-1]

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Start and end, in the text as it stands, of `count` words from the word number `first`."""
        last = first + count - 1
        return self.starts[first], self.starts[last] + len(self.folded_words[last])

    def begins(self, position: int) -> int:
        """Where the word begins that the letter at a place is in, in no identifier any more."""
        start = self.starts[bisect(self.starts, position) - 1]
        return max(start, self.text.rfind("_", start, position) + 1)


def passages(pages: tuple[Page, ...]) -> Iterator[Passage]:
    """Every page in reading order, long ones in slices cut between words."""
    for page in pages:
        start, text = 0, page.text
        while start < len(text):
            end = start + PASSAGE
            if end < len(text):
                end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start + PASSAGE // 2)
            yield Passage(page.number, text[start:end], start)
            start = end
