"""The ledger: what became of every file of the corpus, in the log's database.

The indexer writes it in the same transaction as the log, so that a run killed at any moment resumes where it
was, and a page that says « cherchable » and a search agree.
"""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from catalogue.errors import IndexMissingError
from catalogue.log.reader import Log

#: Changes when the table below does; a ledger of another version is made again by reading every file.
LEDGER_VERSION = "3"
#: Names in one question at most; SQLite takes no more than some thousands.
_STEP = 500
#: Whole numbers of SQLite lie between this and its opposite.
_HALF = 1 << 63

_TABLE = """
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, notice_size INTEGER, notice_mtime_ns INTEGER,
    sha256 TEXT NOT NULL, identifier TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL,
    message TEXT NOT NULL, notice TEXT NOT NULL, notice_error TEXT NOT NULL, needs_ocr INTEGER NOT NULL,
    ocr_tried INTEGER NOT NULL, described_with TEXT NOT NULL, warnings TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_identifier ON file (identifier);
"""


class FileStatus(StrEnum):
    """What became of one file."""

    INDEXED = "indexed"
    #: It could not be read; retried when it changes or when the program it wanted is installed.
    FAILED = "failed"
    #: Not a kind of document Fonds reads.
    IGNORED = "ignored"
    #: The same content stands under another name, whose record it is.
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells that a file may have changed, without reading it."""

    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "FileStamp":
        """As the system tells it; a time too far for SQLite (after 2262) is turned round, and tells still."""
        return cls(status.st_size, (status.st_mtime_ns + _HALF) % (2 * _HALF) - _HALF)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One file of the corpus and what became of it."""

    path: str
    #: Stamps of document and notice when they were last read; None where there is none to compare with.
    size: int | None = None
    mtime_ns: int | None = None
    notice_size: int | None = None
    notice_mtime_ns: int | None = None
    sha256: str = ""
    identifier: str = ""
    status: FileStatus = FileStatus.INDEXED
    reason: str = ""
    #: Why it failed, or of what it is a duplicate: a French sentence.
    message: str = ""
    #: The last notice that was good, as JSON; empty when there never was one.
    notice: str = ""
    #: Why the notice that stands there now is not used; empty when it is.
    notice_error: str = ""
    #: Pages that are images without text, and whether an OCR program has looked at them.
    needs_ocr: int = 0
    ocr_tried: bool = False
    #: Version of the description, so that a new one describes again without reading the file.
    described_with: str = ""
    #: What was readable but damaged, one sentence a line.
    warnings: str = ""

    @property
    def waits_for_ocr(self) -> bool:
        """Whether an OCR program may find text that nobody has looked for yet."""
        return self.needs_ocr > 0 and not self.ocr_tried

    @property
    def stamp(self) -> FileStamp | None:
        """The document's stamp when it was last read."""
        if self.size is None or self.mtime_ns is None:
            return None
        return FileStamp(self.size, self.mtime_ns)

    @property
    def notice_stamp(self) -> FileStamp | None:
        """The notice's stamp when it was last read."""
        if self.notice_size is None or self.notice_mtime_ns is None:
            return None
        return FileStamp(self.notice_size, self.notice_mtime_ns)


_COLUMNS = [field.name for field in fields(LedgerLine)]
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM file"  # noqa: S608 - constant
_INSERT = f"INSERT OR REPLACE INTO file ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - constant
#: Our records that no file stands for: what a run that was cut short may leave.
_ORPHANS = f"""
SELECT identifier FROM record WHERE current AND NOT deleted AND centre = '' AND identifier NOT IN
    (SELECT identifier FROM file WHERE identifier <> '' AND status <> '{FileStatus.DUPLICATE}')
"""  # noqa: S608 - constant


