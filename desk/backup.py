"""Backup and restore: a library in one file, and a library out of it, elsewhere if need be.

All that is given or was decided goes in (settings, vocabularies, corpus, `state/`), nothing that derives from
it; a list of every file with its SHA-256 closes it. Taken while the site runs and people work: SQLite files
are copied by SQLite, notices with their history while nobody saves, the last sequence number after all that
was numbered. What was indexed meanwhile is found new by the first `fonds index` of the copy.
"""

import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import msgspec

from catalogue import database, disk
from catalogue.errors import CatalogueError, ConfigurationError, DamagedFileError
from catalogue.figures import FOLDER as FIGURES_FOLDER
from catalogue.library import Library
from catalogue.notice import SUFFIX
from catalogue.presentation import FOLDER as SITE_FOLDER
from catalogue.settings import FILE_NAME
from desk.history import History

FORMAT = "fonds-sauvegarde/1"
LIST = "sauvegarde.json"
_CHUNK = 1 << 20
#: What programs make again by themselves, or that means nothing elsewhere.
_LEFT = re.compile(r"(^|/)(lock|lock\.txt|restored|[^/]*\.lock|[^/]*-wal|[^/]*-shm|\.fonds-[^/]*\.partial)$")
#: Who follows what (`alerts`); where there is one, this stands in `state/` of the library made of the backup,
#: so that two of them do not write to people.
ALERTS, RESTORED = "state/alerts.sqlite", "restored"
#: How the folder is called in which a library is restored before it takes its name.
_BESIDE = ".fonds-restore-"
#: Copied after everything else of `state/`: no number may be given twice.
_LAST = ("state/sequence",)
#: SQLite files whose every change goes with a notice.
_WITH_NOTICES = ("state/history.sqlite",)


