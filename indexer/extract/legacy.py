"""Word and PowerPoint files from before 2007 (DOC, PPT), converted by LibreOffice where it is installed.

A DOC becomes a PDF, whose pages are those LibreOffice lays out, and an ODT, which says what the file says of
itself; a PPT becomes an ODP, a page for each slide with its notes.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.errors import ExtractionError
from indexer.extract import odf, office, pdf, refusals
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.signatures import HEAD, PPT, recognise


def extract(path: Path, options: Options) -> Extracted:
    """Read one file; raises ExtractionError when LibreOffice is missing, too slow or cannot read it."""
    with path.open("rb") as file:
        slides = recognise(path, file.read(HEAD)) == PPT
    with TemporaryDirectory(prefix="fonds-", ignore_cleanup_errors=True) as folder:
        try:
            return _slides(path, Path(folder), options) if slides else _text(path, Path(folder), options)
        except ExtractionError as error:
            if path.name in str(error):
                raise
            raise refusals.unconvertible(path) from error


def _slides(path: Path, folder: Path, options: Options) -> Extracted:
    converted = office.convert(path, source="ppt", target="odp", folder=folder)
    if converted is None:
        raise refusals.unconvertible(path)
    return odf.extract(converted, options)


def _text(path: Path, folder: Path, options: Options) -> Extracted:
    text = office.convert(path, source="doc", target="odt", folder=folder)
    if text is None:
        raise refusals.unconvertible(path)
    described = odf.extract(text, options)
    printed = office.convert(path, source="doc", target="pdf", folder=folder)
    if printed is None:
        return described
    paged = pdf.extract(printed, replace(options, ocr=False))
    return replace(paged, metadata=described.metadata)
