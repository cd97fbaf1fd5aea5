"""The text of a PDF by pdfium: fast, in reading order, but in C.

pdfium ends the whole process when memory runs out, so this runs in a limited process only. Python is told of
every other failure.
"""

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.extract import refusals
from indexer.extract.enclosed import Part
from indexer.extract.initials import join_initials
from indexer.extract.layout import PlacedLine, Sheet
from indexer.extract.legibility import SCATTERED, scattering, without_doubles
from indexer.extract.pdf_enclosed import pinned
from indexer.extract.pdf_glyphs import column_edges, lay_out
from indexer.extract.pdf_notes import is_written_on, notes, undrawn
from indexer.extract.pdf_pictures import MOST_BESIDE_A_PICTURE, hides_text
from indexer.extract.sideways import join_sideways

#: Lines looked at from either end of a page for running heads; a title may stand anywhere on the first pages.
EDGE_LINES = 6
TITLE_PAGES = 2
#: Lines placed at most on one page; a title page has fewer.
_MOST_LINES = 200
#: A page that lies about its number of pages fails on each; give up after so many in a row.
_MOST_FAILURES = 200

_LETTERS = re.compile(r"[^\W_]+")
#: What a font without a table of characters yields; single ones stand for ligatures and bullets.
_UNMAPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")
_ILLEGIBLE_SHARE = 0.3


@contextmanager
def open_pdf(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF, with the empty password if it is encrypted; raises ExtractionError."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise (refusals.encrypted(path) if locked else refusals.damaged(path)) from error
    with closing(document):
        yield document


def read_sheets(document: pypdfium2.PdfDocument, files: list[Part] | None = None) -> Iterator[Sheet]:
    """Yield every page in order; stops early where the file promises pages it does not hold.

    Files pinned to a page are added to `files`.
    """
    failures = 0
    for number in range(len(document)):
        try:
            with _flat_page(document, number) as (page, written):
                if files is not None:
                    files += pinned(page, document)
                sheet = _read(page, whole=number < TITLE_PAGES)
            if more := undrawn(written, sheet.text):
                sheet = replace(sheet, text=f"{sheet.text}\n{more}")
        except pypdfium2.PdfiumError:
            sheet = Sheet("", failed=True)
        failures = failures + 1 if sheet.failed else 0
        if failures > _MOST_FAILURES:
            return
        yield sheet


@contextmanager
def _flat_page(document: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[pypdfium2.PdfPage, list[str]]]:
    """Load a page with what people typed on it: fields and text boxes lie above the page's own text.

    Beside it comes all that was written, drawn or not.
    """
    page = document[number]
    written = notes(page)
    if (
        is_written_on(page)
        and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    ):
        page.close()
        page = document[number]
    with closing(page):
        yield page, written


def _read(page: pypdfium2.PdfPage, *, whole: bool) -> Sheet:
    with closing(page.get_textpage()) as textpage:
        text = textpage.get_text_range()
        relaid = _laid_out(text, page, textpage)
        if relaid is None:
            lines = tuple(_place_lines(text, page, textpage, whole=whole))
            text, lines = join_sideways(text, lines, textpage)
            text, lines = join_initials(text, lines, lambda offset: _measure(textpage, offset)[0])
        else:
            text, lines = relaid
    letters = sum(map(len, _LETTERS.findall(text, 0, 2 * MOST_BESIDE_A_PICTURE)))
    illegible = len(_UNMAPPED.findall(text)) > _ILLEGIBLE_SHARE * max(letters, 1)
    if illegible:
        return Sheet("", needs_ocr=True, illegible=True)
    text = without_doubles(text.replace("\r\n", "\n"))
    lines = tuple(map(_undoubled, lines))
    hidden = letters < MOST_BESIDE_A_PICTURE and hides_text(page, letters, lines)
    return Sheet(text, lines, needs_ocr=hidden)


def _undoubled(line: PlacedLine) -> PlacedLine:
    text = without_doubles(line.text)
    return line if text == line.text else replace(line, text=text)  # nearly every line stays


def _laid_out(
    text: str, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage
) -> tuple[str, tuple[PlacedLine, ...]] | None:
    """The lines of a page by where its letters stand, if the order they were drawn in misleads."""
    frame, rotation = page.get_bbox(), page.get_rotation()
    edges = column_edges(textpage, page.get_width()) if rotation == 0 else ()
    if not edges and scattering(text) <= SCATTERED:
        return None
    written = lay_out(textpage, edges)[:_MOST_LINES]
    placed = (
        PlacedLine(line.text, index, line.size, _from_top(line.left, line.bottom, frame, rotation))
        for index, line in enumerate(written)
    )
    return "\r\n".join(line.text for line in written), tuple(placed)


def _place_lines(
    text: str, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, *, whole: bool
) -> Iterator[PlacedLine]:
    """Where lines stand: all up to a bound, or the first and last few."""
    frame, rotation = page.get_bbox(), page.get_rotation()
    offset = 0
    lines = text.split("\r\n")
    for index, line in enumerate(lines):
        start = offset + len(line) - len(line.lstrip())
        offset += len(line) + 2
        wanted = index < (_MOST_LINES if whole else EDGE_LINES) or index >= len(lines) - EDGE_LINES
        if wanted and line.strip():
            size, x, y = _measure(textpage, start)
            yield PlacedLine(line.strip(), index, size, _from_top(x, y, frame, rotation))


def _measure(textpage: pypdfium2.PdfTextPage, offset: int) -> tuple[float, float, float]:
    """Size and origin of the character at one offset of the text."""
    handle = textpage.raw
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(handle, offset)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(handle, index, matrix)
    size = pdfium.FPDFText_GetFontSize(handle, index) * float(abs(complex(matrix.c, matrix.d)))
    return round(size, 1), x.value, y.value


def _from_top(x: float, y: float, frame: tuple[float, float, float, float], rotation: int) -> float:
    """How far below the top of the page a point is, in the way up that the page is shown."""
    left, bottom, right, top = frame
    width, height = max(right - left, 1.0), max(top - bottom, 1.0)
    return {
        0: (top - y) / height,
        90: (x - left) / width,
        180: (y - bottom) / height,
        270: (right - x) / width,
    }[rotation]
