"""Documents within a Word file or a presentation: objects, and files that Word would merge on opening.

A package stands as itself; other programs' objects are compound files, which hold a package, a file with its
name, or the document of an older program.
"""

import posixpath
import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

from indexer.extract.enclosed import Part
from indexer.extract.ooxml import relationships
from indexer.extract.package import Package

#: Relationships by which a part is enclosed; the workbook behind a chart is none, since the chart is read.
_KINDS = frozenset({"package", "oleObject", "aFChunk"})
_CHARTS = "/charts/"
#: Streams of an object that hold a document as it is.
_WHOLE = ("Package", "CONTENTS")
#: A file with its name, as Windows' packager writes it (MS-OLEDS 2.3.6).
_NATIVE = "\x01Ole10Native"
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error)


def enclosed(package: Package) -> list[Part]:
    """What a package encloses, in the order of its entries; an entry too large to take is named only."""
    merged = {
        arrow.target
        for name in package
        if name.endswith(".rels") and _CHARTS not in f"/{name}"
        for arrow in relationships(package, _owner(name)).values()
        if arrow.kind in _KINDS
    }
    return [
        _opened(posixpath.basename(name), package.read_part(name))
        for name in package
        if name in merged and not name.endswith("/")
    ]


def _owner(relations: str) -> str:
    """The part that an entry of relationships speaks for, whose folder it stands below."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _opened(name: str, content: bytes) -> Part:
    if not content.startswith(olefile.MAGIC):
        return Part(name, content)
    try:
        with olefile.OleFileIO(BytesIO(content)) as compound:
            return next(_within(name, compound), Part(name, content))
    except _BROKEN:
        return Part(name, content)


def _within(name: str, compound: olefile.OleFileIO) -> Iterator[Part]:
    for stream in _WHOLE:
        if compound.exists(stream):
            yield Part(posixpath.splitext(name)[0], compound.openstream(stream).read())
    if compound.exists(_NATIVE):
        yield _native(compound.openstream(_NATIVE).read())


def _native(content: bytes) -> Part:
    """A file as the packager keeps it: its name and paths, each closed by a zero, its length, its bytes."""
    name, _, rest = content[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    length = struct.unpack_from("<I", rest, 4)[0]
    rest = rest[8 + length :]
    size = struct.unpack_from("<I", rest)[0]
    return Part(name.decode("cp1252", "replace"), rest[4 : 4 + size])
