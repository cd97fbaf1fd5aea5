"""The disk: how a file appears whole or not at all and stays through a power cut.

In come paths and bytes; out go files that are on disk once a function returns, file and folder both. All that
a person decided is written through here, or through `catalogue.database`. Imports nothing of ours; knows no
library.
"""

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

#: How a file in the making is called: hidden, so that nobody takes it for a document, and short, so that the
#: longest name a folder may hold can be written.
PARTIAL = (".fonds-", ".partial")
#: Seconds untouched after which nobody is still writing such a file: a machine may have slept a night.
_ABANDONED_S = 86_400
_FORM = "%Y-%m-%dT%H:%M:%SZ"


def stamp(moment: datetime | None = None) -> str:
    """A moment as all files and exchanges write it: UTC, to the second; now when none is given."""
    return (moment or datetime.now(UTC)).astimezone(UTC).strftime(_FORM)


def moment_of(stamped: str) -> datetime:
    """The moment a stamp tells; raises ValueError when it is none."""
    return datetime.strptime(stamped, _FORM).replace(tzinfo=UTC)


def replace(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all, on disk before this returns; a `private` one is its owner's only."""
    with replacing(path, private=private) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """The same for what is written piece by piece: it takes its place when the block ends without an error.

    A file that is replaced keeps its rights.
    """
    partial = partial_of(path)
    try:
        with _created(partial, 0o600 if private else 0o666) as file:
            if not private:
                _keep_rights(path, file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def place(partial: Path, path: Path) -> bool:
    """Give a finished file its name unless that one is taken; whether it was free. On disk afterwards."""
    try:
        os.link(partial, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links: the name is held by an empty file meanwhile
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError:
            return False
        partial.replace(path)
    else:
        partial.unlink()
    sync_folder(path.parent)
    return True


def append(path: Path, content: bytes, *, private: bool = False) -> None:
    """Add whole lines to the end of a file, on disk before this returns.

    A last line that a power cut left unfinished is ended first, so that it spoils no other.
    """
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600 if private else 0o666)
    with os.fdopen(descriptor, "r+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1))
        ends_well = not end or file.read(1) == b"\n"
        file.write(content if ends_well else b"\n" + content)
        file.flush()
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)


def move(source: Path, target: Path) -> None:
    """Rename within one disk, or raise OSError; both folders are on disk before this returns."""
    source.replace(target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def sync_file(path: Path) -> None:
    """Make the content of a file that was written otherwise last."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut; where a system cannot, it does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a shared folder that knows no such thing
            raise
    finally:
        os.close(descriptor)


def partial_of(path: Path) -> Path:
    """A name beside a file for what will take its place; never the same twice."""
    return path.with_name(f"{PARTIAL[0]}{secrets.token_hex(6)}{PARTIAL[1]}")


def sweep(folder: Path) -> int:
    """Delete the files in the making that programs which died have left below a folder; how many.

    Only those that are named as ours and were not touched for a day. Links are not followed; what cannot be
    deleted stays.
    """
    swept = 0
    for place, _folders, names in os.walk(folder):
        for name in names:
            if name.startswith(PARTIAL[0]) and name.endswith(PARTIAL[1]):
                with suppress(OSError):
                    path = Path(place, name)
                    if abandoned(path):
                        path.unlink()
                        swept += 1
    return swept


def abandoned(path: Path) -> bool:
    """Whether what is in the making there was not touched for a day."""
    return time.time() - path.lstat().st_mtime > _ABANDONED_S


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each on disk before this returns."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


@contextmanager
def _created(partial: Path, mode: int) -> Iterator[IO[bytes]]:
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "w+b") as file:
        yield file


def _keep_rights(path: Path, file: IO[bytes]) -> None:
    if os.name == "posix":
        with suppress(OSError):
            os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
