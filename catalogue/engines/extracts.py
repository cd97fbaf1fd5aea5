"""Extracts: a readable piece of a page around one place, the same for every engine."""

import re

from catalogue.engines.matching import Matcher
from catalogue.record import Page
from catalogue.results import Passage

#: Length aimed at, in characters.
LENGTH = 240
#: Characters looked at before the place for where its sentence begins.
_BEFORE = 110
_SENTENCE = re.compile(r"(?:[.!?…:;]\s+|\n\s*\n\s*|^)(?=\S)")
_SPACE = re.compile(r"\s+")


def extract(page: Page, place: int, matcher: Matcher, occurrences: int) -> Passage:
    """About `LENGTH` characters of a page around character `place`, marked; spaces and line ends made one."""
    start = _start(page.text, place)
    end = _end(page.text, start, place)
    text = _SPACE.sub(" ", page.text[start:end].strip())
    return Passage(page.number, text, matcher.marks(text), page.label, occurrences)


def _start(text: str, place: int) -> int:
    """The beginning of the sentence, when it is near; else that of a word."""
    first = max(place - _BEFORE, 0)
    sentences = [match.end() for match in _SENTENCE.finditer(text, first, place + 1)]
    if first == 0 and not sentences:
        return 0
    if sentences:
        return sentences[-1]
    space = text.find(" ", first, place)
    return first if space < 0 else space + 1


def _end(text: str, start: int, place: int) -> int:
    """The end of a sentence near the length aimed at, else that of a word."""
    last = max(start + LENGTH, place + LENGTH // 3)
    if last >= len(text):
        return len(text)
    sentences = [match.start() + 1 for match in _SENTENCE.finditer(text, place, last + 1)]
    if sentences and sentences[-1] - start > LENGTH // 2:
        return sentences[-1]
    space = text.rfind(" ", place, last)
    return last if space <= place else space
