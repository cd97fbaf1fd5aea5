"""Named arrays in one file, mapped into memory when opened.

Layout: eight bytes of magic, the header's length (unsigned 64 bits, little endian), the header (JSON: name
→ type, shape, offset, CRC-32), then the arrays, each aligned to 64 bytes. Nothing is executed when read.
"""

import json
import mmap
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from catalogue import disk
from search.ranking.arrays import Array

_MAGIC = b"FONDSAR1"
_ALIGN = 64


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays so that the file is either absent or whole, even after a power cut."""
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    header: dict[str, tuple[str, tuple[int, ...], int, int]] = {}
    offset = 0
    for name, array in plain.items():
        header[name] = (array.dtype.str, array.shape, offset, _checksum(array))
        offset = _aligned(offset + array.nbytes)
    text = json.dumps(header).encode()
    with disk.replacing(path) as file:
        file.write(_MAGIC + struct.pack("<Q", len(text)) + text)
        start = _aligned(file.tell())
        for name, array in plain.items():
            file.seek(start + header[name][2])
            file.write(array.data if array.size else b"")
        file.truncate(start + offset)


def open_arrays(path: Path) -> dict[str, Array]:
    """Map the arrays of a file, read only; raises ValueError when it is not one or is cut short."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ValueError(f"{path} does not hold arrays")
        (length,) = struct.unpack("<Q", file.read(8))
        if length > path.stat().st_size:
            raise ValueError(f"{path} is damaged")
        header = json.loads(file.read(length))
        start = _aligned(file.tell())
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    return {
        name: np.frombuffer(mapped, np.dtype(kind), int(np.prod(shape)), start + offset).reshape(shape)
        for name, (kind, shape, offset, *_) in header.items()
    }


def whole(path: Path) -> bool:
    """Whether each array of a file is what was written, by its checksum; reads all of it."""
    try:
        arrays, checksums = open_arrays(path), _checksums(path)
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return all(_checksum(array) == checksums.get(name, _checksum(array)) for name, array in arrays.items())


def _checksums(path: Path) -> dict[str, int]:
    """The checksums a file was written with; none in one that an older version wrote."""
    with path.open("rb") as file:
        file.seek(len(_MAGIC))
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    return {name: each[3] for name, each in header.items() if len(each) > 3}


def _checksum(array: Array) -> int:
    return zlib.crc32(array.data) if array.size else 0


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN
