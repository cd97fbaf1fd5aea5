"""Word and PowerPoint files from before 2007 (DOC, PPT), converted by LibreOffice where it is installed.

A DOC becomes a PDF, whose pages are those LibreOffice lays out, and an ODT, which says what the file says of
itself; a PPT becomes an ODP, a page for each slide with its notes.
"""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

from catalogue.document_formats import PPT
from indexer.errors import ExtractionError
from indexer.extract import odf, office, pdf, refusals
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.signatures import HEAD, recognise


def extract(path: Path, options: Options) -> Extracted:
    """Read one file; raises ExtractionError when LibreOffice is missing, too slow or cannot read it."""
    with path.open("rb") as file:
        slides = recognise(path, file.read(HEAD)) == PPT
    with office.temporary_folder() as folder:
        if slides:
            extracted = _read(path, folder, odf, "ppt", "odp", options)
        else:
            extracted = _text(path, folder, replace(options, ocr_s=options.ocr_s / 2))
    if extracted is None:
        raise refusals.unconvertible(path)
    return replace(extracted, metadata=replace(extracted.metadata, producer=""))  # it names LibreOffice


def _text(path: Path, folder: Path, options: Options) -> Extracted | None:
    described = _read(path, folder, odf, "doc", "odt", options)
    try:
        printed = _read(path, folder, pdf, "doc", "pdf", options)
    except ExtractionError:  # too slow: sections are better than nothing
        printed = None
    if printed is None or described is None:
        return printed or described
    return replace(printed, metadata=described.metadata)


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
