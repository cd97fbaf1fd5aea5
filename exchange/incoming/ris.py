"""RIS: what Zotero, EndNote and library software exchange.

A record goes from `TY` to `ER`, to the next `TY` or to the end of the file; lines that are empty are passed
over, and one without a tag goes on with the value before it. A damaged record costs itself and is named with
its line; tags that have no counterpart here are named too.
"""

import re
from collections.abc import Iterator

from catalogue.encodings import decoded
from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import FILES, SUBJECTS, Incoming, Parsed, gathered

#: Tag → our field, in the order in which their values count.
_FIELDS = {
    "TI": "title", "T1": "title", "CT": "title", "ST": "alternative", "TT": "alternative",
    **dict.fromkeys(("AU", "A1", "A2", "A3", "A4", "ED"), "creators"),
    "PB": "publisher", "DA": "issued", "PY": "issued", "Y1": "issued", "LA": "language",
    "AB": "abstract", "N2": "abstract", "KW": SUBJECTS, "UR": FILES, "L1": FILES, "L2": FILES, "LK": FILES,
    "VL": "volume", "IS": "issue", "CP": "issue", "DO": "doi", "CN": "shelf_mark", "T3": "collection",
}  # fmt: skip
#: Read by hand below.
_READ = frozenset({"TY", "ER", "ID", "T2", "JO", "JF", "JA", "J1", "J2", "BT", "SP", "EP", "SN", "M3"})
#: What a type of reference surely is in our vocabulary; a report may be many things.
_TYPES = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "presse", "BOOK": "ouvrage",
    "EBOOK": "ouvrage", "EDBOOK": "ouvrage", "CHAP": "ouvrage", "ECHAP": "ouvrage",
    "THES": "memoire", "CONF": "actes",
    "CPAPER": "actes", "VIDEO": "video", "MPCT": "video", "SOUND": "video", "SLIDE": "presentation",
    "DATA": "donnees", "MAP": "donnees", "LEGAL": "texte-officiel", "STAT": "texte-officiel",
    "BILL": "texte-officiel",
}  # fmt: skip
_WITH_ISBN = frozenset({"BOOK", "EBOOK", "EDBOOK", "CHAP", "ECHAP", "RPRT", "THES", "CONF", "CPAPER", "SER"})
#: Where `T2` is the series a whole work is part of, not the work that holds a part.
_IN_A_SERIES = frozenset({"BOOK", "EBOOK", "EDBOOK", "RPRT", "THES", "MAP", "DATA"})
_TAG = re.compile(r"\s{0,2}([A-Z][A-Z0-9])  ?- ?(.*)", re.DOTALL)
#: Ten or thirteen figures, whatever stands between them: a periodical's number has eight.
_ISBN = re.compile(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")

_Line = tuple[str, str]


def read(content: bytes) -> Iterator[Parsed]:
    """The records of a file, in its order."""
    number = 0
    for line, lines in _records(decoded(content).splitlines()):
        number += 1
        yield _record(number, line, lines)
    if not number:
        raise IntakeError("Ce fichier n'est pas du RIS : aucune ligne n'y commence par « TY  - ».")


def _records(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The line each record begins on, and its lines up to what ends it."""
    begun: int | None = None
    for place, line in enumerate(lines):
        match = _TAG.fullmatch(line)
        tag = match[1] if match else ""
        if tag in ("TY", "ER"):
            if begun is not None:
                yield begun + 1, lines[begun:place]
            begun = place if tag == "TY" else None
    if begun is not None:
        yield begun + 1, lines[begun:]


def _record(number: int, line: int, lines: list[str]) -> Parsed:
    said: list[_Line] = []
    for place, text in enumerate(lines):
        if match := _TAG.fullmatch(text):
            said.append((match[1], match[2].strip()))
        elif text.strip() and len(said) == 1:
            title = next(
                (each[2] for each in map(_TAG.fullmatch, lines) if each and each[1] in ("TI", "T1")), ""
            )
            reason = f"la ligne {line + place} n'est pas une ligne de RIS (« TI  - … »)."
            return Rejection(number, line, title, reason)
        elif text.strip():
            tag, value = said[-1]
            said[-1] = (tag, f"{value} {text.strip()}".strip())
    own = next((value for tag, value in said if tag == "ID"), "")
    known = {*_FIELDS, *_READ}
    left = tuple(dict.fromkeys(tag for tag, value in said if value and tag not in known))
    return Incoming(number, line, own, gathered(_pairs(said)), left)


def _pairs(said: list[_Line]) -> Iterator[tuple[str, str]]:
    kind = said[0][1].upper()
    for tag, ours in _FIELDS.items():
        for value in _each(said, tag):
            yield ours, value.rstrip(", ") if ours == "creators" else value
    yield "type", _TYPES.get(kind, "")
    yield from (("source", value) for value in _each(said, "UR")[:1])
    yield from _host(kind, said)
    begins, ends = (next(iter(_each(said, tag)), "") for tag in ("SP", "EP"))
    yield "extent", f"{begins}-{ends}" if begins and ends and "-" not in begins else begins or ends
    for number in (each for value in _each(said, "SN") for each in re.split(r"\s*[;,]\s*", value)):
        is_isbn = _ISBN.fullmatch(number) or (kind in _WITH_ISBN and not _ISSN.fullmatch(number))
        yield ("isbn" if is_isbn else "issn"), number


def _host(kind: str, said: list[_Line]) -> Iterator[tuple[str, str]]:
    """The periodical, the book or the series; of a title and its abbreviations, the title."""
    names = [value for tag in ("T2", "JF", "JO", "BT", "J2", "JA", "J1") for value in _each(said, tag)]
    if kind in _IN_A_SERIES:
        yield from (("collection", each) for each in _each(said, "T2"))
        names = [each for each in names if each not in _each(said, "T2")]
    if names:
        yield "journal", names[0]


def _each(said: list[_Line], tag: str) -> list[str]:
    return [value for name, value in said if name == tag and value]
