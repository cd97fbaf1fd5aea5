"""A report as an OpenDocument text (1.3): headings, tables with header rows, quotations, references."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from catalogue.document_formats import ODT
from exchange.reports.blocks import Bars, Block, Entry, Heading, Paragraph, Quotation, Report, Table

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_XLINK = "http://www.w3.org/1999/xlink"
_DC = "http://purl.org/dc/elements/1.1/"
_NAMESPACES = {
    "office": _OFFICE, "text": _TEXT, "table": _TABLE, "style": _STYLE, "fo": _FO, "xlink": _XLINK,
}  # fmt: skip
#: ZIP's first day: a file's own would make other bytes of the same report.
_BORN = (1980, 1, 1, 0, 0, 0)
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODT}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def _paragraph_style(name: str, paragraph: str = "", text: str = "", parent: str = "Standard") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


_STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="{_OFFICE}" xmlns:style="{_STYLE}" xmlns:fo="{_FO}" xmlns:text="{_TEXT}"
 office:version="1.3"><office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="11pt"/></style:style>
{_paragraph_style("Title", 'fo:margin-bottom="0.3cm"', 'fo:font-size="22pt" fo:font-weight="bold"')}
{_paragraph_style("Subtitle", 'fo:margin-bottom="0.6cm"', 'fo:font-size="12pt" fo:color="#55606a"')}
{
    _paragraph_style(
        "Heading_20_1",
        'fo:margin-top="0.6cm" fo:keep-with-next="always"',
        'fo:font-size="16pt" fo:font-weight="bold"',
    )
}
{
    _paragraph_style(
        "Heading_20_2",
        'fo:margin-top="0.4cm" fo:keep-with-next="always"',
        'fo:font-size="13pt" fo:font-weight="bold"',
    )
}
{_paragraph_style("Quotations", 'fo:margin-left="1cm" fo:margin-right="1cm"', 'fo:font-style="italic"')}
{_paragraph_style("Source", 'fo:margin-left="1cm" fo:margin-bottom="0.4cm"', 'fo:font-size="9pt"')}
{_paragraph_style("Reference", 'fo:margin-left="1cm" fo:text-indent="-1cm"')}
{_paragraph_style("Caption", 'fo:margin-top="0.3cm" fo:keep-with-next="always"', 'fo:font-weight="bold"')}
{_paragraph_style("Table_20_Heading", "", 'fo:font-weight="bold"')}
<style:style style:name="Work" style:family="text">
<style:text-properties fo:font-style="italic"/></style:style>
</office:styles></office:document-styles>
"""


def write(report: Report) -> bytes:
    """The file, the same for the same report."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _put(archive, "mimetype", ODT.encode(), ZIP_STORED)
        _put(archive, "META-INF/manifest.xml", _MANIFEST.encode())
        _put(archive, "styles.xml", _STYLES.encode())
        _put(archive, "meta.xml", _meta(report))
        _put(archive, "content.xml", _content(report))
    return file.getvalue()


def _put(archive: ZipFile, name: str, content: bytes, method: int = ZIP_DEFLATED) -> None:
    about = ZipInfo(name, _BORN)
    about.compress_type = method
    archive.writestr(about, content)


def _meta(report: Report) -> bytes:
    root = etree.Element(
        f"{{{_OFFICE}}}document-meta", {f"{{{_OFFICE}}}version": "1.3"}, nsmap={"office": _OFFICE, "dc": _DC}
    )
    said = etree.SubElement(root, f"{{{_OFFICE}}}meta")
    told = (("title", report.title), ("creator", report.author), ("date", report.day),
            ("language", report.language))  # fmt: skip
    for name, value in told:
        etree.SubElement(said, f"{{{_DC}}}{name}").text = value
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _content(report: Report) -> bytes:
    root = etree.Element(
        f"{{{_OFFICE}}}document-content", {f"{{{_OFFICE}}}version": "1.3"}, nsmap=_NAMESPACES
    )
    text = etree.SubElement(etree.SubElement(root, f"{{{_OFFICE}}}body"), f"{{{_OFFICE}}}text")
    _line(text, "Title", report.title)
    _line(text, "Subtitle", report.subtitle)
    for number, block in enumerate(report.blocks, 1):
        _add(text, block, number)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(text: etree._Element, block: Block, number: int) -> None:
    match block:
        case Heading():
            style = f"Heading_20_{block.level}"
            level = {f"{{{_TEXT}}}style-name": style, f"{{{_TEXT}}}outline-level": str(block.level)}
            etree.SubElement(text, f"{{{_TEXT}}}h", level).text = block.text
        case Paragraph():
            _linked(_line(text, "Standard", block.text), block.address)
        case Quotation():
            _line(text, "Quotations", f"« {block.text} »")
            _linked(_line(text, "Source", block.source), block.address)
        case Entry():
            line = _line(text, "Reference", "")
            for words, italic in block.runs:
                work = {f"{{{_TEXT}}}style-name": "Work"} if italic else {}
                etree.SubElement(line, f"{{{_TEXT}}}span", work).text = words
        case Table():
            _table(text, block, number)
        case Bars():
            _table(text, table_of(block), number)


def table_of(bars: Bars) -> Table:
    """The table that says what bars show."""
    return Table(bars.caption, bars.header, tuple((name, str(count)) for name, count in bars.values))


def _table(text: etree._Element, block: Table, number: int) -> None:
    _line(text, "Caption", block.caption)
    table = etree.SubElement(text, f"{{{_TABLE}}}table", {f"{{{_TABLE}}}name": f"Table{number}"})
    columns = {f"{{{_TABLE}}}number-columns-repeated": str(len(block.header))}
    etree.SubElement(table, f"{{{_TABLE}}}table-column", columns)
    _row(etree.SubElement(table, f"{{{_TABLE}}}table-header-rows"), block.header, "Table_20_Heading")
    for row in block.rows:
        _row(table, row, "Standard")
    _line(text, "Standard", "")


def _row(parent: etree._Element, cells: tuple[str, ...], style: str) -> None:
    row = etree.SubElement(parent, f"{{{_TABLE}}}table-row")
    for cell in cells:
        held = etree.SubElement(row, f"{{{_TABLE}}}table-cell", {f"{{{_OFFICE}}}value-type": "string"})
        _line(held, style, cell)


def _line(parent: etree._Element, style: str, words: str) -> etree._Element:
    line = etree.SubElement(parent, f"{{{_TEXT}}}p", {f"{{{_TEXT}}}style-name": style})
    line.text = words
    return line


def _linked(line: etree._Element, address: str) -> None:
    """Make the words of a line lead to an address."""
    if address:
        words, line.text = line.text, ""
        link = {f"{{{_XLINK}}}type": "simple", f"{{{_XLINK}}}href": address}
        etree.SubElement(line, f"{{{_TEXT}}}a", link).text = words
