"""Files within the text of a message, as programs sent them before MIME: « begin 644 rapport.doc … end »."""

import binascii
import re

from indexer.extract.enclosed import Part

_FILE = re.compile(
    rb"^begin [0-7]{3,4} (?P<name>[^\r\n]{1,200})\r?\n"
    rb"(?P<lines>(?:[ -`]{1,86}\r?\n)*?)[ `]?\r?\n?end[ \t]*\r?$",
    re.MULTILINE,
)


def without_files(content: bytes) -> tuple[bytes, list[Part]]:
    """The text of a message without the files in it, and these; one that is cut short stays empty."""
    parts: list[Part] = []

    def taken(found: re.Match[bytes]) -> bytes:
        name = " ".join(found["name"].decode("utf-8", "replace").split())
        parts.append(Part(name, _decoded(found["lines"]), ""))
        return b""

    return (_FILE.sub(taken, content) if b"begin " in content else content), parts


def _decoded(lines: bytes) -> bytes:
    try:
        return b"".join(binascii.a2b_uu(line) for line in lines.splitlines())
    except binascii.Error:
        return b""
