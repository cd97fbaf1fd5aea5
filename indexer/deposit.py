"""Copying documents into a corpus: never over another one, never half a file."""

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from catalogue.errors import ConfigurationError
from catalogue.library import Library


def deposit(library: Library, source: Path) -> list[str]:
    """Copy a file, or all files below a folder; returns their paths below the corpus.

    A file whose very content already stands under its name is left as it is and named again; another one of
    the same name gets a number.
    """
    library.corpus.mkdir(parents=True, exist_ok=True)
    if source.resolve().is_relative_to(library.corpus.resolve()):
        raise ConfigurationError(f"{source} est déjà dans le corpus. Lancez « fonds index ».")
    return [_copy(library.corpus, file, folder) for file, folder in _files(source)]


def _files(source: Path) -> Iterator[tuple[Path, Path]]:
    """Regular files with the folder each goes to, below the corpus; links are passed over."""
    if source.is_file():
        yield source, Path()
        return
    for file in sorted(source.rglob("*")):
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            yield file, Path(source.name) / file.parent.relative_to(source)


def _copy(corpus: Path, source: Path, folder: Path) -> str:
    # Names typed on a Mac come with their accents apart; one form keeps one name one.
    name = unicodedata.normalize("NFC", source.name)
    target = corpus / folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while target.exists() and not _same_content(source, target):
        number += 1
        target = corpus / folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    if not target.exists():
        partial = target.with_name(target.name + ".partial")
        shutil.copyfile(source, partial)
        partial.replace(target)
    return target.relative_to(corpus).as_posix()


def _same_content(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
