"""From bytes to text in whatever encoding a French file of the last forty years may be.

A byte order mark or valid UTF-8 decides at once, since neither happens by chance. Otherwise what the file
declares is believed when it fits, then the encodings of French Windows, Macintosh and DOS are judged by how
French their accented letters are, and only what none of them explains is left to charset-normalizer.
"""

import codecs
from functools import partial

from charset_normalizer import from_bytes

from catalogue.encodings import likeliest

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The likeliest first, which is believed when several look as French.
_FRENCH_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”–—…°€•·§²³\u00a0\u202f")
#: Share of the letters beyond ASCII that must be French for an encoding to be taken without more ado.
_CONVINCING = 0.95
#: Bytes that a guess looks at.
_SAMPLE = 200_000
#: What the web means by these names (WHATWG Encoding Standard).
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}


def decode(content: bytes, declared: str = "") -> str:
    """Decode a whole file; bytes that make no sense in its encoding become U+FFFD."""
    if not (certain := _certain(content)) and _is_mixed(content):
        return "".join(_line(line) for line in content.splitlines(keepends=True))
    encoding = certain or _declared(content, declared) or _french(content) or _guessed(content)
    return content.decode(encoding, "replace")


def _is_mixed(content: bytes) -> bool:
    """Whether several files were pasted together: lines in UTF-8, which is never chance, and others."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    valid = sum(_fits(line, "utf-8") for line in lines)
    return len(lines) - valid > 0 and valid >= max((len(lines) - valid) / 3, 1)


def _line(line: bytes) -> str:
    if _fits(line, "utf-8"):
        return line.decode("utf-8")
    return line.decode(_french(line) or "cp1252", "replace")


def _certain(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if encoding := _without_mark(content[:_SAMPLE]):
        return encoding
    return "utf-8" if _fits(content, "utf-8") else ""


def _without_mark(sample: bytes) -> str:
    """UTF-16 betrays itself: every second byte of Western text is zero."""
    zeros = [sample[parity::2].count(0) for parity in (0, 1)]
    if max(zeros) < len(sample) / 5 or min(zeros) > len(sample) / 100:
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _declared(content: bytes, name: str) -> str:
    encoding = _MEANT.get(name.strip().lower(), name.strip())
    try:
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        return ""
    return encoding if encoding and _fits(content, encoding) else ""


def _french(content: bytes) -> str:
    """The French encoding whose letters beyond ASCII are the most French, if it convinces."""
    sample = content[:_SAMPLE]
    convincing = {
        encoding: partial(str, encoding=encoding)
        for encoding in _FRENCH_ENCODINGS
        if _share_of_french(sample, encoding) >= _CONVINCING
    }
    return likeliest(sample, convincing) or next(iter(convincing), "")


def _share_of_french(sample: bytes, encoding: str) -> float:
    letters = [letter for letter in sample.decode(encoding, "replace") if letter > "\x7f"]
    return sum(letter in _FRENCH for letter in letters) / max(len(letters), 1)


def _guessed(content: bytes) -> str:
    best = from_bytes(content[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
