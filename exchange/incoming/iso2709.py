"""ISO 2709: MARC records as libraries have exchanged them since 1973, in UTF-8, Latin 1 or ISO 5426.

pymarc reads the structure; the bytes are decoded here, since UNIMARC says its character set in field 100 and
older French catalogues write accents before the letters they stand on (ISO 5426).
"""

import logging
import unicodedata
from collections.abc import Iterator

from pymarc import Record
from pymarc.exceptions import PymarcException

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Parsed
from exchange.incoming.marc import MarcRecord, Zone, read_record

_END_OF_RECORD = b"\x1d"
#: Shorter than a leader and a directory of one field: what follows the last record, a line break.
_SHORTEST = 40
#: ISO 5426: accents, which stand before their letter, and letters of their own.
_ACCENTS = {
    0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304", 0xC6: "\u0306",
    0xC7: "\u0307", 0xC8: "\u0308", 0xC9: "\u0308", 0xCA: "\u030a", 0xCD: "\u030b", 0xCF: "\u030c",
    0xD0: "\u0327", 0xD3: "\u0328",
}  # fmt: skip
_LETTERS = {
    0xA4: "$", 0xA7: "§", 0xAB: "«", 0xBB: "»", 0xB0: "°", 0xE1: "Æ", 0xE9: "Ø", 0xEA: "Œ", 0xF1: "æ",
    0xF9: "ø", 0xFA: "œ", 0xFB: "ß", 0xA1: "¡", 0xBF: "¿",
}  # fmt: skip


def read(content: bytes) -> Iterator[Parsed]:
    """One record up to each end-of-record mark; the format has no lines."""
    logging.getLogger("pymarc").setLevel(logging.ERROR)
    if _END_OF_RECORD not in content:
        raise IntakeError(
            "Ce fichier n'est ni du XML ni de l'ISO 2709 : aucune notice UNIMARC n'y a été reconnue."
        )
    chunks = (chunk.lstrip(b"\r\n") for chunk in content.split(_END_OF_RECORD))
    for number, chunk in enumerate((each for each in chunks if each.strip()), 1):
        yield _record(number, chunk + _END_OF_RECORD)


def _record(number: int, chunk: bytes) -> Parsed:
    if len(chunk) < _SHORTEST:
        return Rejection(number, None, "", "la notice est coupée ; exportez le fichier à nouveau.")
    try:
        record = Record(chunk, to_unicode=False)
    except (PymarcException, ValueError, IndexError) as error:
        return Rejection(
            number, None, "", f"la notice est abîmée ({type(error).__name__}) ; exportez-la à nouveau."
        )
    zones = [(field.tag, _subfields(field)) for field in record.get_fields()]
    coded = next((content for tag, parts in zones if tag == "100" for _, content in parts), b"")
    charset = coded[26:28].decode("ascii", "replace")
    decoded = (
        Zone(tag, tuple((code, decode(content, charset)) for code, content in parts)) for tag, parts in zones
    )
    return read_record(number, None, MarcRecord(str(record.leader), tuple(decoded)))


def _subfields(field: object) -> list[tuple[str, bytes]]:
    subfields = getattr(field, "subfields", None)
    if subfields:
        return [(each.code, each.value) for each in subfields]
    data = getattr(field, "data", None)
    return [("", data)] if isinstance(data, bytes) else []


def decode(content: bytes, charset: str) -> str:
    """Bytes as text; `charset` is what UNIMARC's 100 $a says at 26: `50` is UTF-8, `01` to `03` ISO 5426.

    A record that says nothing, or says it wrongly, is UTF-8 if it can be, else Latin 1.
    """
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if charset in ("01", "02", "03") and any(byte in _ACCENTS for byte in content):
        return _from_iso5426(content)
    return content.decode("cp1252", "replace")


def _from_iso5426(content: bytes) -> str:
    letters: list[str] = []
    waiting = ""
    for byte in content:
        if byte in _ACCENTS:
            waiting += _ACCENTS[byte]
            continue
        letters.append((_LETTERS.get(byte) or (chr(byte) if byte < 0x80 else "\ufffd")) + waiting)
        waiting = ""
    return unicodedata.normalize("NFC", "".join(letters))
