"""Text that may stand in XML, whatever a PDF held."""

import re

#: What XML 1.0 has no place for (§2.2), lone surrogates included; the controls of C1 serve nobody either.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What ends a line for one reader or another; spaces that do not break are kept as they are.
_BREAKS = re.compile("[ \t\n\r\x85\u2028\u2029]+")


#: A reference to such a character, which is no better.
_REFERENCE = re.compile("&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}));")


def legal(text: str) -> str:
    """XML from outside without the characters, and the references to characters, that XML has no place for.

    One of them would make a whole answer unreadable, whose other characters are all right.
    """
    return _REFERENCE.sub(lambda each: each[0] if _is_legal(each) else "", _ILLEGAL.sub("", text))


def _is_legal(reference: re.Match[str]) -> bool:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return code <= 0x10FFFF and not _ILLEGAL.match(chr(code))


def clean(text: str) -> str:
    """The text without the characters that make a document ill-formed."""
    return _ILLEGAL.sub("", text)


def one_line(text: str) -> str:
    """The same on one line, spaces single: for formats whose fields end with the line."""
    if not text:
        return text
    if text.isprintable() and "  " not in text:  # most are, and a page of results asks a hundred times
        return text.strip()
    return _BREAKS.sub(" ", clean(text)).strip()
