"""A zip package whose end is lost, or an entry of it damaged, with what is left packed anew.

The list of its entries stands at the end, they stand before it, and each says itself what it is called and
how it is packed (PKWARE, APPNOTE 4.3.7). Of one that is cut or damaged as much is kept as can be unpacked,
and of XML what a parser makes of that.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile
from zlib import MAX_WBITS, crc32, decompressobj
from zlib import error as ZlibError

from lxml import etree

from indexer.extract.package import MAX_ENTRIES, MAX_RATIO, RATIO_FROM

_MARK = b"PK\x03\x04"
_LIST_BEGINS = b"PK\x01\x02"
#: Mark, version, flags, method, time, date, checksum, sizes packed and unpacked, lengths of name and extras.
_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED, _UTF8 = 0x1, 0x800
#: Method of an entry that is not packed.
_AS_IT_IS = 0
#: Bytes of a name; zip allows more, no document has them.
_LONGEST_NAME = 1_000
#: What stands for a size that is told elsewhere.
_ELSEWHERE = (0, 0xFFFFFFFF)
#: Bytes of all entries together, unpacked; held in memory one after the other.
_MOST = 100 * 2**20
#: Bytes unpacked at a time.
_STEP = 2**16
_XML = (".xml", ".rels", ".opf", ".ncx")


class _Header(NamedTuple):
    name: str
    method: int
    locked: bool
    #: Where the bytes of the entry begin and end; the end is -1 where the header does not tell it.
    begins: int
    ends: int
    #: Of the bytes unpacked; 0 where the header does not tell it.
    checksum: int


def is_package(content: bytes) -> bool:
    """Whether these bytes begin a zip package, be the rest as it may."""
    return _header_at(content, 0) is not None


def write_what_is_left(content: bytes, target: Path) -> bool:
    """Write what is left as a package that can be opened; False when that is nothing."""
    names = set[str]()
    with ZipFile(target, "w") as package:
        for name, entry in _entries(content):
            if name and name not in names:
                names.add(name)
                package.writestr(name, entry, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED, 1)
    return bool(names)


def _closed(xml: bytes) -> bytes:
    """XML that was cut with its elements ended; empty where not even the first is whole."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser) if xml.strip() else None
    return b"" if root is None else etree.tostring(root, encoding="utf-8")


def _entries(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each entry that is left, in order; ends before more than a document may hold."""
    position, left = 0, _MOST
    for _ in range(MAX_ENTRIES):
        header = _header_at(content, position)
        if header is None or header.locked:
            return
        entry, ends, whole = _unpacked(content, header, left)
        whole = whole and header.checksum in (0, crc32(entry))
        left -= len(entry)
        if left <= 0:
            return
        if not whole and header.name.lower().endswith(_XML):
            entry = _closed(entry)
        if whole or entry:
            yield header.name, entry
        position = content.find(_MARK, ends)
        if position < 0:
            return


def _header_at(content: bytes, position: int) -> _Header | None:
    if len(content) < position + _HEADER.size or content[position : position + 4] != _MARK:
        return None
    _, _, flags, method, _, _, checksum, packed, _, named, extras = _HEADER.unpack_from(content, position)
    begins = position + _HEADER.size + named + extras
    if not 0 < named <= _LONGEST_NAME:
        return None
    name = content[position + _HEADER.size : position + _HEADER.size + named].decode(
        "utf-8" if flags & _UTF8 else "cp437", "replace"
    )
    # Who writes it anew ends it at the first zero, as all readers do.
    name = name.partition("\0")[0]
    ends = -1 if packed in _ELSEWHERE else begins + packed
    return _Header(name, method, bool(flags & _ENCRYPTED), begins, ends, checksum)


def _unpacked(content: bytes, header: _Header, most: int) -> tuple[bytes, int, bool]:
    """The bytes of an entry, where it ends, and whether it was whole."""
    if header.method == _AS_IT_IS:
        ends = header.ends if header.ends >= 0 else _following(content, header.begins)
        return content[header.begins : ends][:most], ends, ends <= len(content)
    return _inflated(content, header, most)


def _following(content: bytes, begins: int) -> int:
    """Where an entry ends that does not say it: before what comes next."""
    following = content.find(_MARK, begins)
    ends = following if following >= 0 else len(content)
    listed = content.find(_LIST_BEGINS, begins, ends)
    return listed if listed >= 0 else ends


def _inflated(content: bytes, header: _Header, most: int) -> tuple[bytes, int, bool]:
    """The same of a packed one, in small steps: what is left behind it may be the rest of a long file."""
    inflating, entry, position = decompressobj(-MAX_WBITS), bytearray(), header.begins
    last = min(header.ends, len(content)) if header.ends >= 0 else len(content)
    while position < last and not inflating.eof:
        step = content[position : min(position + _STEP, last)]
        position += len(step)
        allowed = min(most, max(RATIO_FROM, MAX_RATIO * (position - header.begins)))
        try:
            entry += inflating.decompress(step, allowed - len(entry) + 1)
        except ZlibError:
            return bytes(entry), max(header.ends, header.begins), False
        if len(entry) > allowed:
            return b"", position, False
    return bytes(entry), position - len(inflating.unused_data), inflating.eof
