"""The library the browser reads: the one of the site's other tests, larger and with real PDF files."""

import hashlib
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from catalogue.record import Page, Record
from tests.search_app.fonds_of_test import PDF, RECORDS
from tests.search_app.pdf_files import Sheet, write_pdf

#: Nothing a page may break at, and long enough to widen a narrow screen.
LONG_WORD = "Interministérialité" * 4
#: Makes a second page of results.
COPIES = 25

Described = tuple[Record, tuple[Page, ...]]


def records_with_files(corpus: Path) -> tuple[Described, ...]:
    """Records whose PDF files stand in `corpus`, each page of them as its text says."""
    return tuple(_with_file(record, pages, corpus) for record, pages in _records())


def _records() -> Iterator[Described]:
    yield from RECORDS
    report, pages = RECORDS[0]
    for number in range(COPIES):
        title = f"Bulletin des équipes de quartier n° {number + 1}"
        yield (
            replace(report, identifier=f"bulletin-{number}", title=title, file="", format="text/html"),
            pages,
        )
    awkward = replace(report, identifier="long", title=f"{LONG_WORD} et {LONG_WORD}", publisher=LONG_WORD)
    yield replace(awkward, source=f"https://exemple.fr/{LONG_WORD}", file="long.pdf"), pages


def _with_file(record: Record, pages: tuple[Page, ...], corpus: Path) -> Described:
    if record.format != PDF:
        return record, pages
    path = corpus / record.file
    path.parent.mkdir(parents=True, exist_ok=True)
    write_pdf(path, *(_sheet(page) for page in pages))
    return replace(record, sha256=hashlib.sha256(path.read_bytes()).hexdigest()), pages


def _sheet(page: Page) -> Sheet:
    lines = [line for paragraph in page.text.split("\n") for line in textwrap.wrap(paragraph, 55)]
    return Sheet(tuple((40, 550 - 18 * number, line) for number, line in enumerate(lines)))
