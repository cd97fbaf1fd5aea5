"""What OpenDocument styles say of a paragraph: heading, size, page breaks around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from indexer.extract.sections import BODY_SIZE, HEADING_SIZES, TITLE_SIZE

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_TITLE = re.compile(r"title|titre(?:_20_principal)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """How paragraphs of one style look."""

    title: bool = False
    #: Points.
    size: float = BODY_SIZE
    break_before: bool = False
    break_after: bool = False
    #: What is written in it is not shown.
    hidden: bool = False


class OdfStyles:
    """The common and automatic styles of one file, each read once."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        roots = list(roots)
        self._elements = {
            element.get(f"{_STYLE}name", ""): element
            for root in roots
            for element in root.iter(f"{_STYLE}style")
            if element.get(f"{_STYLE}family") == "paragraph"
        }
        self._known: dict[str, Style] = {}
        hiding = (element for root in roots for element in root.iter(f"{_STYLE}style") if _hides(element))
        self._hiding = {
            element.get(f"{_STYLE}name", "")
            for element in hiding
            if element.get(f"{_STYLE}family") != "paragraph"
        }

    def hides(self, name: str) -> bool:
        """Whether a style of characters or of sections says that what is written in it is not shown."""
        return name in self._hiding

    def of(self, name: str) -> Style:
        """The style of that name, with what it takes from its parents."""
        chain: list[str] = []
        while name not in self._known and name not in chain:
            chain.append(name)
            name = self._parent(name)
        for derived in reversed(chain):
            self._known[derived] = self._read(derived, self._known.get(self._parent(derived), Style()))
        return self._known[chain[0]] if chain else self._known[name]

    def _parent(self, name: str) -> str:
        element = self._elements.get(name)
        return "" if element is None else element.get(f"{_STYLE}parent-style-name", "")

    def _read(self, name: str, style: Style) -> Style:
        """Overlay what one style states on what its parents do."""
        title = style.title or bool(_TITLE.fullmatch(name))
        element = self._elements.get(name)
        if element is None:
            return replace(style, title=title)
        paragraph = element.find(f"{_STYLE}paragraph-properties")
        if paragraph is not None:
            style = replace(
                style,
                break_before=_is_page(paragraph.get(f"{_FO}break-before"), style.break_before),
                break_after=_is_page(paragraph.get(f"{_FO}break-after"), style.break_after),
            )
        if element.get(f"{_STYLE}master-page-name"):
            style = replace(style, break_before=True)
        text = element.find(f"{_STYLE}text-properties")
        size = _POINTS.fullmatch("" if text is None else text.get(f"{_FO}font-size", ""))
        stated = None if text is None else text.get(f"{_TEXT}display")
        hidden = style.hidden if stated is None else stated == "none"
        return replace(style, title=title, size=float(size[1]) if size else style.size, hidden=hidden)


def prominence(style: Style, level: int) -> tuple[int, float]:
    """Level and size of a paragraph whose own heading level is `level` (0 for none)."""
    if style.title:
        return 1, max(style.size, TITLE_SIZE)
    if level:
        level = min(level, len(HEADING_SIZES))
        return level, max(style.size, HEADING_SIZES[level - 1])
    return 0, style.size


def _hides(element: etree._Element) -> bool:
    return any(each.get(f"{_TEXT}display") == "none" for each in element.iterfind(f"{_STYLE}text-properties"))


def _is_page(value: str | None, inherited: bool) -> bool:  # noqa: FBT001 - a style's own attribute
    return inherited if value is None else value == "page"
