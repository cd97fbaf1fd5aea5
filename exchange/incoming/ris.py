"""RIS: what Zotero, EndNote and library software exchange; rispy reads the tags, one record at a time.

Records are cut apart here, so that a damaged one costs itself and is named with its line.
"""

import re
from collections.abc import Iterator
from typing import Any

import rispy

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import FILES, SUBJECTS, Incoming, Parsed, gathered

#: rispy's name → ours.
_FIELDS = {
    "title": "title",
    "primary_title": "title",
    "short_title": "alternative",
    "translated_title": "alternative",
    "authors": "creators",
    "first_authors": "creators",
    "secondary_authors": "creators",
    "publisher": "publisher",
    "date": "issued",
    "year": "issued",
    "publication_year": "issued",
    "language": "language",
    "abstract": "abstract",
    "notes_abstract": "abstract",
    "keywords": SUBJECTS,
    "urls": FILES,
    "url": FILES,
    "link": FILES,
    "file_attachments1": FILES,
    "file_attachments2": FILES,
}
#: What a type of reference surely is in our vocabulary; a report may be many things.
_TYPES = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "presse", "BOOK": "ouvrage",
    "EBOOK": "ouvrage", "EDBOOK": "ouvrage", "CHAP": "ouvrage", "THES": "memoire", "CONF": "actes",
    "CPAPER": "actes", "VIDEO": "video", "MPCT": "video", "SOUND": "video", "SLIDE": "presentation",
    "DATA": "donnees", "MAP": "donnees", "LEGAL": "texte-officiel", "STAT": "texte-officiel",
    "BILL": "texte-officiel",
}  # fmt: skip
_BEGINS, _ENDS, _TAG = re.compile(r"TY  ?- ?"), re.compile(r"ER  ?-"), re.compile(r"[A-Z][A-Z0-9]  ?-( |$)")


def read(content: bytes) -> Iterator[Parsed]:
    """One record from `TY` to `ER`."""
    number = 0
    for line, lines in _records(_decoded(content).splitlines()):
        number += 1
        yield _record(number, line, lines)
    if not number:
        raise IntakeError("Ce fichier n'est pas du RIS : aucune ligne n'y commence par « TY  - ».")


def _records(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The line each record begins on, and its lines."""
    begun: int | None = None
    for place, line in enumerate(lines):
        if _BEGINS.match(line):
            if begun is not None:
                yield begun + 1, lines[begun:place]
            begun = place
        elif _ENDS.match(line) and begun is not None:
            yield begun + 1, lines[begun : place + 1]
            begun = None
    if begun is not None:
        yield begun + 1, lines[begun:]


def _record(number: int, line: int, lines: list[str]) -> Parsed:
    title = next((each[6:].strip() for each in lines if each[:2] in ("TI", "T1")), "")
    if not _ENDS.match(lines[-1]):
        return Rejection(number, line, title, "la notice n'est pas fermée : la ligne « ER  - » manque.")
    if not _TAG.match(lines[1] if len(lines) > 1 else ""):
        return Rejection(
            number, line, title, f"la ligne {line + 1} n'est pas une ligne de RIS (« TI  - … »)."
        )
    (entry,) = rispy.loads("\n".join(lines))
    return Incoming(number, line, str(entry.get("id", "")), gathered(list(_pairs(entry))))


def _pairs(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, ours in _FIELDS.items():
        values = entry.get(name, [])
        for value in [values] if isinstance(values, str) else values:
            yield ours, value
    yield "type", _TYPES.get(entry.get("type_of_reference", ""), "")
    host = entry.get("secondary_title") or entry.get("journal_name") or entry.get("alternate_title3") or ""
    yield "source", next(iter(entry.get("urls", [])), "") or host


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
