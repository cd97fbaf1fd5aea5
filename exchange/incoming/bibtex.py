"""BibTeX: what Zotero, JabRef and HAL export; bibtexparser reads it, damaged entries with their line.

Names and keywords are cut where no brace holds them together, then each part is read as LaTeX; addresses and
numbers are taken to the letter.
"""

import logging
import re
from collections.abc import Iterator, Mapping

import bibtexparser
from bibtexparser.middlewares import NormalizeFieldKeys
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts
from bibtexparser.model import Entry

from catalogue.encodings import decoded
from catalogue.intake import IntakeError, Rejection
from exchange.formats.names import as_body, is_body
from exchange.incoming.incoming import FILES, LISTED, SUBJECTS, Incoming, Parsed, gathered
from exchange.incoming.latex import joined, plain, verbatim

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
    "journal": "journal",
    "journaltitle": "journal",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "extent",
    "pagetotal": "extent",
    "series": "collection",
    "rights": "rights",
    **dict.fromkeys(("callnumber", "call-number", "shelfmark", "cote", "library"), "shelf_mark"),
}
#: The same, taken to the letter.
_VERBATIM = {
    "url": FILES, "doi": "doi", "isbn": "isbn", "issn": "issn",
}  # fmt: skip
#: Read by hand below.
_READ = frozenset({"subtitle", "author", "editor", "date", "year", "month", "keywords", "file", "booktitle"})
_TYPES = {
    "article": "article", "book": "ouvrage", "inbook": "ouvrage", "incollection": "ouvrage",
    "collection": "ouvrage", "mvbook": "ouvrage",
    "mastersthesis": "memoire", "phdthesis": "memoire", "thesis": "memoire", "proceedings": "actes",
    "inproceedings": "actes", "conference": "actes", "video": "video", "movie": "video", "dataset": "donnees",
    "legislation": "texte-officiel",
}  # fmt: skip
_ENTRY = re.compile(rb"@\s*\w+\s*[{(]")
_MONTHS = ("jan", "f", "mar", "a[vp]", "ma[iy]", "jui?n", "jui?l", "ao|aug", "sep", "oct", "nov", "d[eé]c")
_DAY = re.compile(r"(?<!\d)([0-2]?\d|3[01])(?!\d)")


def read(content: bytes) -> Iterator[Parsed]:
    """Entries and damaged blocks, in the order of the file."""
    text = decoded(content)
    if not _ENTRY.search(text.encode()):
        raise IntakeError("Ce fichier n'est pas du BibTeX : aucune entrée « @… { » n'y commence.")
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    library = bibtexparser.parse_string(text, append_middleware=[NormalizeFieldKeys()])
    strings = {name.lower(): str(each.value) for name, each in library.strings_dict.items()}
    blocks = sorted([*library.entries, *library.failed_blocks], key=lambda each: each.start_line)
    for number, block in enumerate(blocks, 1):
        line = block.start_line + 1
        if isinstance(block, Entry):
            yield _record(number, line, block, strings)
        else:
            yield Rejection(number, line, _key(block.raw or ""), _reason(str(block.error)))


def _record(number: int, line: int, entry: Entry, strings: Mapping[str, str]) -> Incoming:
    said = {
        field.key: str(field.value) if field.key == "month" else joined(str(field.value), strings)
        for field in entry.fields
    }
    known = {*_FIELDS, *_VERBATIM, *_READ}
    left = tuple(name for name, value in said.items() if name not in known and value.strip("{} "))
    return Incoming(number, line, entry.key, gathered(_pairs(entry.entry_type.lower(), said)), left)


