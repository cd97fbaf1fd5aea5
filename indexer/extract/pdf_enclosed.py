"""What a PDF holds beside its pages: attached files, a portfolio of documents, a form of Adobe's own kind.

A portfolio and a dynamic form have a page of their own only to say that another program is needed (« Veuillez
patienter… »): that page is no text of the document. The form's words and the values filled in stand in its
XML (XFA), which is read in the order in which it is written.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from indexer.extract.enclosed import Part
from indexer.extract.package import parse_xml
from indexer.extract.patience import cpu_budget
from indexer.extract.pdf_metadata import open_reader

#: Attached files read, and bytes of one.
_MOST_FILES, _LARGEST = 200, 100 * 2**20
_MOST_NOTES = 200
_PATIENCE_S = 5
#: What a page says that only asks for another program; letters of the longest seen, in several languages.
_ANOTHER_PROGRAM = re.compile(r"adobe|acrobat|visualiseur pdf|pdf viewer|pdf reader", re.IGNORECASE)
_ASKS_TO_WAIT = re.compile(
    r"please wait|veuillez (?:patienter|attendre)|document you are trying to load|"
    r"porte-documents pdf|pdf portfolio|document que vous (?:essayez|tentez)|to view the full contents",
    re.IGNORECASE,
)
_LONGEST_COVER = 2_500
#: Parts of the XML that hold words: labels and fixed texts of the form, then what was filled in.
_SHOWN, _FILLED = "template", "datasets"
_XFA_TEXT = frozenset({"text", "exData"})
_HIDDEN = frozenset({"script", "items", "toolTip", "speak", "assist", "validate", "picture", "desc"})


@dataclass(frozen=True, slots=True)
class Form:
    """A form of Adobe's own kind (XFA)."""

    #: Its words and values; empty when they cannot be read.
    text: str
    #: Whether its pages are made when it is opened, so that the file holds none of them.
    dynamic: bool


def is_placeholder(text: str, *, dynamic: bool = False) -> bool:
    """Whether a page only says that another program is needed to see the document.

    Of a `dynamic` form, whose pages are made when it is opened, asking to wait says so.
    """
    if len(text) >= _LONGEST_COVER or not _ASKS_TO_WAIT.search(text):
        return False
    return dynamic or bool(_ANOTHER_PROGRAM.search(text))


def attached(document: pypdfium2.PdfDocument) -> list[Part]:
    """The files attached to a document as a whole."""
    parts: list[Part] = []
    with suppress(pypdfium2.PdfiumError):
        for index in range(min(document.count_attachments(), _MOST_FILES)):
            parts += _part(document.get_attachment(index))
    return parts


def _part(attachment: pypdfium2.PdfAttachment) -> Iterator[Part]:
    try:
        name, content = attachment.get_name(), bytes(attachment.get_data())
    except pypdfium2.PdfiumError:
        return
    yield Part(name, content if len(content) <= _LARGEST else b"")


def pinned(page: pypdfium2.PdfPage, document: pypdfium2.PdfDocument) -> list[Part]:
    """The files pinned to one page."""
    parts: list[Part] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            raw = pdfium.FPDFAnnot_GetFileAttachment(annotation)
            if raw:
                parts += _part(pypdfium2.PdfAttachment(raw, document))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return parts


def read_form(path: Path) -> Form | None:
    """The form that a PDF is, None when it is none; never raises, whatever the file does to the parser."""
    try:
        with cpu_budget(_PATIENCE_S), open_reader(path) as reader:
            root = reader.root_object
            packets = _packets(root.get("/AcroForm"))
            dynamic = bool(root.get("/NeedsRendering"))
    except Exception:  # noqa: BLE001 - pypdf raises anything on damaged files
        return None
    return Form(_written(packets), dynamic) if packets else None


def _packets(form: pypdf.generic.PdfObject | None) -> bytes:
    """The XML of a form as one document, also where it is cut into parts; empty when there is none."""
    form = form.get_object() if form is not None else None
    if not isinstance(form, DictionaryObject) or "/XFA" not in form:
        return b""
    xfa = form["/XFA"].get_object()
    streams = [each.get_object() for each in xfa] if isinstance(xfa, ArrayObject) else [xfa]
    return b"".join(stream.get_data() for stream in streams if isinstance(stream, StreamObject))


def _written(packets: bytes) -> str:
    try:
        root = parse_xml(packets)
    except etree.XMLSyntaxError:
        return ""
    named = {_local(part): part for part in root} or {_local(root): root}
    shown = list(_words(named[_SHOWN])) if _SHOWN in named else []
    filled = list(_values(named[_FILLED])) if _FILLED in named else []
    return "\n".join(dict.fromkeys([*shown, *filled]))


def _words(template: etree._Element) -> Iterator[str]:
    """Labels and fixed texts, as they stand in the form."""
    for element in template.iter():
        hidden = any(_local(above) in _HIDDEN for above in element.iterancestors())
        if hidden or _local(element) not in _XFA_TEXT:
            continue
        if text := " ".join(" ".join(str(piece) for piece in element.itertext()).split()):
            yield text


def _values(datasets: etree._Element) -> Iterator[str]:
    """What was filled in, each value after the name of its field."""
    for element in datasets.iter():
        text = " ".join((element.text or "").split())
        if text and isinstance(element.tag, str):
            yield f"{_local(element)} : {text}"


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
