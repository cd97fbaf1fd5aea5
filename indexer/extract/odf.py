"""OpenDocument texts and presentations (ODT, ODP; ISO/IEC 26300), packed or flat, and SXW, SXI before them.

Read: headings, lists, tables, text boxes, notes and annotations where they stand, headers and footers once,
speaker's notes. Left out: what change tracking keeps of deletions. A slide is a page; a text has pages where
the program that saved it marked their beginnings, else it is cut into sections.
"""

from pathlib import Path
from zipfile import is_zipfile

from lxml import etree

from indexer.extract import refusals
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.file_dates import edtf_day
from indexer.extract.formats import Options
from indexer.extract.odf_walker import META, OFFICE, STYLE, OdfWalker
from indexer.extract.origins import first_origin
from indexer.extract.package import Package, in_odf_names, parse_xml, without_entities
from indexer.extract.sections import assemble, assemble_slides, breaks_are_pages, layout_is_known
from indexer.extract.text import read_bounded

_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTENT, _STYLES, _PROPERTIES, _MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"

#: Content, styles, properties, and a sentence for what could not be read.
_Parts = tuple[etree._Element, etree._Element, etree._Element, tuple[str, ...]]


def extract(path: Path, options: Options) -> Extracted:
    """Read one file; raises ExtractionError when it is locked, damaged or out of proportion."""
    content, styles, properties, warnings = _parts(path) if is_zipfile(path) else _flat(path)
    walker = OdfWalker([styles, content])
    slides = next(content.iter(f"{OFFICE}presentation"), None)
    if slides is None and content.get(f"{OFFICE}class") == "presentation":
        slides = content
    if slides is None:
        walker.walk_asides(styles.iterfind(f"{OFFICE}master-styles/{STYLE}master-page/*"))
    walker.walk(content)
    blocks = walker.flow.blocks()
    if slides is not None:
        return assemble_slides(blocks, _metadata(properties), warnings)
    if walker.laid_out:
        paged = layout_is_known(walker.flow.page, _stated_pages(properties))
    else:
        paged = breaks_are_pages(blocks)
    return assemble(blocks, _metadata(properties), warnings, paged=paged)


def _parts(path: Path) -> _Parts:
    """Content, styles and properties of a package, and what of it is damaged."""
    with Package(path) as package:
        if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            raise refusals.encrypted(path)
        content, styles, properties = package.xml(_CONTENT), package.part(_STYLES), package.part(_PROPERTIES)
        return content, styles, properties, package.warnings


def _flat(path: Path) -> _Parts:
    """The same of a document in one file of XML, where all stand together."""
    try:
        root = without_entities(parse_xml(in_odf_names(read_bounded(path))))
    except etree.XMLSyntaxError as error:
        raise refusals.damaged(path) from error
    return root, root, root, ()


def _metadata(root: etree._Element) -> Metadata:
    def texts(tag: str) -> tuple[str, ...]:
        found = (" ".join((element.text or "").split()) for element in root.iter(tag))
        return tuple(dict.fromkeys(text for text in found if text))

    def first(*tags: str) -> str:
        return next((text for tag in tags for text in texts(tag)), "")

    return Metadata(
        title=first(f"{_DC}title"),
        creators=texts(f"{META}initial-creator") or texts(f"{_DC}creator"),
        subject=first(f"{_DC}subject", f"{_DC}description"),
        keywords=texts(f"{META}keyword"),
        created=edtf_day(first(f"{META}creation-date")),
        modified=edtf_day(first(f"{_DC}date")),
        language=first(f"{_DC}language"),
        producer=first(f"{META}generator"),
        origin=first_origin((*texts(f"{_DC}source"), *texts(f"{META}user-defined"))),
    )


def _stated_pages(root: etree._Element) -> int:
    """How many pages the program counted when it saved the file; 0 when it does not say."""
    statistics = next(root.iter(f"{META}document-statistic"), None)
    count = "" if statistics is None else statistics.get(f"{META}page-count", "")
    return int(count) if count.isdigit() else 0
