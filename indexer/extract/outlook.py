"""Messages kept by Outlook (MSG; MS-OXMSG): subject, sender, date, body, attachments.

A message is a compound file whose streams hold one property each, named by its number. The body is taken as
plain text, else as HTML, else as the RTF that Outlook makes of it; a message attached to a message is one
more storage of the same shape.
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import compressed_rtf
import olefile

from indexer.extract import refusals
from indexer.extract.decoding import decode
from indexer.extract.enclosed import Part, with_parts
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.flow import Block
from indexer.extract.formats import Options
from indexer.extract.rtf_reader import RtfReader
from indexer.extract.sections import assemble
from indexer.extract.text import blocks_of_text
from indexer.extract.web import blocks_of, parse

#: Properties by their number (MS-OXPROPS).
_SUBJECT, _SENDER, _ADDRESS, _SMTP, _BODY, _HTML, _RTF, _HEADERS = (
    *("0037", "0C1A", "0C1F", "5D01", "1000", "1013", "1009", "007D"),
)
_LONG_NAME, _NAME, _KIND, _CONTENT = "3707", "3704", "370E", "3701"
#: Times at which a message was submitted or delivered, in the stream of fixed properties.
_TIMES = (0x0039, 0x0E06)
_FIXED = "__properties_version1.0"
_TEXTS, _BINARY, _STORAGE = ("001F", "001E"), "0102", "000D"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_DEPTH = 10
_MOST_ATTACHMENTS = 200
#: What olefile raises on damaged files beside its own.
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error)
_DATE_HEADER = re.compile(r"^Date:[ \t]*(.+)$", re.MULTILINE | re.IGNORECASE)

Place = tuple[str, ...]


def extract(path: Path, options: Options) -> Extracted:
    """Read one message; raises ExtractionError when it is damaged."""
    try:
        with olefile.OleFileIO(str(path)) as compound:
            reader = _Reader(compound)
            blocks = list(reader.blocks(()))
            parts = list(reader.parts(()))
            metadata = Metadata(
                title=reader.text((), _SUBJECT), creators=reader.sender(()), created=reader.day(())
            )
    except _BROKEN as error:
        raise refusals.damaged(path) from error
    return with_parts(assemble(blocks, metadata), parts, options)


class _Reader:
    """The properties of one message, and of those attached to it."""

    def __init__(self, compound: olefile.OleFileIO) -> None:
        self._compound = compound
        self._names = {tuple(name.casefold() for name in entry): entry for entry in compound.listdir()}

    def blocks(self, place: Place, depth: int = 0) -> Iterator[Block]:
        """Subject, sender and date as a reader of the message sees them, the body, then messages in it."""
        if subject := self.text(place, _SUBJECT):
            yield Block(subject, level=1)
        for label, value in (("De", ", ".join(self.sender(place))), ("Date", self.day(place))):
            if value:
                yield Block(f"{label} : {value}")
        yield from self._body(place)
        if depth < _DEPTH:
            for attachment in self._attachments(place):
                inner = (*attachment, f"__substg1.0_{_CONTENT}{_STORAGE}")
                if self._has((*inner, _FIXED)):
                    yield from self.blocks(inner, depth + 1)

    def parts(self, place: Place, depth: int = 0) -> Iterator[Part]:
        """What is attached, also to the messages attached."""
        for attachment in self._attachments(place):
            inner = (*attachment, f"__substg1.0_{_CONTENT}{_STORAGE}")
            if self._has((*inner, _FIXED)):
                if depth < _DEPTH:
                    yield from self.parts(inner, depth + 1)
                continue
            name = self.text(attachment, _LONG_NAME) or self.text(attachment, _NAME)
            yield Part(name, self._binary(attachment, _CONTENT), self.text(attachment, _KIND))

    def text(self, place: Place, number: str) -> str:
        """A property that is text, on one line; empty when it is missing."""
        return " ".join(self._raw_text(place, number).split())

    def sender(self, place: Place) -> tuple[str, ...]:
        """Who sent it, by name, else by address."""
        names = (self.text(place, number) for number in (_SENDER, _SMTP, _ADDRESS))
        return tuple(name for name in names if name)[:1]

    def day(self, place: Place) -> str:
        """When it was sent, as a date; empty when it does not say."""
        fixed = self._stream((*place, _FIXED))
        for tag, value in _fixed(fixed):
            if tag >> 16 in _TIMES and tag & 0xFFFF == 0x40 and value:
                return (_EPOCH + timedelta(microseconds=value // 10)).date().isoformat()
        found = _DATE_HEADER.search(self._raw_text(place, _HEADERS))
        return parsedate_to_datetime(found[1]).date().isoformat() if found else ""

    def _body(self, place: Place) -> Iterator[Block]:
        plain = self._raw_text(place, _BODY)
        markup = self._binary(place, _HTML) or self._raw_text(place, _HTML).encode()
        if plain.strip():
            yield from blocks_of_text(plain)
        elif markup:
            yield from blocks_of(parse(markup))
        elif packed := self._binary(place, _RTF):
            yield from RtfReader().read(compressed_rtf.decompress(packed)).blocks()

    def _attachments(self, place: Place) -> Iterator[Place]:
        depth = len(place)
        names = {
            entry[: depth + 1]
            for entry in self._names
            if entry[:depth] == tuple(name.casefold() for name in place)
            and len(entry) > depth + 1
            and entry[depth].startswith("__attach_")
        }
        return iter(sorted(names)[:_MOST_ATTACHMENTS])

    def _raw_text(self, place: Place, number: str) -> str:
        for kind in _TEXTS:
            content = self._stream((*place, f"__substg1.0_{number}{kind}"))
            if content:
                text = content.decode("utf-16-le", "replace") if kind == _TEXTS[0] else decode(content)
                return text.replace("\0", "")
        return ""

    def _binary(self, place: Place, number: str) -> bytes:
        return self._stream((*place, f"__substg1.0_{number}{_BINARY}"))

    def _has(self, place: Place) -> bool:
        return tuple(name.casefold() for name in place) in self._names

    def _stream(self, place: Place) -> bytes:
        entry = self._names.get(tuple(name.casefold() for name in place))
        if entry is None:
            return b""
        content: bytes = self._compound.openstream(entry).read()
        return content


def _fixed(content: bytes) -> Iterator[tuple[int, int]]:
    """Tag and value of the properties of fixed length; their list begins after 32 bytes, or 24 deeper."""
    for start in (32, 24):
        rest = content[start:]
        if len(rest) % 16 == 0:
            yield from ((tag, value) for tag, _, value in struct.iter_unpack("<IIQ", rest))
            return
