"""BibTeX: what Zotero, JabRef and HAL export; bibtexparser reads it, damaged entries with their line."""

import logging
import re
from collections.abc import Iterator

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware, NormalizeFieldKeys
from bibtexparser.model import Entry

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import FILES, SUBJECTS, Incoming, Parsed, gathered

#: Field of BibTeX or BibLaTeX → ours.
_FIELDS = {
    "title": "title",
    "shorttitle": "alternative",
    "publisher": "publisher",
    "institution": "publisher",
    "organization": "publisher",
    "school": "publisher",
    "language": "language",
    "langid": "language",
    "abstract": "abstract",
    "url": FILES,
}
_TYPES = {
    "article": "article", "book": "ouvrage", "inbook": "ouvrage", "incollection": "ouvrage",
    "collection": "ouvrage",
    "mastersthesis": "memoire", "phdthesis": "memoire", "thesis": "memoire", "proceedings": "actes",
    "inproceedings": "actes", "conference": "actes", "video": "video", "movie": "video", "dataset": "donnees",
    "legislation": "texte-officiel",
}  # fmt: skip
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*")
_ENTRY = re.compile(rb"@\s*\w+\s*[{(]")


def read(content: bytes) -> Iterator[Parsed]:
    """Entries and damaged blocks, in the order of the file."""
    if not _ENTRY.search(content):
        raise IntakeError("Ce fichier n'est pas du BibTeX : aucune entrée « @… { » n'y commence.")
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    text = content.decode("utf-8-sig", "replace")
    reading = [LatexDecodingMiddleware(), NormalizeFieldKeys(), MonthIntMiddleware()]
    library = bibtexparser.parse_string(text, append_middleware=reading)
    blocks = sorted([*library.entries, *library.failed_blocks], key=lambda each: each.start_line)
    for number, block in enumerate(blocks, 1):
        line = block.start_line + 1
        if isinstance(block, Entry):
            yield Incoming(number, line, block.key, gathered(list(_pairs(block))))
        else:
            yield Rejection(number, line, _key(block.raw or ""), _reason(str(block.error)))


def _pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    said = {field.key: _plain(str(field.value)) for field in entry.fields}
    if said.get("subtitle"):
        said["title"] = f"{said.get('title', '')} : {said['subtitle']}"
    for name, ours in _FIELDS.items():
        yield ours, said.get(name, "")
    for name in ("author", "editor"):
        yield from (("creators", each) for each in _AND.split(said.get(name, "")))
    yield "issued", said.get("date") or _date(said.get("year", ""), said.get("month", ""))
    yield from ((SUBJECTS, each) for each in _BETWEEN.split(said.get("keywords", "")))
    yield from ((FILES, each) for each in _files(said.get("file", "")))
    yield "type", _TYPES.get(entry.entry_type.lower(), "")
    yield "source", said.get("url") or said.get("journal") or said.get("booktitle", "")


def _plain(text: str) -> str:
    """The text without the braces that keep capitals."""
    return text.replace("{", "").replace("}", "")


def _date(year: str, month: str) -> str:
    return f"{year}-{int(month):02d}" if year and month.isdigit() else year


def _files(field: str) -> Iterator[str]:
    """Paths of JabRef's and Zotero's `description:path:type`, or the whole where it is a bare path."""
    for each in field.split(";"):
        parts = re.split(r"(?<!\\):", each)
        yield (parts[1] if len(parts) >= 3 else each).replace("\\:", ":")


def _key(raw: str) -> str:
    match = re.match(r"@\s*\w+\s*[{(]\s*([^,\s}]*)", raw)
    return match[1] if match else ""


def _reason(error: str) -> str:
    if "Duplicate entry key" in error:
        return "une entrée plus haut a la même clé ; changez l'une des deux."
    if "Duplicate field" in error:
        return "un champ y est deux fois ; gardez-en un."
    return "l'entrée n'est pas fermée comme il faut ; vérifiez ses accolades et ses virgules."
