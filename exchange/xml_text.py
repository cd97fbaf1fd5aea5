"""Text that may stand in XML, whatever a PDF held."""

import re

#: What XML 1.0 has no place for (§2.2), lone surrogates included; the controls of C1 serve nobody either.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What ends a line for one reader or another; spaces that do not break are kept as they are.
_BREAKS = re.compile("[ \t\n\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """The text without the characters that make a document ill-formed."""
    return _ILLEGAL.sub("", text)


def one_line(text: str) -> str:
    """The same on one line, spaces single: for formats whose fields end with the line."""
    return _BREAKS.sub(" ", clean(text)).strip()
