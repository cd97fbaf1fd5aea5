"""Extracts: a readable piece of a page around one place, the same for every engine."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from catalogue.analysis import iterate_chunks, read_chunk
from catalogue.engines.matching import Matcher
from catalogue.record import Page
from catalogue.results import Mark, Passage

#: Length aimed at, in characters.
LENGTH = 240
#: Characters looked at before the place for where its sentence begins.
_BEFORE = 110
#: What may end a sentence; an end of line does so only where a blank line follows.
_END = re.compile(r"[.!?…:;\n]\s+(?=\S)")


def extract(
    page: Page, place: int, matcher: Matcher, occurrences: int, near: Sequence[int] | None = None
) -> Passage:
    """About `LENGTH` characters of a page around character `place`, marked; spaces and line ends made one.

    An index that knows where the words found on the page stand gives their positions, counted from that of
    the word at `place`, in order: then the rest of the extract need not be read again for marks.
    """
    start = _start(page.text, place)
    whole = page.text[start : _end(page.text, start, place)]
    text = " ".join(whole.split())
    marks = matcher.marks(text) if near is None else _marks(whole, text, place - start, matcher, near)
    return Passage(page.number, text, marks, page.label, occurrences)


def _marks(whole: str, text: str, place: int, matcher: Matcher, near: Sequence[int]) -> tuple[Mark, ...]:
    """Marks at known positions of a text that was tidied after it was cut."""
    chunks = list(iterate_chunks(whole))
    here = bisect_left(chunks, place, key=re.Match.start)
    marks = matcher.marks_of(chunks[at] for at in _chunks_at([chunk[0] for chunk in chunks], here, near))
    return marks if text == whole else tuple(_moved(mark, whole) for mark in marks)


def _moved(mark: Mark, whole: str) -> Mark:
    """Where a mark stands once spaces are made one."""
    before = whole[: mark.start]
    start = len(" ".join(before.split()))
    start += start > 0 and before[-1].isspace()
    return Mark(start, start + mark.end - mark.start)


def _chunks_at(chunks: list[str], here: int, near: Sequence[int]) -> list[int]:
    """Which chunks stand at some positions, counted from chunk `here`."""
    spans = [1 if chunk.isalnum() else read_chunk(chunk).span for chunk in chunks]
    begins = list(accumulate(spans, initial=0))
    before = begins[min(here, len(chunks))]
    first, last = bisect_left(near, -before), bisect_left(near, begins[-1] - before)
    return sorted({bisect_right(begins, before + at) - 1 for at in near[first:last]})


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
