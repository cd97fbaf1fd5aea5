"""ISO 2709: MARC records as libraries have exchanged them since 1973, whatever letters they are written in.

Fields are cut at their separators, which no letter can hold, and the directory only names them: programs that
count characters, or that count wrongly, fill its lengths with numbers that lead into the middle of a word. A
directory that names more or fewer fields than there are is believed in nothing. The letters are decoded here
too: UNIMARC says its character set in field 100 and MARC 21 in its leader, but exports often say it wrongly.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pymarc import MARC8ToUnicode
from pymarc.marc8_mapping import CODESETS

from catalogue.encodings import LOST, Decoder, likeliest
from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Parsed
from exchange.incoming.marc import MarcRecord, Zone, read_record

_END_OF_RECORD, _END_OF_FIELD, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LEADER, _ENTRY = 24, 12
#: A leader where a field would begin (ISO 2709, 4.3): the record before it lost its end mark.
_UNMARKED = re.compile(rb"(?<=\x1e)(?=\d{5}[ -~]{5}22\d{5}[ -~]{3}45)")
_NON_SORTING = (0x88, 0x89)
#: The same, which pymarc passes over, between the pieces of a field.
_MARK = re.compile(b"([\x88\x89])")
_SHORTEST_TITLE = 10
#: Shorter than a leader and a directory of one field.
_SHORTEST = 40
#: ISO 5426: accents, which stand before their letter, and letters of their own.
_ACCENTS = {
    0xC0: "\u0309", 0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304",
    0xC6: "\u0306", 0xC7: "\u0307", 0xC8: "\u0308", 0xC9: "\u0308", 0xCA: "\u030a", 0xCB: "\u0315",
    0xCC: "\u0312", 0xCD: "\u030b", 0xCE: "\u031b", 0xCF: "\u030c", 0xD0: "\u0327", 0xD1: "\u031c",
    0xD2: "\u0326", 0xD3: "\u0328", 0xD4: "\u0325", 0xD5: "\u032e", 0xD6: "\u0323", 0xD7: "\u0324",
    0xD8: "\u0332", 0xD9: "\u0333", 0xDA: "\u0329", 0xDB: "\u032d",
}  # fmt: skip
_LETTERS = {
    0x88: "\x98", 0x89: "\x9c", 0xA0: " ", 0xA1: "¡", 0xA2: "„", 0xA3: "£", 0xA4: "$", 0xA5: "¥", 0xA6: "†",
    0xA7: "§", 0xA8: "′", 0xA9: "‘", 0xAA: "“", 0xAB: "«", 0xAC: "♭", 0xAD: "©", 0xAE: "℗", 0xAF: "®",
    0xB0: "ʻ", 0xB1: "ʼ", 0xB2: "‚", 0xB6: "‡", 0xB7: "·", 0xB8: "″", 0xB9: "’", 0xBA: "”", 0xBB: "»",
    0xBC: "♯", 0xBD: "ʹ", 0xBE: "ʺ", 0xBF: "¿", 0xE1: "Æ", 0xE2: "Đ", 0xE6: "Ĳ", 0xE8: "Ł", 0xE9: "Ø",
    0xEA: "Œ", 0xEC: "Þ", 0xF1: "æ", 0xF2: "đ", 0xF3: "ð", 0xF5: "ı", 0xF6: "ĳ", 0xF8: "ł", 0xF9: "ø",
    0xFA: "œ", 0xFB: "ß", 0xFC: "þ",
}  # fmt: skip
#: What field 100 $a says at 26 → the reading it announces.
_DECLARED = {"01": "iso5426", "02": "iso5426", "03": "iso5426", "11": "cp1252"}

#: Tag and content of each field.
_Fields = list[tuple[str, bytes]]


def read(content: bytes) -> Iterator[Parsed]:
    """One record up to each end-of-record mark, or to the next leader; the format has no lines."""
    if _END_OF_RECORD not in content:
        raise IntakeError(
            "Ce fichier n'est ni du XML ni de l'ISO 2709 : aucune notice UNIMARC n'y a été reconnue."
        )
    records = (each for marked in content.split(_END_OF_RECORD) for each in _UNMARKED.split(marked))
    chunks = (chunk.lstrip(b"\r\n\t \x00\x1a\xef\xbb\xbf") for chunk in records)
    for number, chunk in enumerate((each for each in chunks if each), 1):
        yield _record(number, chunk)


def _record(number: int, chunk: bytes) -> Parsed:
    if len(chunk) < _SHORTEST:
        return Rejection(number, None, "", "la notice est coupée ; exportez le fichier à nouveau.")
    fields = _fields(chunk)
    if fields is None:
        reason = (
            "la notice est abîmée (son répertoire ne correspond pas à ses zones) ; exportez-la à nouveau."
        )
        return Rejection(number, None, _name(chunk), reason)
    leader = chunk[:_LEADER].decode("latin-1")
    decode = _reading(leader, fields)
    zones = tuple(_zone(tag, content, decode) for tag, content in fields)
    return read_record(number, None, MarcRecord(leader, zones))


def _fields(chunk: bytes) -> _Fields | None:
    """The fields in the order of their places; None where the directory is none or does not fit them."""
    directory, *pieces = chunk.split(_END_OF_FIELD)
    directory = directory[_LEADER:]
    if pieces and not pieces[-1].strip():
        pieces.pop()
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    if len(entries) != len(pieces) or not all(len(each) == _ENTRY and each[3:].isdigit() for each in entries):
        return None
    named = [(int(each[7:]), each[:3].decode("latin-1")) for each in entries]
    if len({start for start, _tag in named}) == len(named):
        named.sort(key=lambda each: each[0])
    return [(tag, piece) for (_start, tag), piece in zip(named, pieces, strict=True)]


def _zone(tag: str, content: bytes, decode: Decoder) -> Zone:
    if tag.startswith("00") or _SUBFIELD not in content:
        return Zone(tag, (("", decode(content)),))
    # What stands before the first mark are the indicators; each part begins with its code.
    parts = [each for each in content.split(_SUBFIELD)[1:] if each]
    subfields = tuple((chr(each[0]), decode(each[1:])) for each in parts)
    return Zone(tag, subfields, content[:2].decode("ascii", "replace"))


def _reading(leader: str, fields: _Fields) -> Decoder:
    """How the letters of this record are to be read: all of its fields alike."""
    written = b"\n".join(content for _tag, content in fields)
    coded = next((content for tag, content in fields if tag == "100"), b"")
    charset = coded.partition(_SUBFIELD + b"a")[2][26:28].decode("ascii", "replace")
    tags = {tag for tag, _content in fields}
    is_marc21 = "245" in tags and "200" not in tags
    declared = ("marc8" if leader[9:10] == " " else "") if is_marc21 else _DECLARED.get(charset, "")
    name = reading_of(written, declared)
    return lambda content: decode(content, name)


def reading_of(content: bytes, declared: str = "") -> str:
    """UTF-8 where the bytes are UTF-8, else the likeliest of what libraries write in; a name of READINGS."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        others = {name: reading for name, reading in READINGS.items() if name != "utf-8"}
        return likeliest(content, others, declared) or "utf-8"
    # Accents of their own and nothing above ASCII look alike; what was declared decides.
    return "utf-8"


