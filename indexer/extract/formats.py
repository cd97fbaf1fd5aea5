"""Which module reads which kind of file.

The kind is decided by the name's ending, then checked against the first bytes: a program renamed `.pdf` is
refused with the reason, a PDF without an ending is read.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from indexer.extract import refusals
from indexer.extract.extracted import Extracted
from indexer.extract.signatures import (
    BROKEN,
    DOC,
    DOCX,
    EPUB,
    HEAD,
    LOCKED,
    ODP,
    ODT,
    PDF,
    PPT,
    PPTX,
    RTF,
    is_text,
    name_other,
    recognise,
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the run allows an extractor."""

    #: Read pages without text by Tesseract when it is installed.
    ocr: bool = True
    #: Wall-clock seconds that reading such pages may take for one document; less than the process is given.
    ocr_s: float = 90


HTML = "text/html"
TEXT = "text/plain"

#: Name's ending → (media type, module of this package).
FORMATS: dict[str, tuple[str, str]] = {
    ".pdf": (PDF, "pdf"),
    ".docx": (DOCX, "docx"),
    ".docm": (DOCX, "docx"),
    ".dotx": (DOCX, "docx"),
    ".odt": (ODT, "odf"),
    ".odp": (ODP, "odf"),
    ".pptx": (PPTX, "slides"),
    ".pptm": (PPTX, "slides"),
    ".ppsx": (PPTX, "slides"),
    ".rtf": (RTF, "rtf"),
    ".html": (HTML, "web"),
    ".htm": (HTML, "web"),
    ".xhtml": ("application/xhtml+xml", "web"),
    ".epub": (EPUB, "epub"),
    ".eml": ("message/rfc822", "mail"),
    ".md": ("text/markdown", "markdown"),
    ".markdown": ("text/markdown", "markdown"),
    ".txt": (TEXT, "text"),
    ".doc": (DOC, "legacy"),
    ".dot": (DOC, "legacy"),
    ".ppt": (PPT, "legacy"),
    ".pps": (PPT, "legacy"),
}

_MODULES = dict(FORMATS.values())
#: Kinds without a signature of their own.
_WRITTEN = frozenset(
    kind for kind, module in FORMATS.values() if module in ("web", "mail", "markdown", "text")
)
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
    promised = FORMATS.get(path.suffix.lower(), ("", ""))[0]
    found = recognise(path, head)
    if found == LOCKED:
        raise refusals.encrypted(path)
    if found == BROKEN:
        raise refusals.damaged(path)
    if found in _MODULES and not (promised in _WRITTEN and is_text(head)):
        return found
    if name := name_other(head):
        raise refusals.unsupported(path, name)
    return _kind_of_text(path, promised, head)


def _kind_of_text(path: Path, promised: str, head: bytes) -> str:
    if not is_text(head):
        raise refusals.damaged(path) if promised else refusals.unsupported(path, "d'un format inconnu")
    if promised in _WRITTEN:
        return promised
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_BEGINNINGS):
        return HTML
    if promised or not path.suffix:
        return TEXT
    raise refusals.unsupported(path, f"de type « {path.suffix} »")


def extract(path: Path, media_type: str, options: Options) -> Extracted:
    """Read one file; raises ExtractionError with a reason a documentalist understands."""
    extracted: Extracted = import_module(f"indexer.extract.{_MODULES[media_type]}").extract(path, options)
    return extracted
