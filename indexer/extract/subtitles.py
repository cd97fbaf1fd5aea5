"""Subtitles (SRT, WebVTT): what is said, without numbers and times, each line once, in paragraphs.

Programs that transcribe repeat the end of one subtitle at the beginning of the next; a repeated line is
written once. The time at which a paragraph begins stands before it, so that one finds the place in the film.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from indexer.extract.decoding import decode
from indexer.extract.extracted import Extracted
from indexer.extract.flow import Block
from indexer.extract.formats import Options
from indexer.extract.sections import assemble
from indexer.extract.text import read_bounded

#: Characters of a paragraph from which the next subtitle begins a new one.
_PARAGRAPH = 400
_TIMES = re.compile(r"^\s*((?:\d+:)?\d\d:\d\d)[.,]\d{1,3}[ \t]*-->")
_MARK = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_BLANK = re.compile(r"\n[ \t]*\n")


def extract(path: Path, options: Options) -> Extracted:
    """Read one file of subtitles; raises ExtractionError when it is too large."""
    text = decode(read_bounded(path)).replace("\r\n", "\n").replace("\r", "\n")
    return assemble(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Block]:
    said: list[str] = []
    begun = ""
    for time, lines in _cues(text):
        begun = begun or time
        said += [line for line in lines if not said or line != said[-1]]
        if sum(map(len, said)) > _PARAGRAPH:
            yield Block(f"[{begun}] {' '.join(said)}")
            said, begun = [], ""
    if said:
        yield Block(f"[{begun}] {' '.join(said)}")


def _cues(text: str) -> Iterator[tuple[str, list[str]]]:
    """The time and the lines of each subtitle; what stands before the times is a number or a name."""
    for block in _BLANK.split(text):
        lines = block.strip("\n").split("\n")
        found = next(((n, m) for n, line in enumerate(lines) if (m := _TIMES.match(line))), None)
        if found is None:
            continue
        shown = (html.unescape(_MARK.sub("", line)).strip() for line in lines[found[0] + 1 :])
        yield found[1][1], [line for line in shown if line]