@dataclass(frozen=True, slots=True)
class Saved:
    """One file of a backup."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(slots=True)
class Backup:
    """What a backup holds: the list that closes it."""

    format: str = FORMAT
    #: UTC, to the second.
    made: str = ""
    files: dict[str, Saved] = field(default_factory=dict)
    #: What could not be read, each with why; they are not in it.
    missing: dict[str, str] = field(default_factory=dict)


def back_up(library: Library, file: Path) -> Backup:
    """Write a backup, whole or not at all; a document that cannot be read is told and left out."""
    folder = library.folder.resolve()
    library.refuse_own(file)
    backup, history = Backup(made=disk.stamp()), History(library)
    with (
        tempfile.TemporaryDirectory(prefix="fonds-") as beside,
        disk.replacing(file, private=True) as target,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        writing = _Writing(archive, folder, Path(beside), backup)
        for name in _state_names(folder):
            writing.add(name)
        with history.at_rest():
            for name in (*_WITH_NOTICES, FILE_NAME, *_notice_names(folder)):
                writing.add(name)
        for name in (*_document_names(folder), *_LAST):
            writing.add(name)
        archive.writestr(LIST, msgspec.json.format(msgspec.json.encode(backup)))
    return backup


def restore(file: Path, folder: Path) -> Backup:
    """Make a library of a backup, every file checked, in a folder that is not there or empty.

    Raises DamagedFileError when a byte is not what was saved; then nothing is left in `folder`.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ConfigurationError(f"{folder} n'est pas vide. Nommez un dossier nouveau.")
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    beside = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=folder.parent))
    try:
        with zipfile.ZipFile(file) as archive:
            backup = _list_of(archive, file)
            for name, saved in backup.files.items():
                _extract(archive, name, saved, beside, file)
        for name in ("corpus", "state", "index"):
            (beside / name).mkdir(exist_ok=True, mode=0o755 if name == "corpus" else 0o700)
        if ALERTS in backup.files:
            disk.replace(beside / "state" / RESTORED, f"{backup.made}\n".encode(), private=True)
        beside.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        disk.move(beside, folder)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise DamagedFileError(
            f"{file} n'est pas une sauvegarde, ou il est coupé. Prenez-en une autre."
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return backup


def _sweep(folder: Path) -> None:
    """Delete what a restoration that died has left there, once nobody can still be at it."""
    for left in folder.glob(f"{_BESIDE}*"):
        with suppress(OSError):
            if disk.abandoned(left):
                shutil.rmtree(left)


class _Writing:
    """Files on their way into a backup."""

    def __init__(self, archive: zipfile.ZipFile, folder: Path, beside: Path, backup: Backup) -> None:
        self._archive, self._folder, self._beside, self._backup = archive, folder, beside, backup

    def add(self, name: str) -> None:
        """Copy one file of the library, unless it is there already or has gone meanwhile."""
        path = self._folder / name
        if name in self._backup.files or not path.is_file() or path.is_symlink():
            return
        try:
            mtime_ns = path.stat().st_mtime_ns
            source = _copied(path, self._beside) if name.endswith(".sqlite") else path
            self._copy(source, name, mtime_ns)
        except FileNotFoundError:
            return
        except (PermissionError, sqlite3.DatabaseError, CatalogueError) as error:
            self._backup.missing[name] = str(error)

    def _copy(self, source: Path, name: str, mtime_ns: int) -> None:
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as read, self._archive.open(name, "w", force_zip64=True) as written:
            while chunk := read.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                written.write(chunk)
        self._backup.files[name] = Saved(digest.hexdigest(), size, mtime_ns)


def _copied(path: Path, beside: Path) -> Path:
    """A SQLite file as it stands at one moment, whoever writes."""
    copy = beside / "copy.sqlite"
    copy.unlink(missing_ok=True)
    with closing(database.connect(path, writing=False)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    return copy


def _names(folder: Path, below: str) -> Iterator[str]:
    """Files below one folder of the library, with `/`, but those nobody needs elsewhere."""
    for each, folders, names in os.walk(folder / below):
        folders.sort()
        for name in sorted(names):
            path = Path(each, name).relative_to(folder).as_posix()
            if not _LEFT.search(path) and path.isprintable():
                yield path


def _state_names(folder: Path) -> list[str]:
    later = (*_LAST, *_WITH_NOTICES)
    return [name for name in _names(folder, "state") if name not in later]


def _notice_names(folder: Path) -> list[str]:
    notices = (name for name in _names(folder, "corpus") if name.endswith(SUFFIX))
    given = ("vocabularies", SITE_FOLDER, FIGURES_FOLDER)
    return [*notices, *(name for each in given for name in _names(folder, each))]


def _document_names(folder: Path) -> Iterator[str]:
    return (name for name in _names(folder, "corpus") if not name.endswith(SUFFIX))


def _list_of(archive: zipfile.ZipFile, file: Path) -> Backup:
    try:
        backup = msgspec.json.decode(archive.read(LIST), type=Backup)
    except (KeyError, msgspec.DecodeError, RecursionError) as error:
        raise DamagedFileError(f"{file} n'est pas une sauvegarde de Fonds.", path=file) from error
    if backup.format != FORMAT:
        raise ConfigurationError(
            f"{file} est au format « {backup.format} », inconnu ici. Mettez Fonds à jour."
        )
    return backup


def _extract(archive: zipfile.ZipFile, name: str, saved: Saved, into: Path, file: Path) -> None:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or "\\" in name or ":" in parts[0]:
        raise DamagedFileError(f"{file} : « {name} » sortirait de la bibliothèque.", path=file)
    target, digest = into.joinpath(*parts), hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if parts[0] == "state" else 0o755)
    private = parts[0] == "state"
    if name not in archive.NameToInfo:
        raise DamagedFileError(f"{file} : « {name} » y manque. Prenez une autre sauvegarde.", path=file)
    with archive.open(name) as read, disk.replacing(target, private=private) as written:
        size = 0
        while (chunk := read.read(_CHUNK)) and size <= saved.size:
            digest.update(chunk)
            size += len(chunk)
            written.write(chunk)
    if (digest.hexdigest(), size) != (saved.sha256, saved.size):
        raise DamagedFileError(f"{file} : « {name} » n'est plus ce qui a été sauvegardé.", path=file)
    os.utime(target, ns=(saved.mtime_ns, saved.mtime_ns))
