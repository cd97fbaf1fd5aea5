"""Whether a page shows text that is no text: a scan, words drawn as shapes, a picture of a page.

A scan may lie below a stamp, a letterhead or a caption whose letters are digital; a report has photographs
beside its text. Only a look at the picture tells them apart: print is dark on light, and changes between the
two along every line.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from indexer.extract.layout import PlacedLine

#: A page with fewer letters may be a scan that only a stamp was printed on (`Reçu en préfecture le …`).
LARGEST_STAMP = 200
#: With more letters of its own, half a page of print, a page's pictures are not asked for text.
MOST_BESIDE_A_PICTURE = 1_500
#: Points; larger letters over a picture are a cover's title.
_STAMP_SIZE = 12.0
#: A scan covers its page, up to the scanner's margins.
_SCAN_SHARE = 0.6
#: A picture of text beside text takes at least this part of the page.
_PICTURE_SHARE = 0.35
#: With fewer, what letters there are may be bullets, and the words be drawn as shapes.
_FEWEST_LETTERS = 20
#: What an empty page may hold and still be empty: a rule, a logo's few strokes, an ornament.
_ORNAMENT_SHARE = 0.05
_ORNAMENT_PATHS = 50
#: Objects looked at on such a page.
_MOST_OBJECTS = 2000
#: Drawings within drawings that are followed.
_DEEPEST = 15
#: Part of the frame around all pictures that they must fill to be strips of one.
_STRIPS = 0.6
#: Fine enough for lines of print to stay apart.
_DOTS_PER_INCH = 60
#: Of 255: what is light, and by how much the next dot differs where a stroke begins or ends.
_LIGHT, _STROKE = 180, 50
#: Parts of a picture of print that are light, and that are borders of strokes: few where it holds five lines.
_LIGHT_SHARE, _STROKE_SHARE = 0.5, 0.012

Box = tuple[float, float, float, float]


def hides_text(page: pypdfium2.PdfPage, letters: int, lines: Sequence[PlacedLine]) -> bool:
    """Whether a page with so many letters of its own shows more than they say."""
    pictures, paths = _pictures(page)
    width, height = page.get_size()
    share = min(sum(map(_area, pictures)) / max(width * height, 1.0), 1.0)
    if letters < _FEWEST_LETTERS:
        return share > _ORNAMENT_SHARE or paths > _ORNAMENT_PATHS
    if letters < LARGEST_STAMP and share > _SCAN_SHARE and all(line.size <= _STAMP_SIZE for line in lines):
        return True
    return share > _PICTURE_SHARE and _shows_print(page, pictures)


def _pictures(page: pypdfium2.PdfPage) -> tuple[list[Box], int]:
    """The frames of a page's pictures, of one scan often many strips, and its number of paths."""
    boxes: list[Box] = []
    paths = 0
    for item, kind in islice(_objects(page), _MOST_OBJECTS):
        paths += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            boxes.append(_bounds(item))
    return boxes, paths


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int]]:
    """What a page is drawn of, with its kind, forms before what they hold.

    Asked of pdfium itself: pypdfium2 makes a Python object of each, and pages have thousands.
    """
    yield from _walk(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 1)


def _walk(
    parent: object, count: Callable[..., int], get: Callable[..., pdfium.FPDF_PAGEOBJECT], depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int]]:
    for index in range(count(parent)):
        item = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if not kind:
            raise pypdfium2.PdfiumError("unknown object")
        yield item, kind
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _walk(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)


def _bounds(item: pdfium.FPDF_PAGEOBJECT) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        raise pypdfium2.PdfiumError("object that lies nowhere")
    return left.value, bottom.value, right.value, top.value


def _shows_print(page: pypdfium2.PdfPage, pictures: Sequence[Box]) -> bool:
    """Whether the pictures of a page look like print: light, and full of borders of strokes."""
    bitmap = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True, may_draw_forms=False)
    try:
        dots = _within(bitmap.to_numpy().reshape(bitmap.height, -1), page, pictures).astype(np.int16)
    finally:
        bitmap.close()
    if dots.size == 0:
        return False
    light = float((dots > _LIGHT).mean())
    strokes = float((np.abs(np.diff(dots, axis=1)) > _STROKE).mean())
    return light > _LIGHT_SHARE and strokes > _STROKE_SHARE


def _within(dots: NDArray[np.uint8], page: pypdfium2.PdfPage, pictures: Sequence[Box]) -> NDArray[np.uint8]:
    """The dots of the page under its pictures; the whole page where it is shown turned."""
    frame = page.get_bbox()
    if page.get_rotation() or frame[2] <= frame[0] or frame[3] <= frame[1]:
        return dots
    left, bottom, right, top = _around(pictures)
    height, width = dots.shape
    across, down = width / (frame[2] - frame[0]), height / (frame[3] - frame[1])
    rows = slice(max(int((frame[3] - top) * down), 0), max(int((frame[3] - bottom) * down), 0))
    columns = slice(max(int((left - frame[0]) * across), 0), max(int((right - frame[0]) * across), 0))
    return dots[rows, columns]


def _around(pictures: Sequence[Box]) -> Box:
    """The frame of all pictures when they are the strips of one, else that of the largest."""
    lefts, bottoms, rights, tops = zip(*pictures, strict=True)
    together = min(lefts), min(bottoms), max(rights), max(tops)
    if sum(map(_area, pictures)) > _STRIPS * _area(together):
        return together
    return max(pictures, key=_area)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