def _pairs(kind: str, said: dict[str, str]) -> Iterator[tuple[str, str]]:
    title = plain(said.get("title", ""))
    subtitle = plain(said.get("subtitle", ""))
    yield "title", f"{title} : {subtitle}" if title and subtitle else title or subtitle
    for name, ours in _FIELDS.items():
        if name != "title":
            yield (
                ours,
                plain(said.get(name, "")).replace("--", "-").replace("–", "-" if ours == "extent" else "–"),
            )
    for name, ours in _VERBATIM.items():
        yield ours, verbatim(said.get(name, ""))
    for name in ("author", "editor"):
        yield from (("creators", _name(each)) for each in _cut(said.get(name, ""), r"\s+and\s+"))
    yield "issued", plain(said.get("date", "")) or _date(plain(said.get("year", "")), said.get("month", ""))
    yield from _keywords(said.get("keywords", ""))
    yield from ((FILES, each) for each in _files(said.get("file", "")))
    yield "type", _TYPES.get(kind, "")
    yield "source", verbatim(said.get("url", ""))
    # A chapter has its book, a paper its proceedings, where an article has its review.
    yield "journal", plain(said.get("booktitle", ""))


def _cut(text: str, between: str) -> Iterator[str]:
    """The parts of a text between separators that no brace holds."""
    level, start = 0, 0
    cuts = {match.start(): match.end() for match in re.finditer(between, text, re.IGNORECASE)}
    for place, letter in enumerate(text):
        if place in cuts and level == 0 and place >= start:
            yield text[start:place]
            start = cuts[place]
        escaped = place > 0 and text[place - 1] == "\\"
        level += 0 if escaped else (letter == "{") - (letter == "}")
    yield text[start:]


def _name(written: str) -> str:
    """« Nom, Prénom » by BibTeX's rules; a body as it stands, `others` nobody."""
    written = written.strip()
    if written == "others":
        return ""
    name = plain(written)
    if _is_held(written):
        return as_body(name)
    if is_body(name):
        return name
    try:
        parts = parse_single_name_into_parts(written, strict=False)
    except InvalidNameError:
        return name
    family = plain(" ".join([*parts.von, *parts.last]))
    given = ", ".join(filter(None, (plain(" ".join(parts.first)), plain(" ".join(parts.jr)))))
    return f"{family}, {given}" if given and family else family or given


def _is_held(text: str) -> bool:
    """Whether one pair of braces holds all of it."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    level = 0
    for place, letter in enumerate(text):
        level += (letter == "{") - (letter == "}")
        if level == 0 and place < len(text) - 1:
            return False
    return True


def _keywords(text: str) -> Iterator[tuple[str, str]]:
    """Keywords: a label may hold a comma itself, in braces or where semicolons stand between labels."""
    for part in _cut(text, r"\s*;\s*"):
        pieces = [each.strip() for each in _cut(part, r"\s*,\s*")]
        if any(_is_held(each) for each in pieces):
            yield from ((SUBJECTS, plain(each)) for each in pieces)
        else:
            yield LISTED, plain(part)


def _date(year: str, month: str) -> str:
    """The date as far as `month` tells it: a macro, a number or a name, with a day or not."""
    words = plain(month.replace('"', " ").replace("#", " ").replace("~", " ")).lower()
    named = next(
        (number for number, name in enumerate(_MONTHS, 1) if re.search(rf"(?<![a-zéû]){name}", words)), 0
    )
    numbers = [int(each) for each in _DAY.findall(words)]
    if not named and numbers and 1 <= numbers[0] <= len(_MONTHS):
        named, numbers = numbers[0], numbers[1:]
    if not named or not re.fullmatch(r"\d{4}", year):
        return year
    return f"{year}-{named:02d}" + (f"-{numbers[0]:02d}" if numbers and numbers[0] else "")


def _files(field: str) -> Iterator[str]:
    """Paths of JabRef's and Zotero's `description:path:type`, or the whole where it is a bare path."""
    for each in re.split(r"(?<!\\);", field):
        parts = re.split(r"(?<!\\):", each)
        path = parts[1] if len(parts) >= 3 else each
        yield verbatim(path.replace("\\:", ":").replace("\\;", ";"))


def _key(raw: str) -> str:
    match = re.match(r"@\s*\w+\s*[{(]\s*([^,\s}]*)", raw)
    return match[1] if match else ""


def _reason(error: str) -> str:
    if "Duplicate entry key" in error:
        return "une entrée plus haut a la même clé ; changez l'une des deux."
    if "Duplicate field" in error:
        return "un champ y est deux fois ; gardez-en un."
    return "l'entrée n'est pas fermée comme il faut ; vérifiez ses accolades et ses virgules."
