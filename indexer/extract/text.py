"""Plain text in any encoding; form feeds make pages, else paragraphs are gathered into sections."""

import re
from collections.abc import Iterator
from pathlib import Path

from indexer.extract import refusals
from indexer.extract.decoding import decode
from indexer.extract.extracted import Extracted
from indexer.extract.flow import Block
from indexer.extract.formats import Options
from indexer.extract.sections import assemble, breaks_are_pages

#: Bytes; beyond, a file of text is a dump of data.
MAX_SIZE = 50 * 2**20

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def extract(path: Path, options: Options) -> Extracted:
    """Read one text file; raises ExtractionError when it is too large."""
    blocks = list(blocks_of_text(decode(read_bounded(path)).strip("\f\r\n ")))
    return assemble(blocks, paged=breaks_are_pages(blocks))


def read_bounded(path: Path, limit: int = MAX_SIZE) -> bytes:
    """Read a file whose format has no structure to bound it by; raises ExtractionError beyond the limit."""
    with path.open("rb") as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise refusals.too_large(path, f"il dépasse {limit // 2**20} Mo")
    return content


def blocks_of_text(text: str) -> Iterator[Block]:
    """The paragraphs of a text, which blank lines and form feeds divide; their lines are kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, page in enumerate(text.split("\f"), 1):
        for paragraph in _BLANK_LINE.split(page):
            if paragraph.strip():
                yield Block(paragraph.strip("\n"), page=number)
