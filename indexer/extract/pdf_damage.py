"""Whether a PDF lacks its end, or holds streams that cannot be unpacked: pdfium reads up to there, unsaid.

Only streams that may hold text are tried, and only for what no writer does: a stream that merely ends too
soon is common and harmless (ISO 32000-1, 7.4.4).
"""

import re
from collections.abc import Iterator
from zlib import decompressobj
from zlib import error as ZlibError

_STREAM, _STREAM_END = re.compile(rb">>\s{0,9}stream\r?\n"), b"endstream"
#: Bytes of a stream that are unpacked, more is data; and of all streams of a file, which may be made to cost
#: what its reading may, without a page that shows them.
_MOST, _MOST_OF_ALL = 10_000_000, 300_000_000
#: What a damaged one counts for, of which nobody knows how far it could be unpacked.
_OF_DAMAGED = 1_000_000
#: A complete file ends so, give or take what mail programs append.
_END, _TAIL_BYTES = b"%%EOF", 2048
#: Bytes before a stream in which its dictionary begins.
_HEAD = 1_500
#: What makes a stream no plain packed text: pictures, typefaces, rows that are told by their differences,
#: other packing around it.
_OTHER = (b"/Image", b"/Length1", b"/FontFile", b"/DecodeParms", b"/ASCII", b"/LZW", b"/Crypt")
#: Locked files unpack only after they are deciphered.
_LOCKED = b"/Encrypt"


def has_its_end(tail: bytes) -> bool:
    """Whether the last bytes of a file are those of a whole one, be it filled up by a disk."""
    return _END in tail.rstrip(b"\0")[-_TAIL_BYTES:]


def count_damaged_streams(content: bytes) -> int:
    """How many streams of text hold bytes that are none of their packing."""
    if _LOCKED in content:
        return 0
    damaged, left = 0, _MOST_OF_ALL
    for place in _streams(content):
        if left <= 0:
            break
        size = _unpacked_size(content, *place)
        damaged += size is None
        left -= _OF_DAMAGED if size is None else size
    return damaged


def _streams(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Where the mark of a stream begins, its bytes and its end; none within another, so each byte once."""
    position = 0
    while mark := _STREAM.search(content, position):
        position = content.find(_STREAM_END, mark.end())
        if position < 0:
            return
        yield mark.start(), mark.end(), position


def _unpacked_size(content: bytes, mark: int, begins: int, ends: int) -> int | None:
    """How many bytes a stream of text unpacks to, 0 of another; None of one that is damaged."""
    head = content[max(0, mark - _HEAD) : mark]
    head = head[max(head.rfind(b" obj"), 0) :]
    if b"/FlateDecode" not in head or any(each in head for each in _OTHER):
        return 0
    try:
        return len(decompressobj().decompress(content[begins:ends], _MOST))
    except ZlibError:
        return None
