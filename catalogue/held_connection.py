"""A connection held open to a SQLite file that is read often and may be made anew: one for each thread."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path


class HeldConnection:
    """Opens a file when a thread first reads it, and again when another stands in its place."""

    def __init__(self, path: Path, opened: Callable[[Path], sqlite3.Connection]) -> None:
        self.path = path
        self._opened = opened
        self._local = threading.local()

    def get(self) -> sqlite3.Connection | None:
        """This thread's connection; None where there is no file."""
        held: tuple[sqlite3.Connection, int] | None = getattr(self._local, "held", None)
        try:
            inode = self.path.stat().st_ino
        except FileNotFoundError:
            return None
        if held is None or held[1] != inode:
            self.close()
            self._local.held = held = (self._opened(self.path), inode)
        return held[0]

    def close(self) -> None:
        """Close this thread's connection, if it has one."""
        held: tuple[sqlite3.Connection, int] | None = getattr(self._local, "held", None)
        if held is not None:
            held[0].close()
            self._local.held = None
