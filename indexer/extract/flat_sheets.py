"""A spreadsheet in one file of XML (FODS; ISO/IEC 26300-3), put into the package that readers of ODS know."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from catalogue.document_formats import ODS
from indexer.extract import refusals
from indexer.extract.package import parse_xml

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_HEAD = 4096


def is_flat(content: bytes) -> bool:
    """Whether a workbook is XML rather than a package."""
    return b":document" in content[:_HEAD] and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def pack(path: Path, content: bytes) -> bytes:
    """The same as an ODS, of which only the values are kept; raises ExtractionError when it is damaged."""
    try:
        root = parse_xml(content)
    except etree.XMLSyntaxError as error:
        raise refusals.damaged(path) from error
    body = etree.Element(f"{_OFFICE}document-content", nsmap=root.nsmap)
    body.extend(root.iterfind(f"{_OFFICE}body"))
    _close_up(body)
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        package.writestr("mimetype", ODS)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", etree.tostring(body, encoding="utf-8", xml_declaration=True))
    return packed.getvalue()


def _close_up(body: etree._Element) -> None:
    """Without the line ends between rows and cells that flat files are written with: calamine takes none."""
    for element in body.iter(etree.Element):
        if str(element.tag).startswith(_TEXT):
            continue
        element.text = (element.text or "").strip()
        for child in element:
            child.tail = (child.tail or "").strip()
