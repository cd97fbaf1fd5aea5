"""Pages that are pictures, read by Tesseract when it is installed.

Tesseract is a program of its own, run once a page on an image it gets by pipe; nothing is written to disk. It
is optional: without it such pages stay without text, and the documentalist is told how many and what to do.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from time import monotonic

import pypdfium2

#: What French documents are printed in, best first; a language Tesseract lacks is left out.
LANGUAGES = ("fra", "eng")
#: On real pages 200 read as well as 300 (word agreement .972 and .971) and took a sixth less time.
_DOTS_PER_INCH = 200
#: A poster is read at fewer dots per inch: about an A3 page.
_MOST_PIXELS = 14_000_000
#: Seconds for one page; a dense A4 page takes 4.
_PAGE_S = 60


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


def read_pages(document: pypdfium2.PdfDocument, numbers: Iterable[int], seconds: float) -> dict[int, str]:
    """Return what Tesseract sees on pages counted from 0, as many as `seconds` of wall clock allow.

    A page that it cannot read in time or at all is left out.
    """
    texts: dict[int, str] = {}
    end = monotonic() + seconds
    for number in numbers:
        left = end - monotonic()
        if left <= 0:
            break
        with contextlib.suppress(OSError, subprocess.SubprocessError, pypdfium2.PdfiumError):
            with closing(document[number]) as page:
                image = _photograph(page)
            texts[number] = _tesseract(
                ["-", "-", "-l", languages(), "--dpi", str(_DOTS_PER_INCH)], image, min(left, _PAGE_S)
            )
    return texts


def _photograph(page: pypdfium2.PdfPage) -> bytes:
    """Render a page in grey as PGM, the plainest image there is."""
    width, height = page.get_size()
    scale = _DOTS_PER_INCH / 72
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        stride = bitmap.stride
        pixels = b"".join(rows[row * stride : row * stride + bitmap.width] for row in range(bitmap.height))
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + pixels
    finally:
        bitmap.close()


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
