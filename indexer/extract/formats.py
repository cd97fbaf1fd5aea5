"""Which module reads which kind of file, by the table of document formats.

The kind is decided by the name's ending, then checked against the first bytes: a program renamed `.pdf` is
refused with the reason, a PDF without an ending is read.
"""

from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue.document_formats import BY_MEDIA_TYPE, BY_SUFFIX, HTML, PDF, TEXT, DocumentFormat
from catalogue.record import Page, TextSource
from indexer.errors import ExtractionError, Reason
from indexer.extract import refusals, salvage
from indexer.extract.extracted import Extracted
from indexer.extract.illegible import without_illegible
from indexer.extract.package_salvage import is_package
from indexer.extract.signatures import (
    BROKEN,
    HEAD,
    LOCKED,
    is_text,
    name_other,
    pdf_offset,
    recognise,
    recognise_text,
)


@dataclass(slots=True)
class Allowance:
    """What the documents within one document may cost together, however deep they lie."""

    parts: int = 100
    size: int = 300 * 2**20

    def grants(self, size: int) -> bool:
        """Take one part of so many bytes from it; False when it is used up."""
        if not self.parts or size > self.size:
            return False
        self.parts -= 1
        self.size -= size
        return True


@dataclass(frozen=True, slots=True)
class Options:
    """What the run allows an extractor."""

    #: Read pages without text by Tesseract when it is installed.
    ocr: bool = True
    #: Wall-clock seconds that reading such pages may take for one document; less than the process is given.
    ocr_s: float = 90
    allowance: Allowance = field(default_factory=Allowance)


#: Modules that judge each page where they read it, or read figures and codes.
_UNJUDGED = frozenset(("pdf", "workbook", "delimited"))
_HTML_BEGINNINGS = (b"<!doctype html", b"<html")


def detect(path: Path) -> str:
    """Media type of a file; raises ExtractionError when it is empty, locked, or none that is read.

    What the bytes betray wins over the name, so a DOCX named `.doc` is read as what it is; the name tells the
    kinds of text apart. A name that promises more than text is believed only when the bytes agree.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise refusals.empty(path)
    promised = BY_SUFFIX.get(_ending(path).lower())
    found = recognise(path, head)
    if found == LOCKED:
        raise refusals.encrypted(path)
    if found == BROKEN and promised and (promised.streams or (is_package(head) and not promised.textual)):
        return promised.media_type  # its reader may see more in what is left than we do
    if found == BROKEN:
        raise refusals.damaged(path)
    if found in BY_MEDIA_TYPE and not (promised and promised.textual and is_text(head)):
        return found
    if name := name_other(head):
        raise refusals.unsupported(path, name)
    if promised and promised.media_type == PDF and pdf_offset(path) is not None:
        return PDF
    return _kind_of_text(path, promised, head)


def _kind_of_text(path: Path, promised: DocumentFormat | None, head: bytes) -> str:
    if not is_text(head):
        raise refusals.damaged(path) if promised else refusals.unsupported(path, "d'un format inconnu")
    if promised and promised.textual:
        return promised.media_type
    if kind := recognise_text(head):
        return kind
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_BEGINNINGS):
        return HTML
    if promised or not _ending(path):
        return TEXT
    raise refusals.unsupported(path, f"de type « {_ending(path)} »")


def _ending(path: Path) -> str:
    """The ending of a name, without the spaces and dots that a slip of the hand left behind it."""
    return Path(path.name.rstrip(" .\u00a0") or path.name).suffix


def extract(path: Path, media_type: str, options: Options) -> Extracted:
    """Read one file, be it damaged; raises ExtractionError with a reason a documentalist understands."""
    try:
        return _extract(path, media_type, options)
    except ExtractionError as refusal:
        if refusal.reason is not Reason.DAMAGED:
            raise
        with TemporaryDirectory(prefix="fonds-cut-", ignore_cleanup_errors=True) as folder:
            return _extract_what_is_left(path, media_type, options, Path(folder), refusal)


def _extract(path: Path, media_type: str, options: Options) -> Extracted:
    module = BY_MEDIA_TYPE[media_type].module
    extracted: Extracted = import_module(f"indexer.extract.{module}").extract(path, options)
    return extracted if module in _UNJUDGED else without_illegible(extracted)


def _extract_what_is_left(
    path: Path, media_type: str, options: Options, folder: Path, refusal: ExtractionError
) -> Extracted:
    """Read a damaged file as far as it goes; the refusal stands where what is left says nothing."""
    try:
        copy = salvage.mended(path, media_type, folder)
        extracted = _extract(copy, media_type, options) if copy else None
    except ExtractionError as error:
        raise refusal from error
    if extracted is None or not any(_says_something(page) for page in extracted.pages):
        raise refusal
    return replace(extracted, warnings=(*extracted.warnings, salvage.WARNING))


def _says_something(page: Page) -> bool:
    """Whether there is text on a page, or a picture that may hold some."""
    return bool(page.text.strip()) or page.source is TextSource.NONE


def ending_of(media_type: str) -> str:
    """The usual ending of a media type with its dot; empty for one that is not read."""
    known = BY_MEDIA_TYPE.get(media_type)
    return known.suffixes[0] if known else ""
