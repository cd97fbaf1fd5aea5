"""Pages that are pictures, read by Tesseract when it is installed.

Tesseract is a program of its own, run once a page on an image it gets by pipe; nothing is written to disk. It
is optional: without it such pages stay without text, and the documentalist is told how many and what to do.
"""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from math import sqrt
from time import monotonic
from unicodedata import combining, normalize

import pypdfium2
from PIL import Image

from indexer.extract.deskew import straightened
from indexer.extract.layout import Sheet
from indexer.extract.legibility import is_language, likeness
from indexer.extract.ocr_lines import sheet_of

#: What French documents are printed in, best first; a language Tesseract lacks is left out.
LANGUAGES = ("fra", "eng")
#: On real pages 200 read as well as 300 (word agreement .972 and .971) and took a sixth less time.
_DOTS_PER_INCH = 200
#: A poster is read at fewer dots per inch: about an A3 page.
_MOST_PIXELS = 14_000_000
#: Seconds for one page; a dense A4 page takes 4.
_PAGE_S = 60
#: Words compared with a page's own text, and the share of them that must be seen.
_WORD = re.compile(r"[^\W\d_]{3,}")
_MOSTLY = 0.5
#: How a page may lie that makes no sense, the likeliest first.
_TURNS = (Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)


@lru_cache(maxsize=1)
def languages() -> str:
    """Return what Tesseract can read of our languages, as it names them: `fra+eng`; empty without it."""
    if not shutil.which("tesseract"):
        return ""
    try:
        listing = _tesseract(["--list-langs"], b"", seconds=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    installed = set(listing.split())
    return "+".join(language for language in LANGUAGES if language in installed)


def read_pages(document: pypdfium2.PdfDocument, numbers: Iterable[int], seconds: float) -> dict[int, Sheet]:
    """Return what Tesseract sees on pages counted from 0, as many as `seconds` of wall clock allow.

    A page that it cannot read in time or at all is left out; one on which it sees no language, whichever way
    it is turned, gives an empty text.
    """
    seen: dict[int, Sheet] = {}
    end = monotonic() + seconds
    for number in numbers:
        if end - monotonic() <= 0:
            break
        with contextlib.suppress(OSError, subprocess.SubprocessError, pypdfium2.PdfiumError):
            with closing(document[number]) as page:
                image, points = _photograph(page), 72 / _dots_per_inch(page)
            seen[number] = _read(image, points, end)
    return seen


def shows(document: pypdfium2.PdfDocument, number: int, text: str, seconds: float) -> bool:
    """Whether Tesseract sees most of the words of a text on a page counted from 0."""
    with contextlib.suppress(OSError, subprocess.SubprocessError, pypdfium2.PdfiumError):
        with closing(document[number]) as page:
            image = _photograph(page)
        seen, words = _words(_seen(image, 1.0, monotonic() + seconds).text), _words(text)
        return len(words & seen) >= _MOSTLY * len(words)
    return False


def _words(text: str) -> set[str]:
    """The words of a text without their accents, of which Tesseract knows those of French only."""
    plain = "".join(each for each in normalize("NFD", text.casefold()) if not combining(each))
    return set(_WORD.findall(plain))


def _read(image: Image.Image, points: float, end: float) -> Sheet:
    """A page as it is seen, straightened or turned where it makes no sense as it is.

    Tesseract finds the side of a page by itself, but not its head. What is too short to tell is kept.
    """
    sheet = _seen(image, points, end)
    if _is_read(sheet):
        return sheet
    straight = straightened(image) if monotonic() < end else None
    seen = [sheet] if straight is None else [sheet, _seen(straight, points, end)]
    if all(is_language(each.text) for each in seen):
        return max(seen, key=_letters)
    upright = image if straight is None else straight
    for turn in _TURNS:
        if monotonic() < end and not _is_read(seen[-1]):
            seen.append(_seen(upright.transpose(turn), points, end))
    return max(filter(_is_read, seen), key=_letters, default=Sheet(""))


def _is_read(sheet: Sheet) -> bool:
    """Whether what was seen is long enough to be judged, and is language."""
    return likeness(sheet.text) is not None and is_language(sheet.text)


def _letters(sheet: Sheet) -> int:
    return sum(map(str.isalpha, sheet.text))


def _seen(image: Image.Image, points: float, end: float) -> Sheet:
    """What Tesseract sees; `points` is what a pixel stands for."""
    arguments = ["-", "-", "-l", languages(), "--dpi", str(_DOTS_PER_INCH), "-c", "tessedit_create_hocr=1"]
    seconds = max(min(end - monotonic(), _PAGE_S), 1)
    return sheet_of(_tesseract(arguments, _portable(image), seconds), image.height, points)


def _dots_per_inch(page: pypdfium2.PdfPage) -> float:
    """As many as read well, fewer for a poster."""
    width, height = page.get_size()
    return min(float(_DOTS_PER_INCH), 72 * sqrt(_MOST_PIXELS / max(width * height, 1.0)))


def _photograph(page: pypdfium2.PdfPage) -> Image.Image:
    """Render a page in grey."""
    bitmap = page.render(scale=_dots_per_inch(page) / 72, grayscale=True)
    try:
        image: Image.Image = bitmap.to_pil().convert("L")
        return image
    finally:
        bitmap.close()


def _portable(image: Image.Image) -> bytes:
    """An image as PGM, the plainest there is."""
    return b"P5 %d %d 255\n" % image.size + image.tobytes()


def _tesseract(arguments: list[str], stdin: bytes, seconds: float) -> str:
    """Run Tesseract on one thread: its own threads slow it down where several documents are read at once."""
    program = shutil.which("tesseract") or "tesseract"
    done = subprocess.run(  # noqa: S603 - a fixed program and fixed arguments
        [program, *arguments],
        input=stdin,
        capture_output=True,
        timeout=seconds,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode("utf-8", "replace")
