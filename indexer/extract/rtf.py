"""Rich Text Format (RTF 1.9), by reading its tokens: striprtf loses notes, text boxes, pages and properties.

Read: text in the encodings of its fonts, tables, text boxes, notes, comments, headers and footers once.
Left out: tracked deletions, hidden text, pictures. Pages are those the author's page breaks make.
"""

import re
from pathlib import Path

from indexer.extract import refusals
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.file_dates import edtf_day
from indexer.extract.formats import Options
from indexer.extract.rtf_reader import RtfReader
from indexer.extract.sections import assemble, breaks_are_pages
from indexer.extract.text import read_bounded

#: Bytes; pictures are written out in the text, two letters a byte.
_MAX_SIZE = 200 * 2**20
_SIGNATURE = b"{\\rtf"
_SEPARATORS = re.compile(r"\s*;\s*")
_KEYWORD_SEPARATORS = re.compile(r"\s*[;,]\s*")
_DATE_WORD = re.compile(r"([a-z]+)(\d+)")


def extract(path: Path, options: Options) -> Extracted:
    """Read one file; raises ExtractionError when it is too large or no RTF."""
    content = read_bounded(path, _MAX_SIZE).lstrip()
    if not content.startswith(_SIGNATURE):
        raise refusals.damaged(path)
    reader = RtfReader()
    blocks = reader.read(content).blocks()
    return assemble(blocks, _metadata(reader.said), paged=breaks_are_pages(blocks))


def _metadata(said: dict[str, str]) -> Metadata:
    said = {name: " ".join(text.split()) for name, text in said.items()}
    return Metadata(
        title=said.get("title", ""),
        creators=tuple(filter(None, _SEPARATORS.split(said.get("author", "")))),
        publisher=said.get("company", ""),
        subject=said.get("subject", "") or said.get("doccomm", ""),
        keywords=tuple(filter(None, _KEYWORD_SEPARATORS.split(said.get("keywords", "")))),
        created=_day(said.get("creatim", "")),
        modified=_day(said.get("revtim", "")),
    )


def _day(words: str) -> str:
    """`yr2007 mo10 dy9` as a date."""
    parts = {name: int(number) for name, number in _DATE_WORD.findall(words)}
    return edtf_day(f"{parts.get('yr', 0):04}-{parts.get('mo', 0):02}-{parts.get('dy', 0):02}")
