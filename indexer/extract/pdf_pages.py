"""From the sheets of a PDF to the pages that are stored, shown and searched."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from catalogue.record import Page, TextSource
from indexer.extract.accents import recomposed
from indexer.extract.extracted import Line
from indexer.extract.hyphens import count_words
from indexer.extract.layout import PlacedLine, Sheet
from indexer.extract.ligatures import mend_ligatures
from indexer.extract.pdf_text import TITLE_PAGES
from indexer.extract.running_lines import without_running_lines
from indexer.extract.tidy import reflow, tidy, tidy_line

#: Lines of the first pages given to whoever looks for the title.
PROMINENT_LINES = 30

#: A line without a letter or digit: a bullet left alone, a ticked box, a rule.
_ORNAMENT = re.compile(r"^[^\w\n]+(?:\n|\Z)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]{2,}")
#: Letters from which a word tells one line from another.
_TELLING = 4
#: What a line of a title holds: a letter, or a year that ends it (« Engagements Quartiers ⏎ 2030 »).
_SAYS = re.compile(r"[^\W\d_]|\d{4}")


def clean_pages(
    sheets: Sequence[Sheet],
    recognised: Mapping[int, Sheet],
    labels: Sequence[str],
    headings: Mapping[int, tuple[str, ...]],
) -> tuple[Page, ...]:
    """Return clean pages; `recognised` holds what Tesseract saw on some, by page counted from 0.

    Running lines go first, while a page still is what was printed.
    """
    chosen = _with_scans(sheets, recognised)
    texts = without_running_lines(chosen)
    words = count_words(texts)
    pages = []
    for index, raw in enumerate(texts):
        text = reflow(_ORNAMENT.sub("", tidy(raw, words)).strip())
        pages.append(
            Page(
                number=index + 1,
                text=text,
                label=labels[index] if index < len(labels) else "",
                headings=headings.get(index, ()),
                source=_source(sheets[index], chosen[index], text, tried=index in recognised),
            )
        )
    return tuple(pages)


def _source(sheet: Sheet, chosen: Sheet, text: str, *, tried: bool) -> TextSource:
    """Tell where a page's text is from: NONE as long as Tesseract could add to it, not for a blank page."""
    if chosen is not sheet:
        return TextSource.OCR
    waits = sheet.needs_ocr and not (tried and text)
    return TextSource.NONE if waits else TextSource.TEXT


def mend_sheets(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Put back the letters of ligatures and the accents, in the text and in the lines that were placed."""
    mended = []
    texts = mend_ligatures([recomposed(sheet.text) for sheet in sheets])
    for sheet, text in zip(sheets, texts, strict=True):
        if text != sheet.text:
            written = text.split("\n")
            lines = tuple(replace(line, text=written[line.index].strip()) for line in sheet.lines)
            sheet = replace(sheet, text=text, lines=lines)
        mended.append(sheet)
    return mended


def prominent_lines(sheets: Sequence[Sheet], recognised: Mapping[int, Sheet]) -> tuple[Line, ...]:
    """Return the largest lines of the first pages, in reading order, those of scans among them."""
    placed = [
        (number, line)
        for number, sheet in enumerate(_with_scans(sheets[:TITLE_PAGES], recognised), start=1)
        for line in sheet.lines
        if _SAYS.search(line.text)
    ]
    sizes = sorted((line.size for _, line in placed), reverse=True)
    smallest = sizes[PROMINENT_LINES - 1] if len(sizes) > PROMINENT_LINES else 0.0
    chosen = [(number, line) for number, line in placed if line.size >= smallest][:PROMINENT_LINES]
    return tuple(Line(tidy_line(line.text), line.size, number) for number, line in chosen)


def _with_scans(sheets: Sequence[Sheet], recognised: Mapping[int, Sheet]) -> list[Sheet]:
    return [_with_scan(sheet, recognised.get(index, Sheet(""))) for index, sheet in enumerate(sheets)]


def _with_scan(sheet: Sheet, scan: Sheet) -> Sheet:
    """Add to what a page says the lines that Tesseract alone saw, if they are worth it.

    The page's own letters are certain, Tesseract's are not: a line both have is taken from the page.
    """
    if not scan.text:
        return sheet
    said = [set(_WORD.findall(line.casefold())) for line in sheet.text.split("\n")]
    around = [before | after for before, after in pairwise([set(), *said, set()])]
    seen = enumerate(scan.text.split("\n"))
    new = {index: line for index, line in seen if _is_new(_WORD.findall(line.casefold()), around)}
    if len(_WORD.findall(" ".join(new.values()))) <= len(set().union(*said)):
        return sheet
    own = sheet.text.strip("\n")
    text = "\n".join(filter(None, [own, *new.values()]))
    return replace(sheet, text=text, lines=(*_own_lines(sheet), *_new_lines(scan, new, text)))


def _own_lines(sheet: Sheet) -> Iterator[PlacedLine]:
    """Where a page's own lines stand once the empty ones before them are gone."""
    gone = len(sheet.text) - len(sheet.text.lstrip("\n"))
    return (replace(line, index=line.index - gone) for line in sheet.lines if line.index >= gone)


def _new_lines(scan: Sheet, new: Mapping[int, str], text: str) -> Iterator[PlacedLine]:
    """The placed lines of a scan that are added, which are the last of the text."""
    first = text.count("\n") + 1 - len(new)
    places = {index: first + place for place, index in enumerate(new)}
    return (replace(line, index=places[line.index]) for line in scan.lines if line.index in places)


def _is_new(words: Sequence[str], said: Iterable[Set[str]]) -> bool:
    """Whether no two lines of the page hold half of its words, but for short ones, which stand everywhere."""
    telling = [word for word in words if len(word) >= _TELLING] or words
    return all(sum(word not in each for word in telling) > len(telling) / 2 for each in said)
