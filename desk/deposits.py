"""Deposits: what was handed in at the desk, by whom, and what became of each file.

A file that stands in the library already is named and not kept twice; nothing is ever merged. Kept in
`state/deposits.sqlite`, so that the page of a deposit tells the truth after any restart.
"""

import secrets
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from sqlite3 import Row

from catalogue import disk
from catalogue.deposit import digest, place
from catalogue.library import Library
from catalogue.log import Files, Log
from catalogue.notice import Notice
from desk.file_names import RefusedFileError, plain_name
from desk.storage import opened, reading

FILE_NAME = "deposits.sqlite"
TABLES = """
CREATE TABLE IF NOT EXISTS deposit (
    identifier TEXT PRIMARY KEY, by TEXT NOT NULL, date TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS item (
    deposit TEXT NOT NULL REFERENCES deposit, number INTEGER NOT NULL, name TEXT NOT NULL, fate TEXT NOT NULL,
    path TEXT NOT NULL, sha256 TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (deposit, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS item_sha256 ON item (sha256);
"""
_DEPOSITS = "SELECT *, (SELECT count(*) FROM item WHERE deposit = identifier) FROM deposit"
_NOTE = """
INSERT INTO item SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM item WHERE deposit = ?
"""


class Fate(StrEnum):
    """What became of a file that was handed in."""

    KEPT = "kept"
    #: The same content stands in the library already, at `path`.
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DepositItem:
    """One file handed in."""

    #: As its depositor knows it; within an archive or a mailbox, with the name of that before it.
    name: str
    fate: Fate
    #: Where it stands below `corpus/`; empty when it was refused.
    path: str = ""
    sha256: str = ""
    #: Why it was refused.
    message: str = ""


@dataclass(frozen=True, slots=True)
class Deposit:
    """One act of depositing."""

    identifier: str
    by: str
    #: UTC, to the second.
    date: str
    files: int = 0


class Deposits:
    """The deposits of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._path = library.state / FILE_NAME

    def begin(self, by: str) -> str:
        """Open a deposit; returns the identifier under which its files are handed in."""
        identifier = secrets.token_urlsafe(9)
        with opened(self._path, TABLES) as database:
            date = disk.stamp()
            database.execute("INSERT INTO deposit VALUES (?, ?, ?)", (identifier, by, date))
        return identifier

    def receive(
        self, deposit: str, source: Path, name: str, notice: Notice | None = None, *, within: str = ""
    ) -> DepositItem:
        """Take one file into the corpus, or say why not; `source` stays where it is.

        `within` names a folder for the files of one kind of thing, as the messages of a mailbox are.
        """
        try:
            wanted = plain_name(name.rpartition(" › ")[2])
            below = plain_name(within) if within else ""
            size = source.stat().st_size
            if size == 0:
                raise RefusedFileError("Le fichier est vide. Vérifiez-le et déposez-le à nouveau.")
            limit = self._library.settings.limits.file_mb
            if size > limit << 20:
                raise RefusedFileError(f"Le fichier dépasse {limit} Mo. Allégez-le.")
        except RefusedFileError as error:
            return self.refuse(deposit, name, str(error))
        sha256 = digest(source)
        known = self._standing(sha256)
        if known:
            return self._note(deposit, DepositItem(name, Fate.DUPLICATE, known, sha256, _unsaid(notice)))
        folder = PurePosixPath("depots", datetime.now(UTC).strftime("%Y-%m"), below)
        placed = place(self._library, source, Path(folder / wanted), notice)
        return self._note(deposit, DepositItem(name, Fate.KEPT, placed.path, sha256))

    def refuse(self, deposit: str, name: str, message: str) -> DepositItem:
        """Note a file that could not be taken."""
        return self._note(deposit, DepositItem(name, Fate.REFUSED, message=message))

    def find(self, deposit: str) -> Deposit | None:
        """One deposit."""
        return next((each for each in self._list("WHERE identifier = ?", deposit)), None)

    def latest(self, by: str | None = None, size: int = 10) -> list[Deposit]:
        """The newest deposits, of one person or of all."""
        condition, values = ("WHERE by = ?", (by,)) if by else ("", ())
        return self._list(f"{condition} ORDER BY date DESC, identifier LIMIT {int(size)}", *values)

    def items(self, deposit: str) -> list[DepositItem]:
        """What was handed in, in order."""
        query = "SELECT name, fate, path, sha256, message FROM item WHERE deposit = ? ORDER BY number"
        if not self._path.exists():
            return []
        with reading(self._path, TABLES) as database:
            return [_item(row) for row in database.execute(query, (deposit,))]

    def depositor_of(self, path: str, sha256: str) -> str:
        """Who handed in the file that stands at that path with that content; empty when nobody did."""
        query = (
            "SELECT by FROM item JOIN deposit ON deposit = identifier"
            " WHERE path = ? AND sha256 = ? AND sha256 <> '' AND fate = ? ORDER BY date DESC LIMIT 1"
        )
        if not self._path.exists():
            return ""
        with reading(self._path, TABLES) as database:
            row = database.execute(query, (path, sha256, Fate.KEPT)).fetchone()
        return str(row[0]) if row else ""

    def paths_of(self, by: str) -> list[str]:
        """Where the files stand that a person handed in, latest first."""
        query = (
            "SELECT DISTINCT path FROM item JOIN deposit ON deposit = identifier"
            " WHERE by = ? AND fate = ? ORDER BY date DESC, number"
        )
        if not self._path.exists():
            return []
        with reading(self._path, TABLES) as database:
            return [str(path) for (path,) in database.execute(query, (by, Fate.KEPT))]

    def forget(self, sha256: str, paths: Iterable[str]) -> None:
        """Leave no word of a file that somebody had a right to have erased, by content or path."""
        if self._path.exists():
            with opened(self._path, TABLES) as database:
                database.execute("DELETE FROM item WHERE sha256 <> '' AND sha256 = ?", (sha256,))
                database.executemany("DELETE FROM item WHERE path = ?", ((each,) for each in paths))

    def _list(self, condition: str, *values: str) -> list[Deposit]:
        if not self._path.exists():
            return []
        with reading(self._path, TABLES) as database:
            return [Deposit(*row) for row in database.execute(f"{_DEPOSITS} {condition}", values)]

    def _standing(self, sha256: str) -> str:
        """Where that content stands already: as the indexer knows, or in a deposit it has not seen yet."""
        with closing(Log(self._library.log_path)) as log:
            known = Files(log).with_content(sha256)
        paths = [known.path] if known else []
        with reading(self._path, TABLES) as database:
            query = "SELECT path FROM item WHERE sha256 = ? AND fate = ?"
            paths += [row["path"] for row in database.execute(query, (sha256, Fate.KEPT))]
        return next((path for path in paths if self._holds(path, sha256)), "")

    def _holds(self, path: str, sha256: str) -> bool:
        file = self._library.corpus / path
        return file.is_file() and digest(file) == sha256

    def _note(self, deposit: str, item: DepositItem) -> DepositItem:
        with opened(self._path, TABLES) as database:
            database.execute(
                _NOTE,
                (deposit, item.name, item.fate, item.path, item.sha256, item.message, deposit),
            )
        return item


def _item(row: Row) -> DepositItem:
    return DepositItem(row[0], Fate(row[1]), *row[2:])


def _unsaid(notice: Notice | None) -> str:
    """What a depositor must know when a document stands there already with a notice of its own."""
    if notice is None or not notice.values:
        return ""
    return "Ce que vous en avez dit (diffusion, titre…) n'a pas été repris : corrigez sa notice si besoin."
