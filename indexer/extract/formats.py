"""Which module reads which kind of file.

The kind is decided by the name's ending, then checked against the first bytes: a program renamed `.pdf` is
refused with the reason, a PDF without an ending is read.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from indexer.extract.extracted import Extracted


@dataclass(frozen=True, slots=True)
class Options:
    """What the run allows an extractor."""

    #: Read pages without text by Tesseract when it is installed.
    ocr: bool = True
    #: Wall-clock seconds that reading such pages may take for one document; less than the process is given.
    ocr_s: float = 90


#: Name's ending → (media type, module of this package).
FORMATS: dict[str, tuple[str, str]] = {
    ".pdf": ("application/pdf", "pdf"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ".odt": ("application/vnd.oasis.opendocument.text", "odf"),
    ".odp": ("application/vnd.oasis.opendocument.presentation", "odf"),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "slides"),
    ".rtf": ("application/rtf", "rtf"),
    ".html": ("text/html", "web"),
    ".htm": ("text/html", "web"),
    ".xhtml": ("application/xhtml+xml", "web"),
    ".epub": ("application/epub+zip", "epub"),
    ".eml": ("message/rfc822", "mail"),
    ".md": ("text/markdown", "markdown"),
    ".txt": ("text/plain", "text"),
    ".doc": ("application/msword", "legacy"),
    ".ppt": ("application/vnd.ms-powerpoint", "legacy"),
}


def extract(path: Path, media_type: str, options: Options) -> Extracted:
    """Read one file; raises ExtractionError with a reason a documentalist understands."""
    module = next(module for kind, module in FORMATS.values() if kind == media_type)
    extracted: Extracted = import_module(f"indexer.extract.{module}").extract(path, options)
    return extracted
