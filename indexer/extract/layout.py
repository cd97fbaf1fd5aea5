"""What a page looks like before its text is cleaned: lines, and where and how large they are set."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of a page where the reader sees it."""

    text: str
    #: Which line of the sheet's text it is, counted from 0.
    index: int
    #: Type size in points, as shown: the page's own scaling is counted.
    size: float
    #: Distance of the baseline from the top of the page as shown, 0 to 1.
    top: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as its parser gave it."""

    #: Lines end in `\\n`; line-end hyphens are still the parser's.
    text: str
    #: The first and last lines at least, all lines where a title may stand; in the order of the text.
    lines: tuple[PlacedLine, ...] = ()
    #: Whether the text must be read from the page's image, because there is none or it is illegible.
    needs_ocr: bool = False
    #: Whether its letters are no language; they are not kept.
    illegible: bool = False
    #: Whether the parser could not read the page at all.
    failed: bool = False
