"""Word and PowerPoint files from before 2007 (DOC, PPT), converted by LibreOffice where it is installed.

A DOC becomes a PDF, whose pages are those LibreOffice lays out; a PPT becomes an ODP, a page for each slide
with its notes. One conversion a file: what it says of itself is read from its own properties.
"""

import struct
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import ModuleType

import olefile

from catalogue.document_formats import PPT
from indexer.errors import ExtractionError
from indexer.extract import odf, office, pdf, refusals
from indexer.extract.decoding import decode
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.formats import Options
from indexer.extract.signatures import HEAD, recognise
from indexer.extract.tidy import tidy_line

#: The number that stands for UTF-8 among code pages, and the first year a file can be of.
_UTF8, _FIRST_YEAR = 65_000, 1985


def extract(path: Path, options: Options) -> Extracted:
    """Read one file; raises ExtractionError when LibreOffice is missing, too slow or cannot read it."""
    with path.open("rb") as file:
        slides = recognise(path, file.read(HEAD)) == PPT
    with office.temporary_folder() as folder:
        if slides:
            extracted = _read(path, folder, odf, "ppt", "odp", options)
        else:
            extracted = _read(path, folder, pdf, "doc", "pdf", options)
    if extracted is None:
        raise refusals.unconvertible(path)
    return replace(extracted, metadata=_properties(path, extracted.metadata))


def _read(
    path: Path, folder: Path, reader: ModuleType, source: str, target: str, options: Options
) -> Extracted | None:
    """What a reader finds in the converted file, None when there is no such file or it cannot be read."""
    converted = office.convert(path, source=source, target=target, folder=folder)
    if converted is None:
        return None
    try:
        extracted: Extracted = reader.extract(converted, options)
    except ExtractionError:
        return None
    return extracted


def _properties(path: Path, converted: Metadata) -> Metadata:
    """What the old file says of itself; of the converted one its dates and program are those of today."""
    bare = replace(converted, created="", modified="", producer="")
    try:
        with olefile.OleFileIO(str(path)) as compound:
            said = compound.get_metadata()
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        return bare
    author = _text(said.author, said)
    return replace(
        bare,
        title=_text(said.title, said) or bare.title,
        creators=(author,) if author else bare.creators,
        publisher=_text(said.company, said),
        subject=_text(said.subject, said) or bare.subject,
        created=_day(said.create_time),
        modified=_day(said.last_saved_time),
    )


def _text(value: object, said: olefile.OleMetadata) -> str:
    """A property, in the encoding of the file: the number of Windows' code page, UTF-8 under its own."""
    if isinstance(value, bytes):
        page = said.codepage
        value = decode(value.rstrip(b"\0"), f"cp{page}" if isinstance(page, int) and 0 < page < _UTF8 else "")
    return tidy_line(value) if isinstance(value, str) else ""


def _day(moment: object) -> str:
    usual = isinstance(moment, datetime) and moment.year >= _FIRST_YEAR
    return moment.date().isoformat() if usual and isinstance(moment, datetime) else ""
