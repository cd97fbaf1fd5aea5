"""PowerPoint presentations (PPTX and kin): one page a slide, in the order in which they are shown.

Read: titles, texts, tables, groups of shapes, diagrams, charts, comments and the speaker's notes; hidden
slides too, since a library reads a presentation rather than attends it. Left out: slide numbers, dates and
what each slide repeats from its model.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from indexer.extract import refusals
from indexer.extract.enclosed import with_parts
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.ooxml import DIAGRAM, MC, A, C, R, Relationship, pour_drawing, properties, relationships
from indexer.extract.ooxml_enclosed import enclosed
from indexer.extract.package import Package
from indexer.extract.sections import assemble_slides
from indexer.extract.walker import Walker

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MAIN = "ppt/presentation.xml"

_TITLES = frozenset({"title", "ctrTitle"})
_REPEATED = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})


def extract(path: Path, options: Options) -> Extracted:
    """Read one presentation; raises ExtractionError when it is locked, damaged or out of proportion."""
    with Package(path) as package:
        if _MAIN not in package:
            raise refusals.damaged(path)
        walker = _SlideWalker(package)
        for number, slide in enumerate(_slides(package)):
            if number:
                walker.flow.break_page()
            walker.walk_slide(slide)
        metadata, parts = properties(package), enclosed(package)
        extracted = assemble_slides(walker.flow.blocks(), metadata, package.warnings)
        if package.warnings and not any(page.text for page in extracted.pages):
            raise refusals.damaged(path)
    return with_parts(extracted, parts, options) if parts else extracted


def _slides(package: Package) -> Iterator[str]:
    """Names of the slides' parts in the order of the presentation; dangling references are passed over."""
    parts = relationships(package, _MAIN)
    for entry in package.xml(_MAIN).iterfind(f"{_P}sldIdLst/{_P}sldId"):
        part = parts.get(entry.get(f"{R}id", ""))
        if part and part.target in package:
            yield part.target


class _SlideWalker(Walker):
    """Pours slides into a flow."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._package = package
        self._related: dict[str, Relationship] = {}
        self._level = 0
        self.starts = {
            f"{_P}sp": self._start_shape,
            f"{A}p": lambda _: self.flow.begin_paragraph(),
            f"{A}t": lambda element: self.flow.write(element.text or ""),
            f"{A}br": lambda _: self.flow.write("\n"),
            f"{A}tr": lambda _: self.flow.begin_row(),
            f"{A}tc": lambda _: self.flow.begin_cell(),
            f"{DIAGRAM}relIds": lambda element: self._drawing(element.get(f"{R}dm", "")),
            f"{C}chart": lambda element: self._drawing(element.get(f"{R}id", "")),
        }
        self.ends = {
            f"{A}p": lambda _: self.flow.end_paragraph(self._level),
            f"{A}tr": lambda _: self.flow.end_row(),
            f"{A}tc": lambda _: self.flow.end_cell(),
        }

    def skips(self, element: etree._Element) -> bool:
        """Leave out what is drawn a second time for old programs, or repeated from the model."""
        return element.tag == f"{MC}Fallback" or _placeholder(element) in _REPEATED

    def walk_slide(self, part: str) -> None:
        """Pour the shapes of one slide, then its notes and comments as asides."""
        self._related = relationships(self._package, part)
        self.walk(self._package.part(part))
        for related in self._related.values():
            if related.target in self._package and related.kind in ("notesSlide", "comments"):
                self.flow.begin_aside()
                self._aside(self._package.part(related.target))
                self.flow.end_aside()

    def _aside(self, root: etree._Element) -> None:
        for comment in root.iter(f"{_P}text"):
            self.flow.begin_paragraph()
            self.flow.write(comment.text or "")
            self.flow.end_paragraph()
        self.walk(root)

    def _start_shape(self, shape: etree._Element) -> None:
        self._level = int(_placeholder(shape) in _TITLES)

    def _drawing(self, identifier: str) -> None:
        related = self._related.get(identifier)
        if related and related.target in self._package:
            pour_drawing(self.flow, self._package.part(related.target))


def _placeholder(element: etree._Element) -> str | None:
    """The role of a shape in its model, None for other elements and free shapes."""
    if element.tag != f"{_P}sp":
        return None
    placeholder = element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return None if placeholder is None else placeholder.get("type", "obj")
