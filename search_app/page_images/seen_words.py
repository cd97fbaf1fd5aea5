"""The words of a page that is a picture, with the places Tesseract sees them at; in a limited process only.

The text that is searched was read when the document was indexed; here only the places are asked for, once a
page, when somebody looks for a word on it. Without Tesseract such a page has no boxes: its text is marked.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2

from confined.confinement import helper_limits
from search_app.page_images.page_words import Box, PageWord

#: What documents here are printed in; a language Tesseract lacks is left out.
LANGUAGES = ("fra", "eng")
DOTS_PER_INCH = 200
#: A poster is read at fewer dots per inch: about an A3 page.
MOST_PIXELS = 14_000_000
#: Of the program, which has room of its own beside the process that runs it.
TIMEOUT_S, MEMORY_MB = 40, 2_000
#: Columns of Tesseract's table; rows of this level are words.
_COLUMNS, _WORD_LEVEL = 12, "5"


@dataclass(frozen=True, slots=True)
class _Row:
    """One word of Tesseract's table, in pixels."""

    text: str
    #: Page, block, paragraph and line.
    line: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int


def seen_words(page: pypdfium2.PdfPage) -> tuple[PageWord, ...]:
    """What Tesseract sees, in its reading order.

    Raises OSError or subprocess.SubprocessError when it does not run or needs too long.
    """
    across, down = page.get_size()
    scale = min(DOTS_PER_INCH / 72, (MOST_PIXELS / max(across * down, 1.0)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    portable = b"P5 %d %d 255\n" % image.size + image.tobytes()
    arguments = ["-", "-", "-l", _languages(), "--dpi", str(DOTS_PER_INCH), "tsv"]
    return words_of_table(_tesseract(arguments, portable), image.width, image.height)


def words_of_table(table: str, width: int, height: int) -> tuple[PageWord, ...]:
    """The words of a table that Tesseract made of an image of so many pixels; cut ones made whole."""
    words: list[PageWord] = []
    last: _Row | None = None
    for row in _rows(table):
        box = Box(
            round(row.left / width, 5),
            round(row.top / height, 5),
            round(row.width / width, 5),
            round(row.height / height, 5),
        )
        if last and last.line != row.line and last.text.endswith("-") and row.text[:1].islower():
            before = words.pop()
            words.append(PageWord(before.text.removesuffix("-") + row.text, (*before.boxes, box)))
        else:
            words.append(PageWord(row.text, (box,)))
        last = row
    return tuple(words)


def _rows(table: str) -> Iterator[_Row]:
    for line in table.splitlines():
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL or not cells[-1].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        yield _Row(cells[-1].strip(), tuple(cells[1:5]), left, top, width, height)


def _languages() -> str:
    """Ours that are installed, as Tesseract names them: `fra+eng`."""
    installed = _tesseract(["--list-langs"], b"").split()
    return "+".join(_known(installed)) or "eng"


def _known(installed: Iterable[str]) -> list[str]:
    here = set(installed)
    return [language for language in LANGUAGES if language in here]


def _tesseract(arguments: list[str], stdin: bytes) -> str:
    limits = helper_limits(memory_mb=MEMORY_MB, cpu_s=TIMEOUT_S) if os.name == "posix" else None
    done = subprocess.run(  # noqa: S603 - a fixed program and fixed arguments
        [shutil.which("tesseract") or "tesseract", *arguments],
        input=stdin,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=True,
        preexec_fn=limits,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode("utf-8", "replace")
