"""PDF: the text of every page by pdfium, what the file says of itself by pypdf, scans by Tesseract.

What one library cannot read the other is asked for, and a warning says so; a document is refused only when
neither gives a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from indexer.errors import ExtractionError, Reason
from indexer.extract import ocr, pdf_fallback, refusals
from indexer.extract.enclosed import Part, with_parts
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.layout import Sheet
from indexer.extract.legibility import SCATTERED, is_junk, is_language, scattering
from indexer.extract.origins import printed_origin
from indexer.extract.pdf_damage import count_damaged_streams, has_its_end
from indexer.extract.pdf_enclosed import attached, is_placeholder, read_form
from indexer.extract.pdf_metadata import describe
from indexer.extract.pdf_outline import read_headings
from indexer.extract.pdf_pages import clean_pages, mend_sheets, prominent_lines
from indexer.extract.pdf_text import open_pdf, read_sheets
from indexer.extract.signatures import pdf_offset

#: Pages that only pypdf may be able to read; more of them is a file beyond repair.
_MOST_RETRIES = 100
#: Bytes at the end of a file among which its end is looked for; disks fill up whole blocks.
_TAIL_BYTES = 2**17
#: Bytes of a file beyond which damage is not looked for.
_SEARCHED = 64 * 2**20
#: What a program that took the file for text put in place of its bytes, thousands of times.
_REPLACEMENT = b"\xef\xbf\xbd" * 2
_REPLACED_BYTES = 1_000_000
_REPLACED_TIMES = 50


_INSTALL = "installez Tesseract et ses données pour le français (tesseract-ocr-fra)"


#: Pages in an unknown language that are compared with what is seen of them, for all of a document.
_MOST_COMPARED = 3
#: Pages of a file whose first only asks for another program; more are a document.
_PAGES_OF_A_MASK = 2
#: Bytes before a PDF that its readers pass over; what stands behind more is cut out for them.
_FOUND_BY_READERS = 1_000


@dataclass(slots=True)
class _Reading:
    """The sheets of a document while they are completed, and what to tell about it."""

    sheets: list[Sheet]
    #: What Tesseract saw, by page counted from 0.
    recognised: dict[int, Sheet] = field(default_factory=dict)
    #: Titles of the outline by page counted from 0.
    headings: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    #: Attached files.
    enclosed: list[Part] = field(default_factory=list)
    #: Pages whose words may be those of a language that nothing here knows, by page counted from 0.
    doubted: dict[int, Sheet] = field(default_factory=dict)
    #: Whether the file says that its pages are made when it is opened.
    dynamic: bool = False


def extract(path: Path, options: Options) -> Extracted:
    """Read a PDF; raises ExtractionError when it is empty, locked, or damaged beyond reading."""
    if not path.stat().st_size:
        raise refusals.empty(path)
    offset = pdf_offset(path)
    if offset and offset > _FOUND_BY_READERS:
        with TemporaryDirectory(prefix="fonds-pdf-", ignore_cleanup_errors=True) as folder:
            cut = Path(folder) / "document.pdf"
            cut.write_bytes(path.read_bytes()[offset:])
            return extract(cut, options)
    reading = _read(path, options)
    _unmask(path, reading)
    _check_something_is_there(path, reading.sheets)
    reading.sheets = mend_sheets(reading.sheets)
    description = describe(path)
    if description.incomplete:
        reading.warnings.append(
            "Ce que le fichier dit de lui-même (titre, auteur, sommaire) n'a pas pu être lu en entier : "
            "vérifiez la notice."
        )
    origin = description.metadata.origin or printed_origin(reading.sheets)
    extracted = Extracted(
        pages=clean_pages(reading.sheets, reading.recognised, description.labels, reading.headings),
        metadata=replace(description.metadata, origin=origin),
        lines=prominent_lines(reading.sheets, reading.recognised),
        warnings=tuple(reading.warnings),
    )
    return with_parts(extracted, reading.enclosed, options) if reading.enclosed else extracted


def _unmask(path: Path, reading: _Reading) -> None:
    """Take the page that only asks for another program from a portfolio or a form, and read what it hides."""
    first = reading.sheets[0].text if reading.sheets else ""
    asks = is_placeholder(first, dynamic=reading.dynamic)
    if len(reading.sheets) > _PAGES_OF_A_MASK or not (asks or reading.dynamic):
        return
    form = read_form(path)
    if not asks and (form is None or len(form.text) < len(" ".join(each.text for each in reading.sheets))):
        return  # pages that say more than the form they are to make room for
    reading.recognised = {}
    if form is not None and form.text:
        reading.sheets = [Sheet(form.text)]
    elif reading.enclosed:
        reading.sheets = [Sheet("")]
    else:
        raise refusals.dynamic_form(path)


def _read(path: Path, options: Options) -> _Reading:
    try:
        with open_pdf(path) as document:
            files = attached(document)
            reading = _Reading(list(read_sheets(document, files)), enclosed=files)
            reading.dynamic = document.get_formtype() == pypdfium2.raw.FORMTYPE_XFA_FULL
            _retry_pages(path, reading)
            _recognise(document, reading, options)
            reading.headings = read_headings(document)
    except ExtractionError as refusal:
        return _read_otherwise(path, refusal)
    if path.stat().st_size < _SEARCHED and (damaged := count_damaged_streams(path.read_bytes())):
        reading.warnings.append(_damaged(damaged))
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
    reading = _Reading([sheet if is_language(sheet.text) else Sheet("", illegible=True) for sheet in sheets])
    if illegible := sum(sheet.illegible for sheet in reading.sheets):
        reading.warnings.append(_illegible(illegible, installed=True))
    reading.warnings.append("Le fichier s'ouvre mal : vérifiez que son texte est complet.")
    return reading


def _retry_pages(path: Path, reading: _Reading) -> None:
    """Ask pypdf for pages pdfium cannot load or makes no words of; forget those at the end nobody finds."""
    sheets = reading.sheets
    doubtful = [
        number for number, sheet in enumerate(sheets) if sheet.failed or not _is_well_read(sheet.text)
    ]
    if not doubtful:
        return
    for number, sheet in pdf_fallback.read_pages(path, doubtful[:_MOST_RETRIES]).items():
        if sheets[number].failed or _reads_better(sheet.text, sheets[number].text):
            sheets[number] = replace(sheet, needs_ocr=sheets[number].needs_ocr)
    for number in doubtful:
        if not is_language(sheets[number].text):
            if not is_junk(sheets[number].text):
                reading.doubted[number] = sheets[number]
            sheets[number] = Sheet("", needs_ocr=True, illegible=True)
    promised = len(sheets)
    while sheets and sheets[-1].failed:
        sheets.pop()
    lost = promised - sum(not sheet.failed for sheet in sheets)
    if lost:
        reading.warnings.append(
            f"{_count_pages(lost)} du fichier {'est illisible' if lost == 1 else 'sont illisibles'} : "
            "remplacez-le par une autre copie si vous le pouvez."
        )


def _is_well_read(text: str) -> bool:
    return is_language(text) and scattering(text) <= SCATTERED


def _reads_better(text: str, than: str) -> bool:
    """Whether one reading of a page is language, in whole words, and the other is not."""
    if not is_language(text):
        return False
    return not is_language(than) or 2 * scattering(text) < scattering(than)


def _is_what_is_seen(document: pypdfium2.PdfDocument, doubted: Mapping[int, Sheet], seconds: float) -> bool:
    """Whether pages in a language that nothing here knows show what their text says: then it is one."""
    asked = list(doubted.items())[:_MOST_COMPARED]
    return bool(asked) and all(
        ocr.shows(document, number, sheet.text, seconds / len(asked)) for number, sheet in asked
    )


def _recognise(document: pypdfium2.PdfDocument, reading: _Reading, options: Options) -> None:
    """Have Tesseract read the pages that are pictures, as far as the time given allows."""
    scans = [number for number, sheet in enumerate(reading.sheets) if sheet.needs_ocr]
    installed = bool(scans) and options.ocr and bool(ocr.languages())
    if installed and _is_what_is_seen(document, reading.doubted, options.ocr_s):
        for number, sheet in reading.doubted.items():
            reading.sheets[number] = sheet
        scans = [number for number in scans if number not in reading.doubted]
    if installed:
        reading.recognised = ocr.read_pages(document, scans, options.ocr_s)
    seen = {number for number, sheet in reading.recognised.items() if sheet.text}
    illegible = [
        number
        for number in scans
        if number not in seen
        and (reading.sheets[number].illegible or number in reading.recognised)
        and not reading.sheets[number].text.strip()
    ]
    waiting = [number for number in scans if number not in reading.recognised and number not in illegible]
    without_text = sum(not reading.sheets[number].text.strip() for number in waiting)
    if without_text and options.ocr:
        reading.warnings.append(_unread_scans(without_text, installed=installed))
    if illegible:
        reading.warnings.append(_illegible(len(illegible), installed=bool(ocr.languages())))


def _unread_scans(pages: int, *, installed: bool) -> str:
    """Say what is missing and what would help: time or a program."""
    remedy = "augmentez limits.ocr_wall_s dans fonds.toml" if installed else _INSTALL
    state = "n'a pas de texte lisible" if pages == 1 else "n'ont pas de texte lisible"
    return f"{_count_pages(pages)} {state} (image ou scan) : {remedy}, puis relancez l'indexation."


def _illegible(pages: int, *, installed: bool) -> str:
    """Say of pages whose letters make no words that they are left out."""
    state = "a un texte illisible" if pages == 1 else "ont un texte illisible"
    remedy = (
        "numérisez-les à nouveau, droites et nettes, ou déposez une autre copie" if installed else _INSTALL
    )
    return f"{_count_pages(pages)} {state} (lettres qui ne forment pas de mots), écarté : {remedy}."


def _damaged(streams: int) -> str:
    if streams == 1:
        return (
            "Un passage du fichier est abîmé, du texte manque sans doute : remplacez-le par une autre copie."
        )
    return f"{streams} passages du fichier sont abîmés, du texte manque sans doute : déposez une autre copie."


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
        return has_its_end(file.read())


def _count_pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
