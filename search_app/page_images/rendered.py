"""What the site and the task that draws pages say to each other."""

import struct
from dataclasses import dataclass
from typing import Self

import msgspec

from search_app.page_images.page_words import Layout

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of which file, and how wide."""

    path: str
    #: What the content must be, in hexadecimal.
    sha256: str
    #: Counted from 1.
    page: int
    #: In pixels.
    width: int
    #: Whether the page is a picture, whose words must be seen rather than read.
    seen: bool = False


@dataclass(frozen=True, slots=True)
class LayingOutRequest:
    """Which file to make a PDF of."""

    path: str
    #: What the content must be, in hexadecimal.
    sha256: str
    #: What LibreOffice calls such a file: `docx`.
    kind: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as drawn: where its words stand, and its image in WebP."""

    layout: Layout
    image: bytes

    def pack(self) -> bytes:
        """One string of bytes: the layout's length, the layout in JSON, the image."""
        layout = write_layout(self.layout)
        return _LENGTH.pack(len(layout)) + layout + self.image

    @classmethod
    def unpack(cls, content: bytes) -> Self:
        """The reverse of `pack`; raises ValueError when it is not one."""
        if len(content) < _LENGTH.size:
            raise ValueError("no rendered page")
        end = _LENGTH.size + _LENGTH.unpack_from(content)[0]
        return cls(read_layout(content[_LENGTH.size : end]), content[end:])


def write_layout(layout: Layout) -> bytes:
    """A layout in JSON."""
    return msgspec.json.encode(layout)


def read_layout(content: bytes) -> Layout:
    """The reverse of `write_layout`; raises ValueError (msgspec's errors are some) when it is not one."""
    return msgspec.json.decode(content, type=Layout)
