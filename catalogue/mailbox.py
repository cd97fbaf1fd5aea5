"""Mailboxes (MBOX): where one message ends and the next begins, and a file for each of them.

The format marks a message with a line « From … », which people also write: of three signs (a blank line
before, a whole date, a header after) two are asked for. `handle` runs in a limited process (`unpacking`).
What the mail program notes of a message (read, answered) is left out of its file, so that a mailbox
exported again gives the same files.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from itertools import chain, pairwise
from pathlib import Path

import msgspec

from catalogue.encodings import decoded
from catalogue.unpacking import Unpacked, UnpackedFile, UnpackOrder

MAX_MESSAGES = 5_000
#: Bytes of a message in which its headers are looked for.
_HEAD = 2**17
#: Bytes; a number and `.toml` must still fit in the 255 of file systems.
_LONGEST_NAME = 140
_BOM = b"\xef\xbb\xbf"
_MARKS = (b"From ", _BOM + b"From ")
_MARK = re.compile(rb"From \S.*\d{4}")
_WHOLE_DATE = re.compile(rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\d{1,2}:\d{2}")
_HEADER = re.compile(rb"[!-9;-~]{2,60}:[ \t\r\n]")
#: A line of text that begins like the mark was given a sign before it.
_QUOTED = re.compile(rb">+From ")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_OF_THE_PROGRAM = re.compile(
    rb"^(?:X-Mozilla-(?:Status2?|Keys)|(?:X-)?Status|X-UID|X-Keywords|X-IMAP(?:base)?):.*\n(?:[ \t].*\n)*",
    re.IGNORECASE | re.MULTILINE,
)
#: Thunderbird leaves a deleted message where it stood until the mailbox is compacted (0x0008 of its flags).
_DELETED = re.compile(rb"^X-Mozilla-Status: *[0-9a-f]{3}[89a-f]", re.IGNORECASE | re.MULTILINE)
#: And programs that serve mailboxes put what they need into a first message.
_INTERNAL = re.compile(rb"^Subject: DON'T DELETE THIS MESSAGE", re.MULTILINE)
#: What the name of a file is made of; the sign « › » parts names in a deposit.
_UNSAFE = re.compile(r"[^\w'’().,&+°-]+")
_BROKEN = (ValueError, IndexError, AttributeError, TypeError, LookupError, HeaderParseError)


@dataclass(slots=True)
class BoxedMessage:
    """One message as it stands in its mailbox, without the mark before it."""

    #: Whether a mark stood before it; else it is what the mailbox begins with.
    marked: bool = True
    lines: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, line: bytes, most: int) -> None:
        """Add a line; what goes beyond `most` bytes is counted and not kept."""
        self.size += len(line)
        if self.size <= most:
            self.lines.append(line[1:] if _QUOTED.match(line) else line)

    @property
    def content(self) -> bytes:
        """Its bytes; the empty lines between two messages are of the mailbox."""
        return b"".join(self.lines).strip(b"\r\n") + b"\n"

    @property
    def has_headers(self) -> bool:
        """Whether it begins as a message does."""
        return bool(_HEADER.match(self.content))

    @property
    def is_deleted(self) -> bool:
        """Whether the mail program no longer shows it, or never did."""
        head = _head(self.content)
        return bool(_DELETED.search(head) or _INTERNAL.search(head))


def messages_of(mailbox: Iterable[bytes], most: int) -> Iterator[BoxedMessage]:
    """The messages of a mailbox, given by lines; of each no more than `most` bytes are kept."""
    message, after_blank = BoxedMessage(marked=False), True
    for line, following in pairwise(chain(mailbox, (b"",))):
        if line.startswith(_MARKS) and _begins(line, following, after_blank=after_blank):
            if message.size:
                yield message
            message = BoxedMessage()
        elif message.size or line.strip():
            message.add(line, most)
        after_blank = not line.strip()
    if message.size:
        yield message


def _begins(line: bytes, following: bytes, *, after_blank: bool) -> bool:
    """A sentence may begin so too; without a date the line must name a sender."""
    dated = bool(_WHOLE_DATE.search(line))
    if not _MARK.match(line.removeprefix(_BOM)) or not (dated or b"@" in line):
        return False
    return after_blank + dated + bool(_HEADER.match(following)) > 1


def handle(body: bytes) -> bytes:
    """Part as an `UnpackOrder` says and answer an `Unpacked`."""
    return msgspec.json.encode(part(msgspec.json.decode(body, type=UnpackOrder)))


def part(order: UnpackOrder) -> Unpacked:
    """Write each message that may be taken below the folder."""
    parted: list[UnpackedFile] = []
    left, deleted, is_mailbox = order.total_bytes, 0, False
    with Path(order.source).open("rb") as mailbox:
        for number, message in enumerate(messages_of(mailbox, order.file_bytes), 1):
            if number > MAX_MESSAGES:
                return Unpacked(message=f"La boîte contient plus de {MAX_MESSAGES} messages. Partagez-la.")
            is_mailbox |= message.marked and message.has_headers
            if message.is_deleted:
                deleted += 1
                continue
            parted.append(_written(message, number, order, left))
            left -= message.size
    if deleted:
        why = f"{deleted} message(s) effacé(s) dans la boîte n'ont pas été repris."
        parted.append(UnpackedFile("", message=why))
    return Unpacked(tuple(parted)) if is_mailbox else Unpacked()


def _written(message: BoxedMessage, number: int, order: UnpackOrder, left: int) -> UnpackedFile:
    place = f"n° {number}"
    if message.size > min(order.file_bytes, left):
        return UnpackedFile(place, message="Le message, ou la boîte entière, est trop gros. Allégez-le.")
    if not message.has_headers:
        why = "Ce n'est pas un message : il n'a pas d'en-têtes. Son texte reste dans la boîte d'origine."
        return UnpackedFile(place, message=why)
    content = message.content
    head = _head(content)
    target = Path(order.folder) / f"{number:05}"
    target.write_bytes(_OF_THE_PROGRAM.sub(b"", head) + content[len(head) :])
    return UnpackedFile(file_name(head), target.name)


def _head(content: bytes) -> bytes:
    """The headers, with the end of their last line."""
    end = _END_OF_HEAD.search(content, 0, _HEAD)
    return content[: end.start() + len(end[0]) // 2] if end else content[:_HEAD]


def file_name(head: bytes) -> str:
    """The name of a message's file: its date and its subject, in signs that every system takes.

    With the time, since those who answer each other write under one subject on one day.
    """
    headers = BytesHeaderParser().parsebytes(head)
    said = unicodedata.normalize("NFC", f"{_moment(headers)} {_subject(headers)}")
    stem = " ".join(_UNSAFE.sub(" ", said).split()).strip(".,- ")
    return (stem.encode()[:_LONGEST_NAME].decode("utf-8", "ignore").rstrip(".,- ") or "message") + ".eml"


def _moment(headers: Message) -> str:
    try:
        return f"{parsedate_to_datetime(_raw(headers, 'date')):%Y-%m-%d %Hh%M}"
    except _BROKEN:
        return ""


def _subject(headers: Message) -> str:
    """The subject as it was meant, also one in bytes, as programs wrote it before there was a rule."""
    try:
        raw = decoded(_raw(headers, "subject").encode("utf-8", "surrogateescape"))
        return str(make_header(decode_header(raw))) if "=?" in raw else raw
    except _BROKEN:
        return ""


def _raw(headers: Message, name: str) -> str:
    return next((str(value) for key, value in headers.raw_items() if key.lower() == name), "")
