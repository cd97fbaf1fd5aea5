"""One writer at a time: the library's lock, freed by the system when its holder dies."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from catalogue.errors import LockedError
from catalogue.library import Library

#: Seconds that a short piece of work waits for an indexing run that goes on beside it.
PATIENCE_S = 120


@contextmanager
def writing(library: Library, *, wait_s: float = 0) -> Iterator[None]:
    """Hold the right to write in a library; raises LockedError that says who holds it."""
    library.state.mkdir(exist_ok=True)
    holder = library.state / "lock.txt"
    lock = FileLock(library.state / "lock", timeout=wait_s)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError(
            f"Une indexation est déjà en cours ({_said(holder)}). "
            "Attendez sa fin ou arrêtez-la, puis recommencez."
        ) from None
    try:
        since = datetime.now().astimezone().strftime("%d/%m/%Y %H:%M")
        holder.write_text(
            f"processus {os.getpid()} sur {socket.gethostname()}, depuis le {since}", encoding="utf-8"
        )
        yield
    finally:
        lock.release()


def _said(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return "par un autre processus"
