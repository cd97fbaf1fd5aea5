"""History: every change made at the desk to a notice or to the site's files, with the text before and after.

Kept in `state/history.sqlite`, only ever added to: restoring an old version and undoing a step are changes
too, so they can be undone. What somebody wrote into a notice by hand meanwhile is seen as the next change's
« before ».
"""

import errno
import secrets
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from sqlite3 import Row

from filelock import FileLock

from catalogue import disk
from catalogue.errors import DamagedFileError
from catalogue.library import Library
from catalogue.notice import SUFFIX
from catalogue.presentation import FOLDER as SITE_FOLDER
from desk.storage import opened, reading

FILE_NAME = "history.sqlite"
#: Stands for a record on changes to how the centre presents itself; no identifier of a record holds an `@`.
SITE = "@site"
#: The same of one that changes a vocabulary of the library.
VOCABULARIES = "@vocabularies"
TABLES = """
CREATE TABLE IF NOT EXISTS change (
    number INTEGER PRIMARY KEY AUTOINCREMENT, step TEXT NOT NULL, kind TEXT NOT NULL, by TEXT NOT NULL,
    date TEXT NOT NULL, identifier TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, before TEXT,
    after TEXT
);
CREATE INDEX IF NOT EXISTS change_identifier ON change (identifier);
CREATE INDEX IF NOT EXISTS change_step ON change (step);
CREATE TABLE IF NOT EXISTS pending (number INTEGER PRIMARY KEY REFERENCES change);
CREATE TABLE IF NOT EXISTS reviewed (
    identifier TEXT PRIMARY KEY, by TEXT NOT NULL, date TEXT NOT NULL
) WITHOUT ROWID;
"""


class Act(StrEnum):
    """What somebody did."""

    EDIT = "edit"
    SITE = "site"
    REVIEW = "review"
    BULK = "bulk"
    PUBLISH = "publish"
    RESTORE = "restore"
    UNDO = "undo"
    VOCABULARY = "vocabulary"
    TRASH = "trash"
    UNTRASH = "untrash"
    DESTROY = "destroy"


