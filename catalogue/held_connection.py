"""A connection held open to a SQLite file that is read often and may be made anew: one for each thread."""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from catalogue import database


@dataclass(frozen=True, slots=True)
class _Held:
    """A connection, and the file it was opened to."""

    connection: sqlite3.Connection
    inode: int
    #: Of a connection that never sees what others write, how the file stood; None of all others.
    mark: tuple[int, bool] | None


class HeldConnection:
    """Opens a file when a thread first reads it, and again when another stands in its place.

    One that could only be opened as it stood, on a disk where nothing can be written, is opened again as soon
    as it has changed.
    """

    def __init__(self, path: Path, opened: Callable[[Path], sqlite3.Connection]) -> None:
        self.path = path
        self._opened = opened
        self._local = threading.local()

    def get(self) -> sqlite3.Connection | None:
        """This thread's connection; None where there is no file."""
        held: _Held | None = getattr(self._local, "held", None)
        try:
            inode = self.path.stat().st_ino
            same = held is not None and held.inode == inode
            if (
                held is None
                or not same
                or (held.mark is not None and held.mark != database.mark_of(self.path))
            ):
                self.close()
                mark = database.mark_of(self.path)
                connection = self._opened(self.path)
                frozen = isinstance(connection, database.Frozen)
                self._local.held = held = _Held(connection, inode, mark if frozen else None)
        except FileNotFoundError:
            return None
        return held.connection

    def close(self) -> None:
        """Close this thread's connection, if it has one."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is not None:
            held.connection.close()
            self._local.held = None
