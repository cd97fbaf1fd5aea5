"""Encodings: bytes from outside as text, whole or said not to be.

Tables and lists of notices come in what the program that wrote them had: UTF-8 and UTF-16 say so by their
form; Windows-1252, Mac Roman and the code page of DOS hold the same bytes for other letters, so the reading
whose letters French writes most often is taken. A byte that no reading knows becomes U+FFFD, and whoever
takes values over must leave such a value out (`is_whole`).
"""

import codecs
import math
import re
from collections.abc import Callable, Mapping
from functools import partial

#: What an undecodable byte becomes, here and in files that were spoilt before they came.
LOST = "\ufffd"
#: How often French texts write each letter or sign that is no ASCII, in ten thousandths.
_FREQUENCY = {
    **dict(zip("éèàêçôîûùâœëïü", (190, 35, 50, 24, 9, 6, 6, 6, 7, 6, 3, 1, 2, 0.5), strict=True)),
    **dict(zip("ÉÈÀÊÇÔÎÂŒ", (6, 0.5, 2, 0.5, 0.5, 0.3, 1, 0.2, 0.3), strict=True)),
    **dict(zip("’«»–…€°—‘“”·\N{NO-BREAK SPACE}", (60, 15, 15, 8, 3, 3, 4, 3, 2, 2, 2, 1, 20), strict=True)),
    # Marks of words that do not count for order (ISO 5426).
    **dict.fromkeys("\x98\x9c", 10),
    **dict.fromkeys("ñáíóúäößãõćčšžřłøåæ§²½®©•", 0.1),
}  # fmt: skip
_RAREST = 0.002
#: Signs, changes of case and vowels side by side that stand in the middle of no word.
_ODD = re.compile(r"(?<=[^\W\d_])[“”„—–«»…€†‡](?=[^\W\d_])|[à-öø-ÿœ](?=[A-Z])|[âêîôûè](?=[aeiouy])")
#: What a declared encoding, and the most usual one, are believed beforehand (logarithms, as frequencies are).
_DECLARED, _USUAL = 4.0, 3.0
#: What each odd place in a word takes from a reading.
_UNLIKELY = 8.0

Decoder = Callable[[bytes], str]
_SINGLE_BYTE: Mapping[str, Decoder] = {
    name: partial(str, encoding=name) for name in ("cp1252", "mac_roman", "cp850")
}


def is_whole(text: str) -> bool:
    """Whether nothing of the text was lost on its way."""
    return LOST not in text


def decoded(content: bytes) -> str:
    """The text of a file that does not say its encoding, without a byte order mark.

    Each line of a file that is mostly UTF-8 may still be in another encoding, as where two exports were put
    together.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return _by_lines(content[3:]) if encoding == "utf-8" else content[2:].decode(encoding, "replace")
    if unmarked := _utf16_without_mark(content):
        return content.decode(unmarked, "replace")
    return _by_lines(content)


def likeliest(content: bytes, readings: Mapping[str, Decoder], declared: str = "") -> str:
    """The name of the reading whose letters are the likeliest in French; empty when all of them raise.

    The first reading is the most usual one, and a declared one is believed more readily still.
    """
    found: list[tuple[float, str]] = []
    for place, (name, decode) in enumerate(readings.items()):
        try:
            likelihood = _likelihood(decode(content))
        except UnicodeDecodeError:
            continue
        found.append((likelihood + (_DECLARED if name == declared else 0 if place else _USUAL), name))
    return max(found, key=lambda each: each[0])[1] if found else ""


def _by_lines(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lines = content.split(b"\n")
    others = [line for line in lines if not _is_utf8(line)]
    sample = b"\n".join(others)
    best = likeliest(sample, _SINGLE_BYTE)
    return "\n".join(
        line.decode("utf-8") if _is_utf8(line) else line.decode(best or "cp1252", "replace") for line in lines
    )


def _likelihood(text: str) -> float:
    """Mean of the logarithms of how often French writes each letter that is no ASCII; 0 without any."""
    letters = [each for each in text if ord(each) > 127]
    if not letters:
        return 0.0
    told = sum(math.log(_FREQUENCY.get(each, _RAREST)) for each in letters)
    return (told - _UNLIKELY * len(_ODD.findall(text))) / len(letters)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(content: bytes) -> str:
    """UTF-16 of a Western text has a zero at every other byte."""
    start = content[:400]
    if len(start) < 8 or len(content) % 2:
        return ""
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = start[offset::2].count(0)
        if zeros > 0.8 * len(start[offset::2]) and not start[1 - offset :: 2].count(0):
            return encoding
    return ""
