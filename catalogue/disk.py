"""The disk: how a file appears whole or not at all and stays through a power cut, and how SQLite is opened.

In come paths and bytes; out go files that are on disk once a function returns, file and folder both. All that
a person decided is written through here. Imports errors only; knows no library.
"""

import errno
import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from catalogue.errors import DamagedFileError, DiskError

#: How a file in the making is called: hidden, so that nobody takes it for a document, and short, so that the
#: longest name a folder may hold can be written.
PARTIAL = (".fonds-", ".partial")
#: Seconds untouched after which nobody is still writing such a file: a machine may have slept a night.
_ABANDONED_S = 86_400
_FORM = "%Y-%m-%dT%H:%M:%SZ"
#: Seconds a connection waits for another one that writes.
_BUSY_S = 30
#: Bytes left on a disk below which it counts as full.
_LITTLE = 256 << 10
#: For each cause the person can do something about: what to do. Never « --rebuild », which needs a disk too.
_REMEDIES = {
    errno.ENOSPC: "Le disque est plein. Libérez de la place, puis recommencez",
    errno.EDQUOT: "Le quota de disque est atteint. Libérez de la place, puis recommencez",
    errno.EFBIG: "Le disque refuse un fichier si grand. Libérez de la place, puis recommencez",
    errno.EROFS: "Le disque est en lecture seule. Rendez-le inscriptible, puis recommencez",
    errno.EACCES: "L'accès est refusé. Vérifiez les droits du fichier et de son dossier, puis recommencez",
    errno.EPERM: "L'accès est refusé. Vérifiez les droits du fichier et de son dossier, puis recommencez",
    errno.EIO: "Le disque ne répond pas bien. Vérifiez-le et ses branchements, puis recommencez",
    errno.ESTALE: "Le dossier partagé ne répond plus. Rebranchez-le, puis recommencez",
    errno.EMFILE: "Trop de fichiers sont ouverts à la fois. Fermez d'autres programmes, puis recommencez",
    errno.ENFILE: "Trop de fichiers sont ouverts à la fois. Fermez d'autres programmes, puis recommencez",
    errno.EADDRINUSE: "Ce port sert déjà à un autre programme. Choisissez-en un autre (--port)",
    errno.EADDRNOTAVAIL: "Cette machine n'a pas cette adresse. Choisissez-en une autre (--host)",
    errno.ENOENT: "Le fichier n'est plus là. Vérifiez que son disque est branché, puis recommencez",
    errno.ENAMETOOLONG: "Ce nom est trop long pour ce disque. Raccourcissez-le, puis recommencez",
    errno.ELOOP: "C'est un lien, qui n'est pas suivi. Mettez le fichier lui-même à sa place",
    errno.ENXIO: "Ce n'est pas un fichier. Mettez un fichier à sa place",
    errno.EISDIR: "C'est un dossier, non un fichier. Donnez un fichier, puis recommencez",
    errno.EILSEQ: "Ce nom ne peut être écrit sur ce disque. Renommez le fichier, puis recommencez",
}
_SQLITE = {
    "SQLITE_FULL": errno.ENOSPC,
    "SQLITE_READONLY": errno.EROFS,
    "SQLITE_IOERR": errno.EIO,
    "SQLITE_CANTOPEN": errno.EACCES,
    "SQLITE_PERM": errno.EACCES,
}


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


def connect(path: Path, *, private: bool = False, writing: bool = True) -> sqlite3.Connection:
    """A connection to a SQLite file in WAL mode whose commits are on disk; transactions are begun by hand.

    A file that was not closed well is checked first. One that stands where nothing can be written, a full
    disk among them, is opened for reading as it is (`Frozen`), unless `writing` is meant. Raises
    DamagedFileError, or DiskError with the cause.
    """
    try:
        if private and not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.touch(mode=0o600)
        if not writing and not _writable(path):
            return _read_only(path)
        unclean = private and _wal(path)
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            # What is deleted is overwritten: somebody may have had the right to it.
            connection.execute("PRAGMA secure_delete = ON")
            if unclean:
                check(connection, path)
        except BaseException:
            connection.close()
            raise
    except (OSError, sqlite3.Error) as error:
        if not writing and path.exists() and not _wal(path) and _code(error, path) == errno.ENOSPC:
            return _read_only(path)
        raise told(error, path) from error
    return connection


