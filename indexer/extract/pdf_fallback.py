"""The text of a PDF by pypdf, for files and pages that pdfium refuses.

Fifteen times slower than pdfium, so it is given a time and keeps what it read in it.
"""

from collections.abc import Iterable
from pathlib import Path

import pypdf
from pypdf.errors import FileNotDecryptedError, PyPdfError

from indexer.extract.layout import Sheet
from indexer.extract.patience import OutOfPatienceError, cpu_budget
from indexer.extract.pdf_metadata import open_reader

#: Processor seconds for one file; some hundred pages.
PATIENCE_S = 15


class LockedPdfError(Exception):
    """Only a password opens the file."""


def read_all(path: Path) -> list[Sheet] | None:
    """Read every page pypdf can, as far as its time allows; None when it cannot open the file either.

    Raises LockedPdfError.
    """
    sheets: list[Sheet] | None = None
    try:
        with cpu_budget(PATIENCE_S), open_reader(path) as reader:
            pages = reader.pages[:]
            sheets = []
            for page in pages:
                sheets.append(_sheet(page))
    except FileNotDecryptedError as error:
        raise LockedPdfError from error
    except Exception:  # noqa: BLE001 - pypdf raises anything on damaged files; pdfium's reason is the one told
        return sheets
    return sheets


def read_pages(path: Path, numbers: Iterable[int]) -> dict[int, Sheet]:
    """Read single pages, counted from 0; those pypdf cannot read either are left out."""
    sheets: dict[int, Sheet] = {}
    try:
        with cpu_budget(PATIENCE_S), open_reader(path) as reader:
            for number in numbers:
                sheets[number] = _sheet(reader.pages[number])
    except Exception:  # noqa: BLE001 - as above
        return sheets
    return {number: sheet for number, sheet in sheets.items() if not sheet.failed}


def _sheet(page: pypdf.PageObject) -> Sheet:
    try:
        return Sheet(page.extract_text())
    except (OutOfPatienceError, FileNotDecryptedError):
        raise
    except (PyPdfError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return Sheet("", failed=True)
