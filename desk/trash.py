"""The trash: documents taken out of the corpus with their notices, to be put back or destroyed.

A document leaves before its notice and comes back after it, so that it never stands in the corpus without
what says who may see it. Kept in `state/trash/`, one folder a document. What somebody asked is written down
before anything moves, and is done to its end whatever dies meanwhile: by the next who comes here, or the next
indexing. Where the disk refuses, what had moved goes back and the error is raised.
"""

import errno
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import disk
from catalogue.deposit import digest
from catalogue.library import Library
from catalogue.notice import SUFFIX
from catalogue.record import Record
from desk.errors import DeskError
from desk.history import Act, History, NoticeChange, new_step

FOLDER = "trash"
_ABOUT, _DOCUMENT, _NOTICE, _PENDING = "about.json", "document", "notice", "pending.json"


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


@dataclass(frozen=True, slots=True)
class _Step:
    """What somebody asked, written down before it is done."""

    kind: Act
    step: str
    by: str
    items: tuple[Discarded, ...]


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

    def finish_interrupted(self) -> None:
        """Do what a step that was cut short had left to do; nothing when there is nothing."""
        if (self._folder / _PENDING).exists():
            with self._writing():
                pass

    def discard(self, records: list[Record], *, by: str) -> list[Discarded]:
        """Take documents out of the corpus, all or none; records of other centres are not ours to discard."""
        date = disk.stamp()
        with self._writing():
            items = [
                Discarded(secrets.token_hex(8), each.identifier, each.file, each.title, by, date, each.sha256)
                for each in records
                if self._stands(each)
            ]
            self._carry_out(_Step(Act.TRASH, new_step(), by, tuple(items)))
        return items

    def restore(self, key: str, *, by: str) -> str:
        """Put a document back where it stood; returns its path below the corpus.

        Raises DeskError when another file has taken its place.
        """
        with self._writing():
            item = self._required(key)
            if any(path.exists() for path in self._places(item)):
                raise DeskError(
                    f"Un autre document a pris la place de {item.path}. Renommez-le, puis restaurez celui-ci."
                )
            self._carry_out(_Step(Act.UNTRASH, new_step(), by, (item,)))
        return item.path

    def destroy(self, keys: list[str], *, by: str) -> int:
        """Delete for good; returns how many were."""
        with self._writing():
            items = tuple(item for key in dict.fromkeys(keys) if (item := self.find(key)) is not None)
            self._carry_out(_Step(Act.DESTROY, new_step(), by, items))
        return len(items)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._history.writing():
            self._finish()
            yield

    def _finish(self) -> None:
        try:
            asked = msgspec.json.decode((self._folder / _PENDING).read_bytes(), type=_Step)
        except FileNotFoundError:
            return
        except msgspec.DecodeError:  # not of ours: it appears whole or not at all
            (self._folder / _PENDING).unlink()
            return
        for item in asked.items:
            self._do(asked.kind, item)
        self._end(asked)

    def _carry_out(self, asked: _Step) -> None:
        """Do all of a step with its history, or none of it."""
        if not asked.items:
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        disk.replace(self._folder / _PENDING, msgspec.json.encode(asked), private=True)
        try:
            for item in asked.items:
                self._do(asked.kind, item)
        except OSError:
            if asked.kind is not Act.DESTROY:  # of that there is no way back: it is finished later
                for item in asked.items:
                    self._do(Act.UNTRASH if asked.kind is Act.TRASH else Act.TRASH, item)
                    if asked.kind is Act.TRASH:
                        shutil.rmtree(self._folder / item.key)
                self._forget_step()
            raise
        self._end(asked)

    def _do(self, kind: Act, item: Discarded) -> None:
        """Move or delete what one document has, as far as that is not done."""
        folder = self._folder / item.key
        kept = (folder / _DOCUMENT, folder / _NOTICE)
        if kind is Act.DESTROY:
            with suppress(FileNotFoundError):
                shutil.rmtree(folder)
        elif kind is Act.TRASH:
            folder.mkdir(mode=0o700, exist_ok=True)
            if not (folder / _ABOUT).exists():
                disk.replace(folder / _ABOUT, msgspec.json.encode(item), private=True)
            for source, target in zip(self._places(item), kept, strict=True):
                _move(source, target)
        else:
            places = self._places(item)
            places[0].parent.mkdir(parents=True, exist_ok=True)
            for source, target in reversed(tuple(zip(kept, places, strict=True))):
                if not _move(source, target):
                    return  # never a document beside a notice that is another's

    def _end(self, asked: _Step) -> None:
        """Note a step that is done in the history, once, and leave nothing of it to do."""
        if not self._history.step(asked.step):
            self._history.add(self._change(asked, item) for item in asked.items)
        if asked.kind is Act.UNTRASH:
            for item in asked.items:
                folder = self._folder / item.key
                # Where another file took the place meanwhile, what did not move stays here.
                if not (folder / _DOCUMENT).exists() and not (folder / _NOTICE).exists():
                    shutil.rmtree(folder, ignore_errors=True)
        self._forget_step()

    def _forget_step(self) -> None:
        (self._folder / _PENDING).unlink()
        disk.sync_folder(self._folder)

    def _places(self, item: Discarded) -> tuple[Path, Path]:
        """Where the document and its notice stand in the corpus."""
        return self._corpus / item.path, self._corpus / (item.path + SUFFIX)

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

    def _change(self, asked: _Step, item: Discarded) -> NoticeChange:
        """What the history keeps of one document of a step."""
        return NoticeChange(
            step=asked.step, kind=asked.kind, by=asked.by, identifier=item.identifier, path=item.path,
            title=item.title,
            before=_text(self._folder / item.key / _NOTICE) if asked.kind is Act.TRASH else None,
            after=_text(self._places(item)[1]) if asked.kind is Act.UNTRASH else None,
        )  # fmt: skip


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def _move(source: Path, target: Path) -> bool:
    """Move a file that is there, on disk before this returns; whole or not at all, even onto another disk.

    What stands at the target already is never written over: of the same content it has been moved there, and
    of another it is somebody else's; then this is False.
    """
    if not source.is_file():
        return True
    if target.exists():
        if digest(source) != digest(target):
            return False
        source.unlink()
        disk.sync_folder(source.parent)
        return True
    try:
        disk.move(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with source.open("rb") as read, disk.replacing(target) as written:
            shutil.copyfileobj(read, written)
        source.unlink()
        disk.sync_folder(source.parent)
    return True
