"""Frames: one status byte, a length, that many bytes. The whole language of parent and child.

Plain bytes, so that nothing a broken child writes can run anything in its parent.
"""

import struct
from enum import IntEnum
from typing import BinaryIO

_HEADER = struct.Struct(">BQ")

#: Characters of a traceback or of stderr worth keeping.
DETAIL_LIMIT = 4000


class Status(IntEnum):
    """What a frame means."""

    READY = 1
    REQUEST = 2
    VALUE = 3
    ERROR = 4
    MEMORY = 5


class BrokenFrameError(Exception):
    """The stream holds no frame: an unknown status or more bytes than agreed."""


def write_frame(stream: BinaryIO, status: Status, payload: bytes = b"") -> None:
    """Write one frame and flush it; raises OSError when nobody reads any more."""
    stream.write(_HEADER.pack(status, len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO, limit: int) -> tuple[Status, bytes]:
    """Read one frame of at most `limit` bytes; raises EOFError at the end, also within a frame."""
    number, length = _HEADER.unpack(_read(stream, _HEADER.size))
    if number not in Status.__members__.values() or length > limit:
        raise BrokenFrameError(f"status {number}, {length} bytes where {limit} are allowed")
    return Status(number), _read(stream, length)


def _read(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