class Frozen(sqlite3.Connection):
    """A connection that needs nothing beside its file and never sees what others write into it.

    Whoever holds one opens the file again once it has changed (`HeldConnection`).
    """


def mark_of(path: Path) -> tuple[int, bool]:
    """What tells whether a SQLite file, or what waits beside it, has changed."""
    return path.stat().st_mtime_ns, _wal(path)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Have SQLite look at the whole file; raises DamagedFileError with the first thing it found."""
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise told(error, path) from error
    if found is None or found[0] != "ok":
        raise DamagedFileError(f"{path} est endommagé ({found[0] if found else 'vide'}).", path=path)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it; the error that ended it is the one that is raised.

    SQLite ends a transaction by itself when the disk is full or fails: then there is nothing to roll back.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


def told(error: OSError | sqlite3.Error, path: Path | None = None) -> DiskError:
    """What a person is told of an error of the disk: which file, why, and what to do."""
    code = _code(error, path)
    name = getattr(error, "filename", None) or path
    where = f" ({os.fsdecode(name)!s})" if name is not None and not isinstance(name, int) else ""
    where = where.encode("utf-8", "backslashreplace").decode()
    if code == errno.ENOENT and name is not None and PARTIAL[1] in str(name):
        folder = Path(os.fsdecode(name)).parent
        return DiskError(f"Le dossier {folder} n'existe pas. Créez-le, ou choisissez-en un autre.")
    if code is not None:
        return DiskError(f"{_REMEDIES[code]}{where}.")
    if isinstance(error, sqlite3.OperationalError) and "lock" in str(error):
        return DiskError(f"Un autre programme écrit depuis trop longtemps{where}. Attendez sa fin.")
    if isinstance(error, sqlite3.DatabaseError):
        return DamagedFileError(
            f"Un fichier de la bibliothèque est endommagé{where} : {error}. S'il est dans index/, lancez "
            "« fonds index --rebuild » ; s'il est dans state/, remettez-le d'une sauvegarde.",
            path=path,
        )
    why = error.strerror if isinstance(error, OSError) and error.strerror else error
    return DiskError(f"Le système a refusé une opération{where} : {why}. Vérifiez le disque.")


def cause(error: OSError) -> str:
    """Why, in a few French words for a sentence that says the rest; the system's own where we have none."""
    code = _code(error, None)
    if code is None:
        return error.strerror or str(error)
    first = _REMEDIES[code].partition(".")[0]
    return first[0].lower() + first[1:]


def _code(error: OSError | sqlite3.Error, path: Path | None) -> int | None:
    if isinstance(error, OSError):
        return error.errno if error.errno in _REMEDIES else None
    name = getattr(error, "sqlite_errorname", None) or ""
    code = next((code for begins, code in _SQLITE.items() if name.startswith(begins)), None)
    # What SQLite maps into memory fails on a full disk as on one that is broken.
    return errno.ENOSPC if code == errno.EIO and path is not None and _full(path.parent) else code


def _full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False


@contextmanager
def _created(partial: Path, mode: int) -> Iterator[IO[bytes]]:
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "w+b") as file:
        yield file


def _keep_rights(path: Path, file: IO[bytes]) -> None:
    if os.name == "posix":
        with suppress(OSError):
            os.fchmod(file.fileno(), path.stat().st_mode & 0o777)


def _writable(path: Path) -> bool:
    """Whether SQLite may write the file and, beside it, what it needs even to read.

    A file that nobody may write is only read by root as well, whom the system lets write everything.
    """
    if not os.access(path.parent, os.W_OK):
        return False
    return not path.exists() or (path.stat().st_mode & 0o222 != 0 and os.access(path, os.W_OK))


def _wal(path: Path) -> bool:
    """Whether something is left that a connection that was closed well would have put away."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that needs nothing beside the file; raises DiskError when its last changes are apart."""
    if _wal(path):
        raise DiskError(
            f"{path} n'a pas été fermé et ne peut l'être : le dossier est en lecture seule. Rendez-le "
            "inscriptible et lancez « fonds index » une fois."
        )
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(
        address, uri=True, timeout=_BUSY_S, isolation_level=None, check_same_thread=False, factory=Frozen
    )
