"""What people wrote on a page of a PDF: notes, text boxes, values of fields.

Most of it is drawn and part of the page's text. What its program left undrawn (a note that opens at a click,
a box or a field without appearance) stands in the annotation alone.
"""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

#: Annotations looked at on one page, and bytes of one that are read.
_MOST, _LONGEST = 2_000, 200_000
_WRITTEN = (
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_WIDGET,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_STAMP,
)
#: Kinds that are drawn on the page where they have an appearance.
_DRAWN = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
#: States of boxes to tick, which are no text.
_STATES = re.compile(r"off|yes|no|on|oui|non|true|false|\W*|\d", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def is_written_on(page: pypdfium2.PdfPage) -> bool:
    """Whether a page holds fields or text boxes, which must be drawn on it to be part of its text."""
    return any(pdfium.FPDFAnnot_GetSubtype(annotation) in _DRAWN for annotation in _annotations(page))


def notes(page: pypdfium2.PdfPage) -> list[str]:
    """What is written in the annotations of a page, in their order, whether it is drawn or not."""
    found = []
    for annotation in _annotations(page):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in _WRITTEN:
            key = "V" if kind == pdfium.FPDF_ANNOT_WIDGET else "Contents"
            text = _string(annotation, key).strip()
            if not _STATES.fullmatch(text):
                found.append(text)
    return found


def undrawn(written: list[str], text: str) -> str:
    """The notes that a page's text does not hold, a line each."""
    said = _SPACE.sub("", text) if written else ""
    return "\n".join(note for note in dict.fromkeys(written) if _SPACE.sub("", note) not in said)


def _annotations(page: pypdfium2.PdfPage) -> Iterator[pdfium.FPDF_ANNOTATION]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            yield annotation
            pdfium.FPDFPage_CloseAnnot(annotation)


def _string(annotation: pdfium.FPDF_ANNOTATION, key: str) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key.encode("ascii"), None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    written = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFAnnot_GetStringValue(annotation, key.encode("ascii"), written, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").replace("\r\n", "\n").replace("\r", "\n")
