"""The sentence around a place in a page, as it stands there, short enough to be read in a list."""

import re

#: Longest quote, in characters: two lines of a screen.
LENGTH = 240
#: What ends a sentence.
_ENDS = ".!?…;"
#: One of few signs, which Python finds fast, then what makes it a border: the end of a sentence, a blank
#: line, an item of a list, the cell of a table.
_BORDER = re.compile(
    rf"[{_ENDS}\n\t](?:(?<=[{_ENDS}])(?P<after>[»\")]?\s+)|(?<=\n)(?:\s*\n|(?=\s*[•●▪■\-–—*|>·]))|(?<=\t))"
)


def quote(text: str, start: int, end: int) -> str:
    """The sentence that holds `text[start:end]`, verbatim; cut between words when longer than LENGTH."""
    low, high = max(0, start - LENGTH), min(len(text), end + LENGTH)
    begin = low - 1 if low and text[low - 1] in _ENDS else low
    for border in _BORDER.finditer(text, begin, high):
        if border.end() <= start:
            low = border.end()
        elif (stop := border.start("after") if border["after"] else border.start()) >= end:
            high = stop
            break
    if high - low > LENGTH:
        low, high = _window(text, (low, high), (start, end))
    return text[low:high].strip()


def _window(text: str, sentence: tuple[int, int], match: tuple[int, int]) -> tuple[int, int]:
    """The part of a long sentence around the match, cut between words."""
    margin = max(0, LENGTH - (match[1] - match[0])) // 2
    low = max(sentence[0], match[0] - margin)
    high = min(sentence[1], low + LENGTH)
    low = max(sentence[0], high - LENGTH) if high - low < LENGTH else low
    if low > sentence[0]:
        low = _next_space(text, low, match[0])
    if high < sentence[1]:
        high = max(text.rfind(" ", match[1], high), match[1])
    return low, high


def _next_space(text: str, low: int, limit: int) -> int:
    space = text.find(" ", low, limit)
    return limit if space < 0 else space + 1
