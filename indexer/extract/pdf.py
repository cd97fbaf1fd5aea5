"""PDF: the text of every page by pdfium, what the file says of itself by pypdf, scans by Tesseract.

What one library cannot read the other is asked for, and a warning says so; a document is refused only when
neither gives a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from indexer.errors import ExtractionError, Reason
from indexer.extract import ocr, pdf_fallback, refusals
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.layout import Sheet
from indexer.extract.pdf_metadata import describe
from indexer.extract.pdf_outline import read_headings
from indexer.extract.pdf_pages import clean_pages, mend_sheets, prominent_lines
from indexer.extract.pdf_text import open_pdf, read_sheets

#: Pages that only pypdf may be able to read; more of them is a file beyond repair.
_MOST_RETRIES = 100
#: Share of single letters from which a page was taken to pieces, if it has so many words.
_SCATTERED = 0.25
_FEWEST_WORDS = 100
#: A complete file ends in `%%EOF`, give or take what mail programs append.
_TAIL_BYTES = 2048
#: What a program that took the file for text put in place of its bytes, thousands of times.
_REPLACEMENT = b"\xef\xbf\xbd" * 2
_REPLACED_BYTES = 1_000_000
_REPLACED_TIMES = 50


@dataclass(slots=True)
class _Reading:
    """The sheets of a document while they are completed, and what to tell about it."""

    sheets: list[Sheet]
    #: Texts that Tesseract gave, by page counted from 0.
    recognised: dict[int, str] = field(default_factory=dict)
    #: Titles of the outline by page counted from 0.
    headings: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def extract(path: Path, options: Options) -> Extracted:
    """Read a PDF; raises ExtractionError when it is empty, locked, or damaged beyond reading."""
    if not path.stat().st_size:
        raise refusals.empty(path)
    reading = _read(path, options)
    _check_something_is_there(path, reading.sheets)
    reading.sheets = mend_sheets(reading.sheets)
    description = describe(path)
    if description.incomplete:
        reading.warnings.append(
            "Ce que le fichier dit de lui-même (titre, auteur, sommaire) n'a pas pu être lu en entier : "
            "vérifiez la notice."
        )
    return Extracted(
        pages=clean_pages(reading.sheets, reading.recognised, description.labels, reading.headings),
        metadata=description.metadata,
        lines=prominent_lines(reading.sheets),
        warnings=tuple(reading.warnings),
    )


def _read(path: Path, options: Options) -> _Reading:
    try:
        with open_pdf(path) as document:
            reading = _Reading(list(read_sheets(document)))
            _retry_pages(path, reading)
            _recognise(document, reading, options)
            reading.headings = read_headings(document)
    except ExtractionError as refusal:
        return _read_otherwise(path, refusal)
    if not _is_complete(path):
        reading.warnings.append(
            "La fin du fichier manque, des pages peuvent manquer aussi : remplacez-le par une copie complète."
        )
    return reading


def _read_otherwise(path: Path, refusal: ExtractionError) -> _Reading:
    """Read by pypdf what pdfium cannot open; pdfium's refusal stands when pypdf finds no page either."""
    try:
        sheets = pdf_fallback.read_all(path)
    except pdf_fallback.LockedPdfError:
        raise refusals.encrypted(path) from refusal
    if sheets is None or (sheets and not any(sheet.text.strip() for sheet in sheets)):
        raise refusal
    reading = _Reading(sheets)
    reading.warnings.append("Le fichier s'ouvre mal : vérifiez que son texte est complet.")
    return reading


def _retry_pages(path: Path, reading: _Reading) -> None:
    """Ask pypdf for pages that pdfium cannot load or took to pieces; forget those at the end nobody finds."""
    sheets = reading.sheets
    doubtful = [
        number for number, sheet in enumerate(sheets) if sheet.failed or _scattering(sheet) > _SCATTERED
    ]
    if not doubtful:
        return
    for number, sheet in pdf_fallback.read_pages(path, doubtful[:_MOST_RETRIES]).items():
        if sheets[number].failed or 2 * _scattering(sheet) < _scattering(sheets[number]):
            sheets[number] = sheet
    promised = len(sheets)
    while sheets and sheets[-1].failed:
        sheets.pop()
    lost = promised - sum(not sheet.failed for sheet in sheets)
    if lost:
        reading.warnings.append(
            f"{_count_pages(lost)} du fichier {'est illisible' if lost == 1 else 'sont illisibles'} : "
            "remplacez-le par une autre copie si vous le pouvez."
        )


def _scattering(sheet: Sheet) -> float:
    """The share of single letters among the words: 3 % in French prose, 30 where letters stand apart."""
    words = sheet.text.split()
    return sum(len(word) == 1 and word.isalpha() for word in words) / max(len(words), _FEWEST_WORDS)


def _recognise(document: pypdfium2.PdfDocument, reading: _Reading, options: Options) -> None:
    """Have Tesseract read the pages that are pictures, as far as the time given allows."""
    scans = [number for number, sheet in enumerate(reading.sheets) if sheet.needs_ocr]
    installed = bool(scans) and options.ocr and bool(ocr.languages())
    if installed:
        reading.recognised = ocr.read_pages(document, scans, options.ocr_s)
    unread = [number for number in scans if number not in reading.recognised]
    without_text = sum(not reading.sheets[number].text.strip() for number in unread)
    if without_text and options.ocr:
        reading.warnings.append(_unread_scans(without_text, installed=installed))


def _unread_scans(pages: int, *, installed: bool) -> str:
    """Say what is missing and what would help: time or a program."""
    if installed:
        remedy = "augmentez limits.ocr_wall_s dans fonds.toml"
    else:
        remedy = "installez Tesseract et ses données pour le français (tesseract-ocr-fra)"
    state = "n'a pas de texte lisible" if pages == 1 else "n'ont pas de texte lisible"
    return f"{_count_pages(pages)} {state} (image ou scan) : {remedy}, puis relancez l'indexation."


def _check_something_is_there(path: Path, sheets: Sequence[Sheet]) -> None:
    """Refuse a file without pages, and one whose pages were all destroyed on the way."""
    if not sheets:
        raise ExtractionError(
            Reason.EMPTY,
            f"« {path.name} » ne contient aucune page : enregistrez-le à nouveau depuis le logiciel "
            "qui l'a créé.",
        )
    if any(sheet.text.strip() or sheet.needs_ocr for sheet in sheets):
        return
    with path.open("rb") as file:
        replaced = file.read(_REPLACED_BYTES).count(_REPLACEMENT)
    if replaced > _REPLACED_TIMES:
        raise refusals.damaged(path)


def _is_complete(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        return b"%%EOF" in file.read()


def _count_pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