def decode(content: bytes, name: str) -> str:
    """The text of a field; bytes that the reading does not know become U+FFFD."""
    try:
        return unicodedata.normalize("NFC", READINGS[name](content))
    except UnicodeDecodeError:
        return content.decode("ascii", "replace")


def _iso5426(content: bytes) -> str:
    letters: list[str] = []
    waiting = ""
    for place, byte in enumerate(content):
        if byte in _ACCENTS:
            waiting += _ACCENTS[byte]
            continue
        letter = chr(byte) if byte < 0x80 else _LETTERS.get(byte)
        if letter is None:
            raise UnicodeDecodeError("iso5426", content, place, place + 1, "no such letter")
        letters.append(letter + waiting)
        waiting = ""
    if waiting:
        raise UnicodeDecodeError("iso5426", content, len(content) - 1, len(content), "an accent on nothing")
    return unicodedata.normalize("NFC", "".join(letters))


def _marc8(content: bytes) -> str:
    """MARC-8 by pymarc, which makes spaces of what it does not know."""
    known = CODESETS[MARC8ToUnicode.ansel]
    for place, byte in enumerate(content):
        if byte >= 0x80 and byte not in known and byte not in _NON_SORTING and b"\x1b" not in content:
            raise UnicodeDecodeError("marc8", content, place, place + 1, "no such letter")
    if content and content[-1] in known and known[content[-1]][1]:
        raise UnicodeDecodeError("marc8", content, len(content) - 1, len(content), "an accent on nothing")
    if b"\x1b" in content:
        return _ansel(content)
    return "".join(
        _LETTERS[each[0]] if _MARK.fullmatch(each) else _ansel(each) for each in _MARK.split(content)
    )


def _ansel(content: bytes) -> str:
    return str(MARC8ToUnicode(quiet=True).translate(content))  # type: ignore[no-untyped-call]


READINGS: Mapping[str, Decoder] = {
    "cp1252": lambda content: content.decode("cp1252"),
    "iso5426": _iso5426,
    "marc8": _marc8,
    "cp850": lambda content: content.decode("cp850"),
    "utf-8": lambda content: content.decode("utf-8"),
}


def _name(chunk: bytes) -> str:
    """What a damaged record calls itself, if that can be told: the first text long enough for a title."""
    for piece in chunk.split(_END_OF_FIELD)[1:]:
        text = piece.partition(_SUBFIELD + b"a")[2].partition(_SUBFIELD)[0]
        if b" " in text.strip() and len(text) > _SHORTEST_TITLE and not text[:8].isdigit():
            return decode(text, reading_of(text)).replace(LOST, "…")[:120]
    return ""
