"""Where the words of a page stand on its image, and which of them a search matched."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from search.results import Mark


class Box(NamedTuple):
    """A rectangle as fractions of the page's width and height, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class PageWord(NamedTuple):
    """One word, with a box for each line it stands on (two when it is cut at a line's end)."""

    text: str
    boxes: tuple[Box, ...]


class Layout(NamedTuple):
    """A page as it is laid out."""

    #: Height of the page divided by its width, for reserving the image's place.
    ratio: float
    #: In reading order; none on a page that is an image only.
    words: tuple[PageWord, ...]


def text_of(words: Iterable[PageWord]) -> str:
    """The text the marks given to `highlights` count characters of."""
    return " ".join(word.text for word in words)


def highlights(words: Sequence[PageWord], marks: Iterable[Mark]) -> tuple[Box, ...]:
    """The boxes to draw for marks on `text_of(words)`: whole words, neighbours on one line in one box."""
    merged: list[Box] = []
    last = -2
    for number in _marked(words, marks):
        boxes = list(words[number].boxes)
        if boxes and merged and number == last + 1 and _same_line(merged[-1], boxes[0]):
            merged[-1] = _around(merged[-1], boxes.pop(0))
        merged += boxes
        last = number
    return tuple(merged)


def _marked(words: Sequence[PageWord], marks: Iterable[Mark]) -> Iterator[int]:
    """Numbers of the words that a mark touches, in order."""
    waiting = iter(sorted(marks))
    mark = next(waiting, None)
    start = 0
    for number, word in enumerate(words):
        end = start + len(word.text)
        while mark is not None and mark.end <= start:
            mark = next(waiting, None)
        if mark is not None and mark.start < end:
            yield number
        start = end + 1


def _same_line(first: Box, second: Box) -> bool:
    """Whether the second box continues the line of the first: beside it, at half its height at least."""
    shared = min(first.top + first.height, second.top + second.height) - max(first.top, second.top)
    gap = second.left - (first.left + first.width)
    return shared > min(first.height, second.height) / 2 and -first.width < gap < 0.05


def _around(first: Box, second: Box) -> Box:
    left, top = min(first.left, second.left), min(first.top, second.top)
    right = max(first.left + first.width, second.left + second.width)
    bottom = max(first.top + first.height, second.top + second.height)
    return Box(left, top, round(right - left, 5), round(bottom - top, 5))
