"""Extracts: a readable piece of a page around one place, the same for every engine."""

import re
from collections.abc import Iterable

from catalogue.record import Page
from search.engines.matching import Matcher
from search.engines.page_pieces import Found
from search.results import Mark, Passage

#: Length aimed at, in characters.
LENGTH = 240
#: Characters looked at before the place for where its sentence begins.
_BEFORE = 110
#: What may end a sentence; an end of line does so only where a blank line follows.
_END = re.compile(r"[.!?…:;\n]\s+(?=\S)")


def extract(
    page: Page,
    place: int,
    matcher: Matcher,
    occurrences: int,
    chunks: Iterable[Found] | None = None,
) -> Passage:
    """About `LENGTH` characters of a page around character `place`, marked; spaces and line ends made one.

    An index that knows which chunks near the place hold what is asked for gives these, in order: then the
    extract need not be read for marks.
    """
    start = _start(page.text, place)
    end = _end(page.text, start, place)
    whole = page.text[start:end]
    text = " ".join(whole.split())
    if chunks is None:
        marks = matcher.marks(text)
    else:
        inside = [
            (first - start, whole[first - start : last - start])
            for first, last, _ in chunks
            if start <= first < end
        ]
        marks = _moved(matcher.marks_of(inside), whole, text)
    return Passage(page.number, text, marks, page.label, occurrences)


def _moved(marks: tuple[Mark, ...], whole: str, text: str) -> tuple[Mark, ...]:
    """Where marks stand once spaces are made one; where they stood when no character went."""
    if len(whole) == len(text):
        return marks
    return tuple(_moved_one(mark, whole) for mark in marks)


def _moved_one(mark: Mark, whole: str) -> Mark:
    before = whole[: mark.start]
    start = len(" ".join(before.split()))
    start += start > 0 and before[-1].isspace()
    return Mark(start, start + mark.end - mark.start)


def _ends(text: str, first: int, last: int) -> list[re.Match[str]]:
    """The ends of sentences between two places, each with the space after it."""
    return [each for each in _END.finditer(text, first, last) if each[0][0] != "\n" or "\n" in each[0][1:]]


def _start(text: str, place: int) -> int:
    """The beginning of the sentence, when it is near; else that of a word."""
    first = max(place - _BEFORE, 0)
    if ends := _ends(text, first, place + 1):
        return ends[-1].end()
    if first == 0:
        return 0
    space = text.find(" ", first, place)
    return first if space < 0 else space + 1


def _end(text: str, start: int, place: int) -> int:
    """The end of a sentence near the length aimed at, else that of a word."""
    last = max(start + LENGTH, place + LENGTH // 3)
    if last >= len(text):
        return len(text)
    ends = _ends(text, place, last + 1)
    if ends and ends[-1].start() + 1 - start > LENGTH // 2:
        return ends[-1].start() + 1
    space = text.rfind(" ", place, last)
    return last if space <= place else space
