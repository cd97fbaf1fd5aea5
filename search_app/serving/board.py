"""The board: memory in which each serving process writes what it counts, for its sisters to read.

Who starts them makes it. Each has a column and writes nowhere else: so nothing is locked between processes,
no number is half written (each is aligned and written at once), and what a killed one held is cleared by who
started it.
"""

import mmap
import os
import secrets
import struct
import sys
from dataclasses import dataclass, fields
from io import FileIO
from pathlib import Path

#: Addresses a column has room for; those of one set of `WAYS` stand side by side.
SLOTS, WAYS = 8192, 8
#: Seconds whose requests are kept of each address.
RING = 64
FILE_NAME = "board"
#: What stands first, so that no other version of this program reads it otherwise: change it with the layout.
_LAYOUT = struct.pack("4I", 1, SLOTS, WAYS, RING).ljust(64, b"\0")
_SECRET = 64
_HEADER = len(_LAYOUT) + _SECRET
#: Bytes of each part of a column, and how its numbers are written.
_PARTS = ((64, "Q"), (8 * SLOTS, "Q"), (4 * SLOTS, "I"), (4 * SLOTS, "I"), (2 * RING * SLOTS, "H"))
_COLUMN = sum(size for size, _kind in _PARTS)


@dataclass(frozen=True, slots=True)
class Column:
    """What one process counts; but for the first, by slot."""

    #: All connections open to the process; then 1 while it takes connections in.
    connections: memoryview
    #: Digests of addresses; 0 is nobody's.
    keys: memoryview
    #: The second of the clock in which each last asked.
    seconds: memoryview
    #: Connections that each has open.
    held: memoryview
    #: Requests of each by second, `RING` numbers a slot; that of a second stands at its remainder.
    asked: memoryview

    def close_connections(self) -> None:
        """Whoever wrote here is gone, and its connections with it; what was asked grows old by itself."""
        self.connections[0] = self.connections[1] = 0
        self.held[:] = memoryview(bytes(4 * SLOTS)).cast("I")


class Board:
    """Columns, and the secret without which nobody knows in which slot an address stands."""

    def __init__(self, memory: mmap.mmap, file: FileIO | None = None) -> None:
        """`file` is what others open."""
        self._memory = memory
        self._file = file
        whole = memoryview(memory)
        self.secret = bytes(whole[len(_LAYOUT) : _HEADER])
        starts = range(_HEADER, len(memory), _COLUMN)
        self.columns = tuple(_column(whole[start : start + _COLUMN]) for start in starts)

    @property
    def told(self) -> int | str:
        """What another process must know to open it: a descriptor, or a path where none are handed on."""
        assert self._file is not None  # noqa: S101 - only a shared one is told
        return str(self._file.name) if os.name == "nt" else self._file.fileno()

    def close(self) -> None:
        """Let go of the memory; those who share it keep it."""
        for column in self.columns:
            for field in fields(column):
                getattr(column, field.name).release()
        self.columns = ()
        self._memory.close()
        if self._file is not None:
            self._file.close()


def private_board() -> Board:
    """One for a process that has no sisters."""
    return Board(_begun(mmap.mmap(-1, _size(1))))


def shared_board(columns: int, folder: Path) -> Board:
    """One for several.

    Of memory alone where the system gives such a file; elsewhere a file in `folder`, written whole from the
    start: a disk that is full later takes nobody down.
    """
    if sys.platform == "linux":
        file = FileIO(os.memfd_create("fonds"), "r+")
        file.truncate(_size(columns))
    else:
        file = FileIO(folder / FILE_NAME, "x+")
        file.write(bytes(_size(columns)))
    return Board(_begun(mmap.mmap(file.fileno(), _size(columns))), file)


def opened_board(told: int | str) -> Board | None:
    """The one that a process is told of at its start; None where another version of this program made it."""
    with FileIO(told, "r+") as file:
        memory = mmap.mmap(file.fileno(), 0)
    return Board(memory) if memory[: len(_LAYOUT)] == _LAYOUT else None


def _begun(memory: mmap.mmap) -> mmap.mmap:
    memory[:_HEADER] = _LAYOUT + secrets.token_bytes(_SECRET)
    return memory


def _size(columns: int) -> int:
    return _HEADER + columns * _COLUMN


def _column(whole: memoryview) -> Column:
    views = []
    for size, kind in _PARTS:
        views.append(whole[:size].cast(kind))  # type: ignore[call-overload]
        whole = whole[size:]
    return Column(*views)
