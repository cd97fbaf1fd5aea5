"""A bibliography as an OpenDocument text (1.3), by ISO 690, ready to be pasted into a report.

Five small parts in a zip: LibreOffice and Word open it. Written to a temporary file, in memory as long as
it is small, since a zip is finished at its end.
"""

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree

from catalogue.document_formats import ODT
from catalogue.vocabulary.labels import fold
from exchange.formats import iso690
from exchange.formats.reference import Reference

TITLE = "Bibliographie"
#: Bytes kept in memory before the file goes to disk, and handed out at once.
_IN_MEMORY = 8_000_000
_CHUNK = 65_536

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_XLINK = "http://www.w3.org/1999/xlink"
_NAMESPACES = {"office": _OFFICE, "text": _TEXT, "style": _STYLE, "fo": _FO, "xlink": _XLINK}

_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODT}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
#: Hanging indent, so that names stand out.
_STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="{_OFFICE}" xmlns:style="{_STYLE}" xmlns:fo="{_FO}" office:version="1.3">
<office:styles>
<style:style style:name="Heading" style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.4cm"/>
<style:text-properties fo:font-size="16pt" fo:font-weight="bold"/>
</style:style>
<style:style style:name="Reference" style:family="paragraph">
<style:paragraph-properties fo:margin-left="1cm" fo:text-indent="-1cm" fo:margin-bottom="0.25cm"/>
</style:style>
<style:style style:name="Title" style:family="text">
<style:text-properties fo:font-style="italic"/>
</style:style>
</office:styles>
</office:document-styles>
"""


def write(references: Iterable[Reference]) -> Iterator[bytes]:
    """The file in chunks, once it is whole."""
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", ODT, ZIP_STORED)
            archive.writestr("META-INF/manifest.xml", _MANIFEST)
            archive.writestr("styles.xml", _STYLES)
            with archive.open("content.xml", "w") as content:
                _content(content, references)
        file.seek(0)
        yield from iter(lambda: file.read(_CHUNK), b"")


def _content(file: IO[bytes], references: Iterable[Reference]) -> None:
    """The paragraphs in the order of a bibliography, written one by one."""
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with (
            xml.element(
                f"{{{_OFFICE}}}document-content", {f"{{{_OFFICE}}}version": "1.3"}, nsmap=_NAMESPACES
            ),
            xml.element(f"{{{_OFFICE}}}body"),
            xml.element(f"{{{_OFFICE}}}text"),
        ):
            heading = etree.Element(
                f"{{{_TEXT}}}h", {f"{{{_TEXT}}}style-name": "Heading", f"{{{_TEXT}}}outline-level": "1"}
            )
            heading.text = TITLE
            xml.write(heading)
            for reference in sorted(references, key=_order):
                xml.write(_paragraph(reference))


def _order(reference: Reference) -> tuple[str, str, str]:
    """By the name that comes first, then by year, then by title."""
    first = str(reference.authors[0]) if reference.authors else reference.publisher or reference.title
    return fold(first), reference.issued, fold(reference.title)


def _paragraph(reference: Reference) -> etree._Element:
    paragraph = etree.Element(f"{{{_TEXT}}}p", {f"{{{_TEXT}}}style-name": "Reference"})
    for run in iso690.runs(reference):
        before, _found, _after = (
            run.text.partition(reference.address) if reference.address else (run.text, "", "")
        )
        span = etree.SubElement(paragraph, f"{{{_TEXT}}}span", _style(italic=run.italic))
        span.text = before
        if before != run.text:
            link = {f"{{{_XLINK}}}type": "simple", f"{{{_XLINK}}}href": reference.address}
            etree.SubElement(paragraph, f"{{{_TEXT}}}a", link).text = reference.address
    return paragraph


def _style(*, italic: bool) -> dict[str, str]:
    return {f"{{{_TEXT}}}style-name": "Title"} if italic else {}