#: What can be taken back: the trash has its own way back, and what was destroyed has none.
UNDOABLE = frozenset(
    {Act.EDIT, Act.SITE, Act.REVIEW, Act.BULK, Act.PUBLISH, Act.RESTORE, Act.UNDO, Act.VOCABULARY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeChange:
    """One notice, or file of the site, changed once by somebody, for the history to keep."""

    #: Changes made together carry one step, and are undone together.
    step: str
    kind: Act
    by: str
    identifier: str
    #: Of the document, below `corpus/`; of the file, below `site/` or `vocabularies/`.
    path: str
    #: The record's title at that time.
    title: str
    #: The notice's text; None when there was none.
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChange(NoticeChange):
    """A change as the history keeps it."""

    #: Grows with each change.
    number: int
    #: UTC, to the second.
    date: str


@dataclass(frozen=True, slots=True)
class Step:
    """Changes made together."""

    identifier: str
    kind: Act
    by: str
    date: str
    changes: int
    title: str


class History:
    """The history of one library; safe between threads and processes."""

    def __init__(self, library: Library) -> None:
        self._path = library.state / FILE_NAME
        self._corpus = library.corpus
        #: By the identifier their changes have.
        self._folders = {SITE: library.folder / SITE_FOLDER, VOCABULARIES: library.vocabularies}
        self._lock = library.state / "desk.lock"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One at a time changes notices, so that no change is lost between looking and writing.

        What a step that was cut short had left to do is done first.
        """
        self._lock.parent.mkdir(exist_ok=True)
        with FileLock(self._lock, timeout=30):
            self._finish()
            yield

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Nobody changes notices meanwhile, as in `writing`, be the history damaged: for who only copies.

        On a disk that is read-only nobody does anyhow: a library that stands there can be saved.
        """
        with ExitStack() as held:
            try:
                self._lock.parent.mkdir(exist_ok=True)
                held.enter_context(FileLock(self._lock, timeout=30))
            except OSError as error:
                if error.errno != errno.EROFS:
                    raise
            else:
                with suppress(DamagedFileError):
                    self._finish()
            yield

    def finish_interrupted(self) -> None:
        """Do what a step that was cut short had left to do; nothing when there is nothing."""
        if self._path.exists() and self._pending():
            with self.writing():
                pass

    def carry_out(self, changes: list[NoticeChange]) -> None:
        """Write the notices of one step with its history: all of it or nothing, whatever dies meanwhile.

        The step is noted with what it has to do; from then on it will be done, by this call or by the next
        one. Where the disk refuses a notice, those that were written are put back and the step is forgotten;
        the error is raised. The caller is `writing`.
        """
        self._add(changes, pending=True)
        try:
            for each in changes:
                self._put(each, each.after)
        except OSError:
            for each in changes:
                self._put(each, each.before)
            with opened(self._path, TABLES) as database:
                database.execute("DELETE FROM change WHERE number IN (SELECT number FROM pending)")
                database.execute("DELETE FROM pending")
            raise
        self._done()

    def _finish(self) -> None:
        """Carry out what is pending, but over nothing that somebody wrote by hand since."""
        if not self._path.exists() or not (pending := self._pending()):
            return
        for each in pending:
            there = each.identifier in self._folders or self._file(each).parent.is_dir()
            if there and self.text(each) == each.before:
                self._put(each, each.after)
        self._done()

    def _pending(self) -> list[KeptChange]:
        return self._changes("WHERE number IN (SELECT number FROM pending) ORDER BY number")

    def _done(self) -> None:
        with opened(self._path, TABLES) as database:
            database.execute("DELETE FROM pending")

    def _file(self, change: NoticeChange) -> Path:
        if folder := self._folders.get(change.identifier):
            return folder / change.path
        return self._corpus / (change.path + SUFFIX)

    def _put(self, change: NoticeChange, text: str | None) -> None:
        """Write the file that a change is of, or delete it."""
        file = self._file(change)
        if text is not None:
            if change.identifier in self._folders:
                file.parent.mkdir(exist_ok=True)
            disk.replace(file, text.encode())
        elif file.exists():
            file.unlink()
            disk.sync_folder(file.parent)

    def text(self, change: NoticeChange) -> str | None:
        """What stands now where a change was made; None when nothing does."""
        file = self._file(change)
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None

    def add(self, changes: Iterable[NoticeChange]) -> None:
        """Note changes; their number and date are given here."""
        self._add(changes)

    def _add(self, changes: Iterable[NoticeChange], *, pending: bool = False) -> None:
        date = disk.stamp()
        rows = [
            (
                each.step,
                each.kind,
                each.by,
                date,
                each.identifier,
                each.path,
                each.title,
                each.before,
                each.after,
            )
            for each in changes
        ]
        with opened(self._path, TABLES) as database:
            for row in rows:
                noted = database.execute("INSERT INTO change VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                if pending:
                    database.execute("INSERT INTO pending VALUES (?)", (noted.lastrowid,))

    def forget(self, identifier: str) -> None:
        """Leave no word of a record that somebody had a right to have erased."""
        if self._path.exists():
            with opened(self._path, TABLES) as database:
                database.execute("DELETE FROM change WHERE identifier = ?", (identifier,))
                database.execute("DELETE FROM reviewed WHERE identifier = ?", (identifier,))

    def of(self, identifier: str) -> list[KeptChange]:
        """All changes of one notice, newest first."""
        return self._changes("WHERE identifier = ? ORDER BY number DESC", identifier)

    def change(self, number: int) -> KeptChange | None:
        """One change."""
        return next(iter(self._changes("WHERE number = ?", number)), None)

    def step(self, step: str) -> list[KeptChange]:
        """The changes made together, in order."""
        return self._changes("WHERE step = ? ORDER BY number", step)

    def steps(self, size: int = 50) -> list[Step]:
        """What was done lately, newest first."""
        query = (
            "SELECT step, kind, by, date, count(*), title, max(number) FROM change GROUP BY step "
            "ORDER BY max(number) DESC LIMIT ?"
        )
        return [Step(row[0], Act(row[1]), *row[2:-1]) for row in self._rows(query, size)]

    def mark_reviewed(self, identifier: str, by: str) -> None:
        """Note that a person has confirmed a description."""
        with opened(self._path, TABLES) as database:
            date = disk.stamp()
            database.execute("INSERT OR REPLACE INTO reviewed VALUES (?, ?, ?)", (identifier, by, date))

    def forget_review(self, identifier: str) -> None:
        """Have a description looked at again."""
        with opened(self._path, TABLES) as database:
            database.execute("DELETE FROM reviewed WHERE identifier = ?", (identifier,))

    def reviewed(self) -> frozenset[str]:
        """Records whose description a person has confirmed."""
        return frozenset(row[0] for row in self._rows("SELECT identifier FROM reviewed"))

    def _changes(self, condition: str, *values: object) -> list[KeptChange]:
        return [_change(row) for row in self._rows(f"SELECT * FROM change {condition}", *values)]  # noqa: S608 - constants

    def _rows(self, query: str, *values: object) -> list[Row]:
        if not self._path.exists():
            return []
        with reading(self._path, TABLES) as database:
            return database.execute(query, values).fetchall()


def new_step() -> str:
    """The mark of changes made together."""
    return secrets.token_urlsafe(9)


def _change(row: Row) -> KeptChange:
    return KeptChange(**{name: row[name] for name in row.keys()} | {"kind": Act(row["kind"])})  # noqa: SIM118
