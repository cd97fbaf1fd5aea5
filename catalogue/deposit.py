"""Copying documents into a corpus: never over another one, never half a file, on disk before it is said.

The command line and the desk deposit through here. A notice that says who may see a document is written
before it, so that no indexing run ever meets the document without. Two deposits of one name at one moment
are two documents: only the choice of a name is made one at a time.
"""

import errno
import hashlib
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from catalogue import disk, disk_errors
from catalogue.errors import ConfigurationError, NoticeError
from catalogue.library import Library
from catalogue.notice import SUFFIX, Notice, read_notice, write_notice
from catalogue.parting import folder_of, parted
from catalogue.web_address import noted_origin

_CHUNK = 1 << 20
#: Errors of our own disk, which every other file would meet as well.
_OURS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one file stands now."""

    #: Below the corpus, with `/`.
    path: str
    #: Whether it was copied; else its very content stood there already.
    new: bool = True
    #: Whether what was said of it changed the notice of a document that stood there.
    said: bool = False


@dataclass(slots=True)
class Deposited:
    """What became of all that was handed in."""

    placed: list[Placed] = field(default_factory=list)
    #: Name of a file that could not be taken → why, a French sentence.
    refused: dict[str, str] = field(default_factory=dict)


def deposit(library: Library, source: Path, notice: Notice | None = None) -> Deposited:
    """Copy a file, or all files below a folder, each with the notice; one that cannot be read costs itself.

    A file whose very content already stands under its name is left as it is, and what is said of it is
    written into its notice; another one of the same name gets a number. A mailbox becomes its messages,
    unless a title or a notice beside it makes one document of it. Raises OSError when our own disk is full
    or read-only.
    """
    library.corpus.mkdir(exist_ok=True)
    if source.resolve().is_relative_to(library.corpus.resolve()):
        raise ConfigurationError(f"{source} est déjà dans le corpus. Lancez « fonds index ».")
    done = Deposited()
    for file, folder in _files(source, done):
        said = None if file.name.endswith(SUFFIX) else notice
        with _refusing(done, _shown(file)):
            if _is_described(file, said) or not _place_messages(library, file, folder, said, done):
                done.placed.append(place(library, file, folder / file.name, said))
    return done


@contextmanager
def _refusing(done: Deposited, name: str) -> Iterator[None]:
    """Note why a file could not be taken; errors of our own disk go on."""
    try:
        yield
    except (OSError, NoticeError) as error:
        if isinstance(error, OSError) and error.errno in _OURS:
            raise
        done.refused[name] = str(disk_errors.told(error) if isinstance(error, OSError) else error)


def _is_described(file: Path, notice: Notice | None) -> bool:
    """Whether somebody spoke of this file as of one document."""
    titled = notice is not None and "title" in notice.values
    return titled or file.with_name(file.name + SUFFIX).exists()


def _place_messages(
    library: Library, file: Path, folder: Path, notice: Notice | None, done: Deposited
) -> bool:
    """Copy the messages of a mailbox; False when it is none, or an empty one."""
    with parted(library, file, file.name) as found:
        if found is None:
            return False
        written, mailbox = found
        if mailbox.message:
            done.refused[_shown(file)] = mailbox.message
        for each in mailbox.files:
            name = each.within(_shown(file))
            if each.message:
                done.refused[name] = each.message
                continue
            with _refusing(done, name):
                wanted = folder / folder_of(file.name) / each.name
                done.placed.append(place(library, written / each.file, wanted, notice))
    return True


def place(library: Library, source: Path, wanted: Path, notice: Notice | None = None) -> Placed:
    """Copy one file below the corpus under that name or the next that is free.

    The address that a browser noted on the file, which a copy of its bytes would lose, is said as its source.
    Raises NoticeError when a notice that stands there cannot be read; then nothing is placed.
    """
    origin = noted_origin(source)
    # Names typed on a Mac come with their accents apart; one form keeps one name one.
    name = unicodedata.normalize("NFC", wanted.name)
    folder = library.corpus / wanted.parent
    library.corpus.mkdir(exist_ok=True)  # not those above: a library that was taken away is not begun again
    disk.make_folder(folder)
    target = folder / name
    if target.exists() and _same_content(source, target):
        return _said_of(library, target, notice, origin)
    partial = disk.partial_of(target)
    try:
        _copy(source, partial)
        library.state.mkdir(exist_ok=True)
        with FileLock(library.state / "deposit.lock", timeout=60):
            return _named(library, partial, target, notice, origin)
    finally:
        partial.unlink(missing_ok=True)


def _named(library: Library, partial: Path, target: Path, notice: Notice | None, origin: str) -> Placed:
    """Give a copied file the first name that is free, its notice before it."""
    stem, suffix, number = target.stem, target.suffix, 1
    while target.exists():
        if _same_content(partial, target):
            return _said_of(library, target, notice, origin)
        number += 1
        target = target.with_name(f"{stem} ({number}){suffix}")
    _announce(target, notice, origin)
    if not disk.place(partial, target):
        return _named(library, partial, target, notice, origin)  # put there by another program meanwhile
    return Placed(_below(library, target))


def _said_of(library: Library, target: Path, notice: Notice | None, origin: str) -> Placed:
    """A document that stood there already, and what is said of it now."""
    return Placed(_below(library, target), new=False, said=_announce(target, notice, origin))


def _announce(document: Path, notice: Notice | None, origin: str) -> bool:
    """Write what is said of a document into its notice, keeping what else that says; whether it changed."""
    said = {} if notice is None else notice.values
    if not said and (not origin or document.name.endswith(SUFFIX)):
        return False
    path = document.with_name(document.name + SUFFIX)
    try:
        before = read_notice(path).values if path.exists() else {}
    except NoticeError:
        if said:
            raise
        return False  # what a browser noted is no reason to refuse a document
    after = {**({"source": origin} if origin else {}), **before, **said}
    if after != before:
        write_notice(path, Notice(after))
    return after != before


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, partial: Path) -> None:
    with source.open("rb") as read, partial.open("xb") as written:
        while chunk := read.read(_CHUNK):
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())


def _files(source: Path, done: Deposited) -> Iterator[tuple[Path, Path]]:
    """Regular files with the folder each goes to, below the corpus; links are passed over.

    Notices come before documents. What has a name that no notice could be given is refused.
    """
    if source.is_file():
        if _named_well(source, done):
            yield source, Path()
        return

    def refuse(error: OSError) -> None:
        done.refused[_shown(Path(error.filename))] = str(disk_errors.told(error))

    for folder, folders, names in os.walk(source, onerror=refuse):
        folders[:] = sorted(each for each in folders if _named_well(Path(folder, each), done))
        for name in sorted(names, key=lambda each: (not each.endswith(SUFFIX), each)):
            file = Path(folder, name)
            regular = file.is_file() and not file.is_symlink() and not name.startswith(".")
            if regular and _named_well(file, done):
                yield file, Path(source.resolve().name) / file.parent.relative_to(source)


def _named_well(path: Path, done: Deposited) -> bool:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        done.refused[_shown(path)] = "Ce nom n'est pas en UTF-8. Renommez-le, puis déposez-le à nouveau."
        return False
    return True


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _below(library: Library, target: Path) -> str:
    return target.relative_to(library.corpus).as_posix()


def _same_content(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and digest(one) == digest(other)
