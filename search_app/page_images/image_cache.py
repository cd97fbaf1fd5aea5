"""Files kept as long as there is room: the cache of page images.

Several processes share one folder without a word: a file is written beside its place and moved there whole,
and its modification time is the time of its last use. Everything in it can be made again.
"""

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from time import time
from typing import NamedTuple

from filelock import FileLock

#: What is kept after room was made, so that room is not made for every file.
_LOW_WATER = 0.8
#: Part of the limit one process writes before it looks whether room must be made.
_SWEEP_EVERY = 0.05
#: Seconds after which an unfinished file is one whose writer died.
_ABANDONED_S = 3600
#: How the names end of files that say who is at work.
_LOCK = ".lock"


class _Kept(NamedTuple):
    used: float
    size: int
    path: Path


class ImageCache:
    """Bytes by name below `folder`, at most `limit` bytes of them; those used least recently go first."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._written = limit  # the first write sweeps what earlier runs left
        self._counting = threading.Lock()

    def read(self, name: str) -> bytes | None:
        """What is kept under a name, None when nothing is."""
        path = self._folder / name
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return content

    def path(self, name: str) -> Path | None:
        """Where something is kept, for who must be given a file; None when nothing is."""
        path = self._folder / name
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def age(self, name: str) -> float | None:
        """Seconds since something was last used, None when nothing is kept."""
        try:
            return time() - (self._folder / name).stat().st_mtime
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Keep something under a name; a full or read-only disk makes the site slower, never wrong."""
        with contextlib.suppress(OSError):
            self._replace(self._folder / name, content)
            if self._sweep_is_due(len(content)):
                self._sweep()

    @contextlib.contextmanager
    def alone(self, work: str, patience_s: float = 0) -> Iterator[bool]:
        """Whether one has a piece of work to oneself among all who share the folder, until the end."""
        lock = FileLock(self._folder / f"{work}{_LOCK}", timeout=patience_s)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except OSError:  # another has it, or the disk refuses
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def _replace(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                file.close()
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _sweep_is_due(self, size: int) -> bool:
        with self._counting:
            self._written += size
            due = self._written > self._limit * _SWEEP_EVERY
            if due:
                self._written = 0
        return due

    def _sweep(self) -> None:
        """Make room, unless another process is doing so."""
        with self.alone("sweep") as alone:
            if alone:
                self._make_room()

    def _make_room(self) -> None:
        kept = sorted(self._all())
        total = sum(each.size for each in kept)
        goal = total if total <= self._limit else self._limit * _LOW_WATER
        for each in kept:
            abandoned = each.path.suffix == ".part" and time() - each.used > _ABANDONED_S
            if total <= goal and not abandoned:
                continue
            each.path.unlink(missing_ok=True)
            total -= each.size

    def _all(self) -> Iterator[_Kept]:
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = Path(folder, name)
                with contextlib.suppress(FileNotFoundError):
                    status = path.stat()
                    if path.suffix != _LOCK:
                        yield _Kept(status.st_mtime, status.st_size, path)
