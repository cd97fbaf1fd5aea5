"""Copying documents into a corpus: never over another one, never half a file.

The command line and the desk deposit through here. A notice that says who may see a document is written
before it, so that no indexing run ever meets the document without.
"""

import hashlib
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from catalogue.errors import ConfigurationError
from catalogue.library import Library
from catalogue.notice import SUFFIX, Notice, read_notice, write_notice


def deposit(library: Library, source: Path, notice: Notice | None = None) -> list[str]:
    """Copy a file, or all files below a folder, each with the notice; returns their paths below the corpus.

    A file whose very content already stands under its name is left as it is and named again; another one of
    the same name gets a number.
    """
    library.corpus.mkdir(parents=True, exist_ok=True)
    if source.resolve().is_relative_to(library.corpus.resolve()):
        raise ConfigurationError(f"{source} est déjà dans le corpus. Lancez « fonds index ».")
    return [place(library, file, folder / file.name, notice) for file, folder in _files(source)]


def place(library: Library, source: Path, wanted: Path, notice: Notice | None = None) -> str:
    """Copy one file below the corpus under that name or the next that is free; returns its path there."""
    # Names typed on a Mac come with their accents apart; one form keeps one name one.
    name = unicodedata.normalize("NFC", wanted.name)
    folder = library.corpus / wanted.parent
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / name, 1
    while target.exists() and not _same_content(source, target):
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    if not target.exists():
        _announce(target.with_name(target.name + SUFFIX), notice)
        partial = target.with_name(target.name + ".partial")
        shutil.copyfile(source, partial)
        partial.replace(target)
    return target.relative_to(library.corpus).as_posix()


def _announce(path: Path, notice: Notice | None) -> None:
    """Write the notice of a document to come; what one that waits there already says stays said."""
    if notice is not None:
        waiting = read_notice(path).values if path.exists() else {}
        write_notice(path, Notice({**waiting, **notice.values}))


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(source: Path) -> Iterator[tuple[Path, Path]]:
    """Regular files with the folder each goes to, below the corpus; links are passed over."""
    if source.is_file():
        yield source, Path()
        return
    for file in sorted(source.rglob("*")):
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            yield file, Path(source.name) / file.parent.relative_to(source)


def _same_content(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and digest(one) == digest(other)
