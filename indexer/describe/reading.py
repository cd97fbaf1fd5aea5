"""The text as the recognisers read it: folded words one space apart, and the way back to the page.

Folding is letter for letter (case and accents go, nothing moves), so that the n-th word of the folded text
is the n-th word of the page. Words lose the mark of the plural; labels are folded by the same function, so
it does not matter that `travaux` becomes no word at all.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from catalogue.record import Page

#: Pages longer than this are read in slices, which bounds memory whatever the file holds.
PASSAGE = 50_000
WORD = re.compile(r"[^\W_]+")
_PLURAL_AUX = re.compile(r"(?<=[a-df-z][a-df-z])aux(?= )")
_PLURAL_MARK = re.compile(r"(?<=[a-z]{3})[sx](?= )")


def _folding() -> dict[int, str]:
    """Lower case without accents for every Latin letter that has a one-letter base."""
    table = {}
    for point in range(0x41, 0x250):
        base = unicodedata.normalize("NFKD", chr(point))[0].lower()
        if len(base) == 1:
            table[point] = base
    return table


_FOLDING = _folding()


def fold(text: str) -> str:
    """The text in lower case without accents, of the same length; ligatures stay as they are."""
    return text.translate(_FOLDING)


def normal(text: str) -> str:
    """The folded words without plural marks, each between spaces: `" contrat urbain de cohesion social "`."""
    words = "".join(f" {word}" for word in WORD.findall(fold(text))) + " "
    words = words.replace("œ", "oe").replace("æ", "ae")
    return _PLURAL_MARK.sub("", _PLURAL_AUX.sub("al", words))


class Passage:
    """A slice of one page, read once; positions in its normal text lead back to the page's own text."""

    def __init__(self, page: int, text: str) -> None:
        self.page = page
        self.text = text
        self.normal = normal(text)

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        return [match.span() for match in WORD.finditer(fold(self.text))]

    @cached_property
    def _borders(self) -> list[int]:
        """Where each space of the normal text stands: the n-th precedes the n-th word."""
        return [place for place, letter in enumerate(self.normal) if letter == " "]

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Start and end, in the text as it stands, of `count` words from the word number `first`."""
        return self._words[first][0], self._words[first + count - 1][1]

    def word_at(self, position: int) -> int:
        """Number of the word that the space at `position` of the normal text precedes."""
        return self._index[position]

    @cached_property
    def _index(self) -> dict[int, int]:
        return {place: number for number, place in enumerate(self._borders)}


def passages(pages: tuple[Page, ...]) -> Iterator[Passage]:
    """Every page in reading order, long ones in slices cut between words."""
    for page in pages:
        start, text = 0, page.text
        while start < len(text):
            end = start + PASSAGE
            if end < len(text):
                end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start + PASSAGE // 2)
            yield Passage(page.number, text[start:end])
            start = end
