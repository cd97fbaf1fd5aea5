"""Spreadsheets in one file of XML: FODS (ISO/IEC 26300-3), and Excel 2003's « Feuille de calcul XML ».

The first is put into the package that readers of ODS know; the second, which none of them knows, is read
here.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from catalogue.document_formats import ODS
from indexer.extract import refusals
from indexer.extract.package import parse_xml, without_entities
from indexer.extract.table_rows import Row

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_EXCEL = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
#: Columns that a cell may be set apart by; further ones stand side by side.
_MOST_COLUMNS = 500


def is_flat(content: bytes) -> bool:
    """Whether a workbook is XML rather than a package or a compound file."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def parse(path: Path, content: bytes) -> etree._Element:
    """The root; raises ExtractionError when it is damaged."""
    try:
        return without_entities(parse_xml(content))
    except etree.XMLSyntaxError as error:
        raise refusals.damaged(path) from error


def is_of_excel(root: etree._Element) -> bool:
    """Whether Excel wrote it, or a program that writes for Excel."""
    return root.tag == f"{_EXCEL}Workbook"


def sheets(root: etree._Element) -> Iterator[tuple[str, Iterator[Row]]]:
    """Name and rows of each sheet of Excel's."""
    for sheet in root.iterfind(f"{_EXCEL}Worksheet"):
        yield sheet.get(f"{_EXCEL}Name", ""), _rows(sheet)


def _rows(sheet: etree._Element) -> Iterator[Row]:
    for row in sheet.iterfind(f"{_EXCEL}Table/{_EXCEL}Row"):
        cells: list[str] = []
        for cell in row.iterfind(f"{_EXCEL}Cell"):
            stated = cell.get(f"{_EXCEL}Index", "")
            if stated.isdecimal() and int(stated) <= _MOST_COLUMNS:
                cells += [""] * (int(stated) - 1 - len(cells))
            cells.append(" ".join(_value(each) for each in cell.iterfind(f"{_EXCEL}Data")))
        yield cells


def _value(data: etree._Element) -> str:
    text = "".join(map(str, data.itertext()))
    if data.get(f"{_EXCEL}Type") == "DateTime":
        day, _mark, hour = text.partition("T")
        day = "/".join(reversed(day.split("-")))
        return day if hour.startswith("00:00") else f"{day} {hour[:5]}".strip()
    return text


def pack(root: etree._Element) -> bytes:
    """A flat OpenDocument as an ODS, of which only the values are kept."""
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
