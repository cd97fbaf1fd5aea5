"""What a Word style says of a paragraph: whether it is a title or a heading, and how large it is set."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from indexer.extract.sections import HEADING_SIZES, TITLE_SIZE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Word 97's own default where a file states none.
_DEFAULT_SIZE = 10.0
_LOWEST_HEADING = 6
_SUBTITLE_SIZE = 22.0

_HEADING = re.compile(r"(?:heading|titre)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|titre|titre\s*principal", re.IGNORECASE)
_SUBTITLE = re.compile(r"subtitle|sous-?\s*titre", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """How paragraphs of one style look."""

    #: 1 to 6 for a heading, 1 for the title, else 0.
    level: int
    #: Points, raised to what a title or a heading stands for.
    size: float
    #: What is written in it is not shown.
    hidden: bool = False


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a name of Word's, None where there is no element either.

    `find`, which takes paths, costs three times as much, and is asked for every run of a text.
    """
    return None if element is None else next(element.iterchildren(f"{W}{name}"), None)


class Styles:
    """The styles of one file, each read once; without a style sheet, identifiers are taken as names."""

    def __init__(self, sheets: Iterable[etree._Element]) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        default_size = None
        for sheet in sheets:
            default_size = default_size or _points(sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz"))
            for element in sheet.iterfind(f"{W}style"):
                self._elements[element.get(f"{W}styleId", "")] = element
                if element.get(f"{W}default") in ("1", "true") and element.get(f"{W}type") == "paragraph":
                    self._elements.setdefault("", element)
        self._default = Style(0, default_size or _DEFAULT_SIZE)

    def of(self, identifier: str) -> Style:
        """The style of that identifier, the default one when it is empty or unknown."""
        chain: list[str] = []
        while identifier not in self._known and identifier not in chain:
            chain.append(identifier)
            identifier = self._base(identifier)
        for derived in reversed(chain):
            self._known[derived] = self._read(derived, self._known.get(self._base(derived), self._default))
        return self._known[chain[0]] if chain else self._known[identifier]

    def _base(self, identifier: str) -> str:
        """Identifier of the style that one is based on; empty, like the default style's, when on none."""
        based_on = child(self._elements.get(identifier), "basedOn")
        return "" if based_on is None else based_on.get(f"{W}val", "")

    def _read(self, identifier: str, base: Style) -> Style:
        element = self._elements.get(identifier)
        if element is None:
            return _named(identifier) or self._default
        hidden = is_hidden(child(element, "rPr"), inherited=base.hidden)
        size = _points(element.find(f"{W}rPr/{W}sz")) or base.size
        name = child(element, "name")
        named = _named("" if name is None else name.get(f"{W}val", ""))
        if named:
            return Style(named.level, max(named.size, size), hidden)
        level = outline_level(child(element, "pPr"))
        return Style(base.level if level is None else level, size, hidden)


def is_hidden(properties: etree._Element | None, *, inherited: bool) -> bool:
    """Whether characters of these properties are not shown; what is `inherited` where they are silent."""
    stated = child(properties, "vanish")
    return inherited if stated is None else stated.get(f"{W}val") not in ("0", "false")


def outline_level(properties: etree._Element | None) -> int | None:
    """Heading level that paragraph properties state, 0 for "body text"; None when they are silent."""
    stated = child(properties, "outlineLvl")
    value = "" if stated is None else stated.get(f"{W}val", "")
    if not value.isdigit():
        return None
    return int(value) + 1 if int(value) < _LOWEST_HEADING else 0


def run_size(paragraph: etree._Element) -> float | None:
    """Largest size in points given directly to a paragraph's runs; None when they follow the style."""
    sizes = (
        _points(child(properties, "sz"))
        for run in paragraph.iterchildren(f"{W}r")
        for properties in run.iterchildren(f"{W}rPr")
    )
    return max(filter(None, sizes), default=None)


def _named(name: str) -> Style | None:
    name = name.strip()
    if heading := _HEADING.fullmatch(name):
        level = min(int(heading[1]), _LOWEST_HEADING)
        return Style(level, HEADING_SIZES[level - 1])
    if _TITLE.fullmatch(name):
        return Style(1, TITLE_SIZE)
    return Style(0, _SUBTITLE_SIZE) if _SUBTITLE.fullmatch(name) else None


def _points(size: etree._Element | None) -> float | None:
    """Word counts in half points."""
    value = "" if size is None else size.get(f"{W}val", "")
    return int(value) / 2 if value.isdigit() else None
