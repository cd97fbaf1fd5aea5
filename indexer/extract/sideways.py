"""Words set on their side (maps, edges of tables) of which pdfium gives each letter a line, joined again."""

import math
import re

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.extract.initials import renumbered
from indexer.extract.layout import PlacedLine

#: Three lines of one or two letters: nothing is asked of the letters of other pages.
_LETTERS_ALONE = re.compile(r"(?:^|\n)(?:\S{1,2} ?\r\n){2}\S{1,2} ?(?:\r\n|$)")
_BREAK = re.compile(r"( ?)\r\n")
#: A letter that is a line, before a break and after it.
_ALONE_BEFORE, _ALONE = re.compile(r"(?:^|\n)\S$"), re.compile(r"\S(?: ?\r\n|$)")
#: How far from a quarter turn an angle may be; how far apart two letters stand, in heights of letters, on one
#: line of writing, within a word, and at most.
_QUARTER, _ONE_LINE, _WORD, _FARTHEST = 0.1, 0.2, 0.12, 1.0


def join_sideways(
    text: str, lines: tuple[PlacedLine, ...], textpage: pypdfium2.PdfTextPage
) -> tuple[str, tuple[PlacedLine, ...]]:
    """Join the letters of words set on their side, in a page's text and in its placed lines."""
    if not _LETTERS_ALONE.search(text):
        return text, lines
    joined: list[int] = []
    pieces, done = [], 0
    for number, match in enumerate(_BREAK.finditer(text)):
        if not (
            _ALONE_BEFORE.search(text, match.start() - 3, match.start()) or _ALONE.match(text, match.end())
        ):
            continue
        between = _between(textpage, match.start() - 1, match.end())
        if between is None:
            continue
        pieces += [text[done : match.start()], between or match[1]]
        done = match.end()
        joined.append(number)
    if not joined:
        return text, lines
    whole = "".join([*pieces, text[done:]])
    return whole, renumbered(lines, joined, whole)


def _between(textpage: pypdfium2.PdfTextPage, one: int, other: int) -> str | None:
    """What stands between the letters at two offsets of the text; None when they are of two lines."""
    before, after = (pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, each) for each in (one, other))
    if before < 0 or after < 0 or not all(_is_sideways(textpage, each) for each in (before, after)):
        return None
    first, second = (textpage.get_charbox(each, loose=True) for each in (before, after))
    size = first[2] - first[0]
    apart = max(second[1] - first[3], first[1] - second[3])
    if (
        min(abs(first[0] - second[0]), abs(first[2] - second[2])) > _ONE_LINE * size
        or apart > _FARTHEST * size
    ):
        return None
    return " " if apart > _WORD * size else ""


def _is_sideways(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    angle = pdfium.FPDFText_GetCharAngle(textpage, index) % math.pi
    return bool(abs(angle - math.pi / 2) < _QUARTER)
