"""What Tesseract saw on a page: its text, and where and how large each line is set.

Tesseract tells it in hOCR, which is XHTML with the place of each line in its `title` (the hOCR specification,
`bbox` and `x_size`). The text is what it would have given alone. A line it is not sure of (a mark, a drawing)
is text like any other, since a doubtful word found is better than a sure one lost, but it is not placed: so
it is neither a title nor a running head. Sizes measured on a picture differ a little from line to line, so
those close to one another are made one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from lxml import etree

from indexer.extract.layout import PlacedLine, Sheet

#: Of a hundred, how sure Tesseract is of the words of a line that is placed.
SURE = 80
#: Sizes between the largest of a class and this share of it are one.
_ALIKE = 0.86
#: A word so much higher than its line is a mark beside it, or a row of cells read across.
_TOO_HIGH = 1.8
#: Words so many times further apart than they are high are two things side by side: a letterhead and a mark,
#: a running head and its page.
_APART = 3.0
#: How Tesseract sees the rules between the cells of a table.
_CELLS = re.compile(r"[|\[_]")
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line of a picture, in pixels."""

    text: str
    size: float
    bottom: int
    #: Whether it was read with some certainty and is in one size: no mark, no drawing, no row of a table.
    is_plain: bool
    #: Whether it is two things side by side, which may run through the pages and are no title.
    is_parted: bool


def sheet_of(hocr: str, height: int, points: float) -> Sheet:
    """A page from hOCR; `height` of its picture in pixels, `points` that a pixel stands for."""
    paragraphs = list(_paragraphs(hocr))
    text = "\n".join("".join(f"{line.text}\n" for line in paragraph) for paragraph in paragraphs)
    # A paragraph is followed by an empty line.
    numbered = [
        (index, line)
        for index, line in enumerate(each for paragraph in paragraphs for each in (*paragraph, None))
        if line is not None and line.is_plain
    ]
    smallest = min((line.size for _, line in numbered), default=0.0)
    sizes = _evened([smallest if line.is_parted else line.size for _, line in numbered])
    lines = (
        PlacedLine(line.text, index, round(size * points, 1), min(line.bottom / max(height, 1), 1.0))
        for (index, line), size in zip(numbered, sizes, strict=True)
    )
    return Sheet(text, tuple(lines))


def _paragraphs(hocr: str) -> Iterator[list[_Seen]]:
    """Lines by paragraph, in the order Tesseract reads them; none where it gave no hOCR."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    page = etree.fromstring(hocr.encode(), parser) if hocr.strip() else None
    if page is None:
        return
    for paragraph in page.iter("{*}p"):
        lines = [_line(each) for each in paragraph if _BOX.search(each.get("title", ""))]
        if lines:
            yield lines


def _line(element: etree._Element) -> _Seen:
    words = [each for each in element.iter("{*}span") if each.get("class") == "ocrx_word"]
    said, (top, bottom) = element.get("title", ""), _extent(element)
    found = _SIZE.search(said)
    size = float(found[1]) if found else float(bottom - top)
    text = " ".join("".join(each.itertext()) for each in words).strip()
    high = max((below - above for above, below in map(_extent, words)), default=0)
    is_plain = _certainty(words) >= SURE and high <= _TOO_HIGH * size and not _CELLS.search(text)
    return _Seen(text, size, bottom, is_plain and bool(text), _widest(words) > _APART * size)


def _extent(element: etree._Element) -> tuple[int, int]:
    """Its top and bottom."""
    box = _BOX.search(element.get("title", ""))
    return (int(box[2]), int(box[4])) if box else (0, 0)


def _widest(words: Sequence[etree._Element]) -> int:
    """The widest space between two words."""
    boxes = [box for each in words if (box := _BOX.search(each.get("title", "")))]
    return max((int(right[1]) - int(left[3]) for left, right in pairwise(boxes)), default=0)


def _certainty(words: Sequence[etree._Element]) -> float:
    """The mean of what Tesseract gives each word, of a hundred."""
    return mean(
        [int(found[1]) for each in words if (found := _CONFIDENCE.search(each.get("title", "")))] or [0]
    )


def _evened(sizes: Sequence[float]) -> list[float]:
    """The same sizes, each the median of those that are alike, the largest first to gather its like."""
    left, evened = sorted(sizes, reverse=True), dict[float, float]()
    while left:
        alike = [size for size in left if size >= _ALIKE * left[0]]
        evened |= dict.fromkeys(alike, median(alike))
        left = left[len(alike) :]
    return [evened[size] for size in sizes]
