"""The trash: documents taken out of the corpus with their notices, to be put back or destroyed.

A document leaves before its notice and comes back after it, so that it never stands in the corpus without
what says who may see it. Kept in `state/trash/`, one folder a document.
"""

import errno
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import disk
from catalogue.library import Library
from catalogue.notice import SUFFIX
from catalogue.record import Record
from desk.errors import DeskError
from desk.history import Act, History, NoticeChange, new_step

FOLDER = "trash"
_ABOUT, _DOCUMENT, _NOTICE = "about.json", "document", "notice"


@dataclass(frozen=True, slots=True)
class Discarded:
    """One document in the trash."""

    #: Name of its folder.
    key: str
    identifier: str
    #: Where it stood below `corpus/`.
    path: str
    title: str
    by: str
    #: UTC, to the second.
    date: str
    sha256: str = ""


class Trash:
    """The trash of one library."""

    def __init__(self, library: Library) -> None:
        self._corpus = library.corpus
        self._folder = library.state / FOLDER
        self._history = History(library)

    def all(self) -> list[Discarded]:
        """What lies there, latest first."""
        found = [self.find(each.parent.name) for each in self._folder.glob(f"*/{_ABOUT}")]
        return sorted((each for each in found if each), key=lambda each: (each.date, each.key), reverse=True)

    def find(self, key: str) -> Discarded | None:
        """One document of the trash."""
        about = self._folder / Path(key).name / _ABOUT
        try:
            return msgspec.json.decode(about.read_bytes(), type=Discarded)
        except (OSError, msgspec.DecodeError):
            return None

    def discard(self, records: list[Record], *, by: str) -> list[Discarded]:
        """Take documents out of the corpus; records of other centres are not ours to discard."""
        step = new_step()
        with self._history.writing():
            return [self._discard(record, by, step) for record in records if self._stands(record)]

    def restore(self, key: str, *, by: str) -> str:
        """Put a document back where it stood; returns its path below the corpus.

        Raises DeskError when another file has taken its place.
        """
        item, folder = self._required(key), self._folder / Path(key).name
        document, notice = self._corpus / item.path, self._corpus / (item.path + SUFFIX)
        with self._history.writing():
            if document.exists() or notice.exists():
                raise DeskError(
                    f"Un autre document a pris la place de {item.path}. Renommez-le, puis restaurez celui-ci."
                )
            document.parent.mkdir(parents=True, exist_ok=True)
            text = _text(folder / _NOTICE)
            for source, target in ((folder / _NOTICE, notice), (folder / _DOCUMENT, document)):
                if source.exists():
                    _move(source, target)
            shutil.rmtree(folder)
            self._note(Act.UNTRASH, new_step(), item, by, None, text)
        return item.path

    def destroy(self, keys: list[str], *, by: str) -> int:
        """Delete for good; returns how many were."""
        destroyed = 0
        with self._history.writing():
            for key in keys:
                item = self.find(key)
                if item is not None:
                    shutil.rmtree(self._folder / item.key)
                    self._note(Act.DESTROY, new_step(), item, by, None, None)
                    destroyed += 1
        return destroyed

    def _discard(self, record: Record, by: str, step: str) -> Discarded:
        document, notice = self._corpus / record.file, self._corpus / (record.file + SUFFIX)
        date = disk.stamp()
        key = secrets.token_hex(8)
        item = Discarded(key, record.identifier, record.file, record.title, by, date, record.sha256)
        folder = self._folder / key
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(mode=0o700)
        disk.replace(folder / _ABOUT, msgspec.json.encode(item), private=True)
        text = _text(notice)
        for source, target in ((document, folder / _DOCUMENT), (notice, folder / _NOTICE)):
            if source.is_file():
                _move(source, target)
        self._note(Act.TRASH, step, item, by, text, None)
        return item

    def _stands(self, record: Record) -> bool:
        """Whether the record is of this corpus: its file or its notice stands inside it."""
        paths = (self._corpus / record.file, self._corpus / (record.file + SUFFIX))
        return bool(record.file) and any(
            path.is_file() and path.resolve().is_relative_to(self._corpus.resolve()) for path in paths
        )

    def _required(self, key: str) -> Discarded:
        item = self.find(key)
        if item is None:
            raise DeskError("Ce document n'est plus dans la corbeille ; il a été restauré ou détruit.")
        return item

    def _note(
        self, kind: Act, step: str, item: Discarded, by: str, before: str | None, after: str | None
    ) -> None:
        change = NoticeChange(
            step=step, kind=kind, by=by, identifier=item.identifier, path=item.path, title=item.title,
            before=before, after=after,
        )  # fmt: skip
        self._history.add([change])


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def _move(source: Path, target: Path) -> None:
    """Move a file, on disk before this returns; whole or not at all, even onto another disk."""
    try:
        disk.move(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with source.open("rb") as read, disk.replacing(target) as written:
            shutil.copyfileobj(read, written)
        source.unlink()
        disk.sync_folder(source.parent)
