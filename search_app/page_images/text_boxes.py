"""From pdfium's characters to words with the places they stand at. Imported in a limited process only."""

import ctypes
import unicodedata
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from search_app.page_images.page_words import Box, PageWord

#: What pdfium puts for a hyphen at the end of a line, having taken the line end away.
LINE_END_HYPHENS = frozenset("\x02\ufffe\u00ad")
#: Characters read of one page at most; a page of a directory in small print has about 15 000.
MAX_CHARACTERS = 60_000
#: pdfium converts to whole pixels of an image of this size, so a box is exact to a millionth of the page.
_FINE = 1_000_000

#: Left, top, right, bottom as fractions of the page, before clipping.
_Edges = tuple[float, float, float, float]


def words_of(page: pypdfium2.PdfPage) -> tuple[PageWord, ...]:
    """The words that can be seen on a page, in pdfium's reading order."""
    text = page.get_textpage()
    words = []
    for lines in _runs(text):
        boxes = [box for _, numbers in lines if (box := _box(page, text, numbers)) is not None]
        word = unicodedata.normalize("NFKC", _join([piece for piece, _ in lines]))
        if boxes and word:
            words.append(PageWord(word, tuple(boxes)))
    return tuple(words)


def _runs(text: pypdfium2.PdfTextPage) -> Iterator[list[tuple[str, list[int]]]]:
    """The words as runs of characters: for each line a word stands on, its letters and their numbers."""
    lines: list[tuple[str, list[int]]] = [("", [])]
    for number in range(min(text.count_chars(), MAX_CHARACTERS)):
        character = _character(text, number)
        if character.isspace() or not character:
            if lines[0][0]:
                yield lines
            lines = [("", [])]
            continue
        letters, numbers = lines[-1]
        numbers.append(number)
        if character in LINE_END_HYPHENS:
            lines.append(("", []))
        else:
            lines[-1] = (letters + character, numbers)
    if lines[0][0]:
        yield lines


def _join(pieces: list[str]) -> str:
    """Join what line ends cut; before a capital the hyphen is the author's (`Poitou-⏎Charentes`)."""
    word = pieces[0]
    for piece in pieces[1:]:
        word += f"-{piece}" if piece[:1].isupper() and not word.isupper() else piece
    return word


def _character(text: pypdfium2.PdfTextPage, number: int) -> str:
    """One character; empty for what is no character (a font without Unicode names, half a pair)."""
    character = chr(pdfium.FPDFText_GetUnicode(text, number))
    if character in LINE_END_HYPHENS or character.isspace():
        return character
    return "" if unicodedata.category(character) in {"Cc", "Cs", "Cn"} else character


def _box(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, numbers: list[int]) -> Box | None:
    """The box around some characters, clipped to the page; None when they stand outside it."""
    edges = [each for number in numbers if (each := _edges(page, text, number)) is not None]
    if not edges:
        return None
    left, top = max(0.0, min(each[0] for each in edges)), max(0.0, min(each[1] for each in edges))
    right, bottom = min(1.0, max(each[2] for each in edges)), min(1.0, max(each[3] for each in edges))
    if left >= right or top >= bottom:
        return None
    return Box(round(left, 5), round(top, 5), round(right - left, 5), round(bottom - top, 5))


def _edges(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int) -> _Edges | None:
    """Where one character stands, in its font's full height so that a line is marked evenly."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, number, box):
        return None
    (x0, y0), (x1, y1) = _on_image(page, box.left, box.top), _on_image(page, box.right, box.bottom)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _on_image(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """From the page's own coordinates to fractions of its image, as rotated and cropped when shown."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
