"""Large first letters of chapters, which stand on a line of their own, joined to the word they begin."""

import re
from collections.abc import Callable
from dataclasses import replace

from indexer.extract.layout import PlacedLine

_INITIAL = re.compile(r"(?:^|\n)([A-ZÀ-ÖØ-ÝŒ])[ ]?\r\n(?=([a-zß-öø-ÿœ]+)|['’])")
#: How many times larger than its text an initial is set.
_LARGER = 1.6
#: Initials that are words, and what follows « A » when it is « À ».
_WORDS = "ÀÔY"
_AFTER_A = frozenset(
    {"l", "la", "ce", "cet", "cette", "partir", "travers", "noter", "titre", "terme", "défaut"}
)


def join_initials(
    text: str, lines: tuple[PlacedLine, ...], size_at: Callable[[int], float]
) -> tuple[str, tuple[PlacedLine, ...]]:
    """Join initials to the next line, in a page's text and in its placed lines.

    The lines of `text` end as pdfium ends them; `size_at` is the size of the letter at an offset, in points.
    """
    joined: list[int] = []
    pieces, done = [], 0
    for match in _INITIAL.finditer(text):
        if size_at(match.start(1)) < _LARGER * size_at(match.end()):
            continue
        apart = match[1] in _WORDS or (match[1] == "A" and match[2] in _AFTER_A)
        pieces += [text[done : match.end(1)], " " if apart else ""]
        done = match.end()
        joined.append(text.count("\r\n", 0, match.start(1)))
    if not joined:
        return text, lines
    return "".join([*pieces, text[done:]]), renumbered(lines, joined, "".join([*pieces, text[done:]]))


def renumbered(lines: tuple[PlacedLine, ...], joined: list[int], text: str) -> tuple[PlacedLine, ...]:
    """The lines of a page of which some, named by their numbers, were joined to the next."""
    written = text.split("\r\n")
    kept = []
    for line in lines:
        index = line.index - sum(before < line.index for before in joined)
        if line.index not in joined:
            kept.append(replace(line, index=index, text=written[index].strip()))
    return tuple(kept)
