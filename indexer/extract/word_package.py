"""The parts of a Word package: body, notes, comments, headers, diagrams.

python-docx opens the package and follows its relationships. It is handed a copy reduced to XML that was
inflated under our limits, so neither a photo album nor a false size reaches it. What it refuses is read by
the parts' usual names.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.part import Part as DocxPart
from docx.package import Package as DocxPackage
from lxml import etree

from indexer.extract import ooxml, refusals
from indexer.extract.enclosed import Part
from indexer.extract.extracted import Metadata
from indexer.extract.ooxml_enclosed import enclosed
from indexer.extract.package import Package, parse_xml, without_entities

BODY = "word/document.xml"

#: What python-docx was seen to raise on packages that stray from the standard.
_REFUSALS = (PythonDocxError, OpcError, KeyError, ValueError, AttributeError, TypeError, etree.LxmlError)
_DRAWINGS = ("diagramData", "chart")
_USUAL_NAME = re.compile(r"word/(styles|footnotes|endnotes|comments|header|footer)\d*\.xml")


@dataclass(slots=True)
class WordPackage:
    """What a walker needs of one Word file, already parsed."""

    body: etree._Element
    #: Roots of the other parts by kind: `styles`, `footnotes`, `endnotes`, `comments`, `header`, `footer`.
    stories: defaultdict[str, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    #: Roots of diagrams and charts by the relationship that places them in the body.
    drawings: dict[str, etree._Element] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    #: How many pages Word counted when it saved the file; 0 when it does not say.
    stated_pages: int = 0
    #: Documents within the document.
    enclosed: list[Part] = field(default_factory=list)
    #: What of it is damaged, in a sentence.
    warnings: tuple[str, ...] = ()


def open_word(path: Path) -> WordPackage:
    """Open a DOCX, DOCM, DOTX or DOTM; raises ExtractionError when not even the body can be read."""
    with Package(path) as package:
        try:
            word = _by_relationships(DocxPackage.open(_reduced(package)))
        except _REFUSALS:
            word = _by_usual_names(package, path)
        word.metadata = ooxml.properties(package)
        word.stated_pages = ooxml.stated_pages(package)
        word.enclosed = enclosed(package)
        word.warnings = package.warnings
        return word


def _reduced(package: Package) -> BytesIO:
    """Copy the XML of a package and empty everything else."""
    copy = BytesIO()
    with ZipFile(copy, "w", ZIP_STORED) as reduced:
        for name in package:
            content = package.read_part(name) if name.lower().endswith((".xml", ".rels")) else b""
            reduced.writestr(name, content)
    copy.seek(0)
    return copy


def _by_relationships(opened: DocxPackage) -> WordPackage:
    main = opened.main_document_part
    word = WordPackage(_root(main))
    for identifier, relationship in main.rels.items():
        if relationship.is_external:
            continue
        kind = relationship.reltype.rpartition("/")[2]
        if kind in _DRAWINGS:
            word.drawings[identifier] = _root(relationship.target_part)
        elif _USUAL_NAME.fullmatch(f"word/{kind}.xml"):
            word.stories[kind].append(_root(relationship.target_part))
    return word


def _by_usual_names(package: Package, path: Path) -> WordPackage:
    arrows = ooxml.relationships(package, "").values()
    body = next((arrow.target for arrow in arrows if arrow.kind == "officeDocument"), BODY)
    if body not in package:
        body = BODY
    if body not in package:
        raise refusals.damaged(path)
    word = WordPackage(package.xml(body))
    for name in sorted(package):
        if match := _USUAL_NAME.fullmatch(name):
            word.stories[match[1]].append(package.part(name))
    return word


def _root(part: DocxPart) -> etree._Element:
    """The part's XML, parsed by our own parser unless python-docx already did."""
    element = getattr(part, "element", None)
    return without_entities(parse_xml(part.blob) if element is None else element)
