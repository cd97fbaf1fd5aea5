"""What Word and PowerPoint packages share (ECMA-376): relationships, properties, text of drawings."""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from indexer.extract.extracted import Metadata
from indexer.extract.file_dates import edtf_day
from indexer.extract.flow import Flow
from indexer.extract.origins import first_origin
from indexer.extract.package import Package

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"

CORE = "docProps/core.xml"
APPLICATION = "docProps/app.xml"

_SEPARATORS = re.compile(r"\s*[;\n]\s*")
_KEYWORD_SEPARATORS = re.compile(r"\s*[;,\n]\s*")


@dataclass(frozen=True, slots=True)
class Relationship:
    """An arrow from one part of a package to another."""

    #: Last word of the type's address: `slide`, `footnotes`, `notesSlide`.
    kind: str
    #: Name of the entry it leads to.
    target: str


def relationships(package: Package, part: str) -> dict[str, Relationship]:
    """Relationships of one part by identifier; those that lead out of the package are left out."""
    folder, name = posixpath.split(part)
    entry = posixpath.join(folder, "_rels", f"{name}.rels")
    return {
        element.get("Id", ""): Relationship(
            element.get("Type", "").rpartition("/")[2], _resolved(folder, element.get("Target", ""))
        )
        for element in package.part(entry)
        if element.get("TargetMode") != "External"
    }


def properties(package: Package) -> Metadata:
    """Core and application properties; both parts may be missing or damaged."""
    core, application = package.part(CORE), package.part(APPLICATION)
    return Metadata(
        title=_text(core, f"{_DC}title"),
        creators=_split(_SEPARATORS, _text(core, f"{_DC}creator")),
        publisher=_text(application, f"{_APP}Company"),
        subject=_text(core, f"{_DC}subject") or _text(core, f"{_DC}description"),
        keywords=_split(_KEYWORD_SEPARATORS, _text(core, f"{_CP}keywords")),
        created=edtf_day(_text(core, f"{_DCTERMS}created")),
        modified=edtf_day(_text(core, f"{_DCTERMS}modified")),
        language=_text(core, f"{_DC}language"),
        producer=_text(application, f"{_APP}Application"),
        origin=first_origin((_text(application, f"{_APP}HyperlinkBase"), _text(core, f"{_DC}source"))),
    )


def stated_pages(package: Package) -> int:
    """How many pages Word counted when it saved the file; 0 when it does not say."""
    text = package.part(APPLICATION).findtext(f"{_APP}Pages", "")
    return int(text) if text.isdigit() else 0


def pour_drawing(flow: Flow, root: etree._Element) -> None:
    """Write the text of a diagram (SmartArt) or the titles and labels of a chart."""
    for paragraph in root.iter(f"{A}p"):
        flow.begin_paragraph()
        flow.write("".join(text.text or "" for text in paragraph.iter(f"{A}t")))
        flow.end_paragraph()
    labels = dict.fromkeys(label.text or "" for label in root.iterfind(f".//{C}strCache/{C}pt/{C}v"))
    flow.begin_paragraph()
    flow.write(" | ".join(labels))
    flow.end_paragraph()


def _resolved(folder: str, target: str) -> str:
    absolute = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(unquote(absolute)).lstrip("/")


def _text(root: etree._Element, tag: str) -> str:
    return " ".join((root.findtext(tag) or "").split())


def _split(separators: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part for part in separators.split(text) if part)
