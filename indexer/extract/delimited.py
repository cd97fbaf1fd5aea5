"""Tables in text (CSV, TSV): each row with its headings, whatever the separator and the encoding."""

import csv
from collections.abc import Iterator
from pathlib import Path

from indexer.extract import refusals
from indexer.extract.decoding import decode
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.sections import assemble
from indexer.extract.table_rows import Row, blocks_of_rows
from indexer.extract.text import MAX_SIZE, read_bounded

#: As people have them; French spreadsheets write the first.
_SEPARATORS = ";\t,|"
_SAMPLE_LINES = 30
#: A first line by which Excel is told the separator.
_TOLD = "sep="


def extract(path: Path, options: Options) -> Extracted:
    """Read one table; raises ExtractionError when it is too large."""
    text = decode(read_bounded(path)).replace("\0", "")
    blocks, more = blocks_of_rows(_rows(text, path))
    warnings = [f"Le tableau a {more} : le reste n'est pas lu."] if more else []
    return assemble(blocks, warnings=warnings)


def _rows(text: str, path: Path) -> Iterator[Row]:
    lines = text.splitlines(keepends=True)
    separator = _separator(lines)
    if lines and lines[0].lower().startswith(_TOLD):
        separator, lines = lines[0].strip()[len(_TOLD) :][:1] or separator, lines[1:]
    csv.field_size_limit(MAX_SIZE)  # a report kept in one cell is one
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error as error:
        raise refusals.damaged(path) from error


def _separator(lines: list[str]) -> str:
    """The separator that stands equally often in most of the first lines."""
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]

    def regularity(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in sample]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0), usual

    return max(_SEPARATORS, key=regularity)