class Ledger:
    """Reads and writes the table through the log's own connection; the caller begins transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Make the table if need be; one of another version is forgotten, and every file read again."""
        found = self._connection.execute("SELECT value FROM meta WHERE key = 'ledger'").fetchone()
        if found is not None and found[0] == LEDGER_VERSION:
            return
        self._connection.executescript(f"BEGIN IMMEDIATE; DROP TABLE IF EXISTS file; {_TABLE} COMMIT")
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('ledger', ?)", (LEDGER_VERSION,))

    def lines(self) -> dict[str, LedgerLine]:
        """Every file known, by path."""
        return {row[0]: _line(row) for row in self._connection.execute(_SELECT)}

    def told(self) -> list[LedgerLine]:
        """What a report tells of: not read whole, another's copy, or with a notice that is not used."""
        wanted = "status <> 'indexed' OR notice_error <> '' OR needs_ocr > 0 OR warnings <> ''"
        return [_line(row) for row in self._connection.execute(f"{_SELECT} WHERE {wanted}")]

    def put(self, line: LedgerLine) -> None:
        """Note what became of a file."""
        self._connection.execute(_INSERT, tuple(asdict(line).values()))

    def remove(self, path: str) -> None:
        """Forget a file that has gone."""
        self._connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def forget_stamps(self) -> None:
        """Make the next run read every file again, keeping what is known meanwhile."""
        self._connection.execute("UPDATE file SET mtime_ns = NULL, sha256 = ''")

    def identifier_of(self, sha256: str) -> str:
        """The record that a content has or had, empty when it has none."""
        query = "SELECT identifier FROM file WHERE sha256 = ? AND identifier <> '' LIMIT 1"
        row = self._connection.execute(query, (sha256,)).fetchone()
        return row[0] if row else ""

    def orphans(self) -> list[str]:
        """Identifiers of our records that stand although no file stands for them."""
        return [identifier for (identifier,) in self._connection.execute(_ORPHANS)]


class Files:
    """Asks the ledger for those who only read; everything is empty before the first run of the indexer."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def at(self, paths: Iterable[str]) -> dict[str, LedgerLine]:
        """The files of those names that the indexer has seen."""
        wanted = list(paths)
        found: dict[str, LedgerLine] = {}
        for start in range(0, len(wanted), _STEP):
            some = wanted[start : start + _STEP]
            rows = self._ask(f"WHERE path IN ({', '.join('?' * len(some))})", *some)
            found.update({each.path: each for each in rows})
        return found

    def with_content(self, sha256: str) -> LedgerLine | None:
        """A file of that content, the one that has the record first; None when there is none."""
        rows = self._ask("WHERE sha256 = ? ORDER BY status = 'duplicate', path LIMIT 1", sha256)
        return rows[0] if rows else None

    def troubled(self) -> list[LedgerLine]:
        """Files that could not be read and those whose notice cannot be used, by name."""
        return self._ask("WHERE status = 'failed' OR notice_error <> '' ORDER BY path")

    def with_images(self) -> list[LedgerLine]:
        """Files some of whose pages are images without text, by name."""
        return self._ask("WHERE needs_ocr > 0 AND status = 'indexed' ORDER BY path")

    def copies(self) -> list[LedgerLine]:
        """Files whose content or identifier is another's, by name."""
        return self._ask("WHERE status = 'duplicate' ORDER BY path")

    def _ask(self, condition: str, *values: str) -> list[LedgerLine]:
        try:
            rows = self._log.connection.execute(f"{_SELECT} {condition}", values).fetchall()
        except IndexMissingError:
            return []
        except sqlite3.OperationalError as error:
            if "no such table" in str(error) or "no such column" in str(error):
                return []
            raise
        return [_line(row) for row in rows]


def _line(row: tuple) -> LedgerLine:  # type: ignore[type-arg]
    values = dict(zip(_COLUMNS, row, strict=True))
    values["status"] = FileStatus(values["status"])
    values["ocr_tried"] = bool(values["ocr_tried"])
    return LedgerLine(**values)
