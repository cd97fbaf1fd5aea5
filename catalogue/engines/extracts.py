"""Extracts: a readable piece of a page around one place, the same for every engine."""

import re

from catalogue.engines.matching import Matcher
from catalogue.record import Page
from catalogue.results import Passage

#: Length aimed at, in characters.
LENGTH = 240
#: Characters looked at before the place for where its sentence begins.
_BEFORE = 110
#: What may end a sentence; an end of line does so only where a blank line follows.
_END = re.compile(r"[.!?…:;\n]\s+(?=\S)")


def extract(page: Page, place: int, matcher: Matcher, occurrences: int) -> Passage:
    """About `LENGTH` characters of a page around character `place`, marked; spaces and line ends made one."""
    start = _start(page.text, place)
    end = _end(page.text, start, place)
    text = " ".join(page.text[start:end].split())
    return Passage(page.number, text, matcher.marks(text), page.label, occurrences)


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
