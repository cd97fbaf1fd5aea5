"""The lexical level of RTF 1.9: groups, control words, characters and binary data."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n\0]+)"
    rb"|(?:[\r\n\0]+|\\'?)",
    re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    #: A control of one character, e.g. `\\~`.
    SYMBOL = auto()
    #: Bytes of text in the current encoding.
    TEXT = auto()


class Token(NamedTuple):
    """One token; `value` is the word, the symbol or nothing, `number` the word's parameter if it has one."""

    kind: Kind
    value: str = ""
    number: int | None = None
    text: bytes = b""


def tokens(content: bytes) -> Iterator[Token]:
    """Cut a file into tokens; ends of lines mean nothing in RTF and binary data is passed over."""
    position = 0
    while match := _TOKEN.match(content, position):
        position = match.end()
        if word := match["word"]:
            number = int(match["number"]) if match["number"] else None
            if word == b"bin":
                position += max(number or 0, 0)
            else:
                yield Token(Kind.WORD, word.decode("ascii"), number)
        elif match["hex"]:
            yield Token(Kind.TEXT, text=bytes.fromhex(match["hex"].decode("ascii")))
        elif match["text"]:
            yield Token(Kind.TEXT, text=match["text"])
        elif match["brace"]:
            yield Token(Kind.OPEN if match["brace"] == b"{" else Kind.CLOSE)
        elif match["symbol"]:
            yield Token(Kind.SYMBOL, match["symbol"].decode("latin-1"))
