"""What became of every file of the corpus: the indexer's own tables, in the log's database.

They change in the same transaction as the log, so that a run killed at any moment resumes where it was.
"""

import sqlite3
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum

import msgspec

from indexer.extract.extracted import Extracted
from indexer.versions import EXTRACTION_VERSION
from indexer.walk import FileStamp

#: Changes when the tables below do; a ledger of another version is made again by reading every file.
LEDGER_VERSION = "3"

_NO_TABLES = "DROP TABLE IF EXISTS file; DROP TABLE IF EXISTS extraction;"
_TABLES = """
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, notice_size INTEGER, notice_mtime_ns INTEGER,
    sha256 TEXT NOT NULL, identifier TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL,
    message TEXT NOT NULL, notice TEXT NOT NULL, notice_error TEXT NOT NULL, needs_ocr INTEGER NOT NULL,
    ocr_tried INTEGER NOT NULL, described_with TEXT NOT NULL, warnings TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_identifier ON file (identifier);
CREATE TABLE IF NOT EXISTS extraction (
    sha256 TEXT PRIMARY KEY, made_with TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
"""


class Status(StrEnum):
    """What became of one file."""

    INDEXED = "indexed"
    #: It could not be read; retried when it changes or when the program it wanted is installed.
    FAILED = "failed"
    #: Not a kind of document Fonds reads.
    IGNORED = "ignored"
    #: The same content stands under another name, whose record it is.
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the corpus and what became of it."""

    path: str
    size: int | None
    mtime_ns: int | None
    notice_size: int | None = None
    notice_mtime_ns: int | None = None
    sha256: str = ""
    identifier: str = ""
    status: Status = Status.INDEXED
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
        return (
            FileStamp(self.size, self.mtime_ns)
            if self.size is not None and self.mtime_ns is not None
            else None
        )

    @property
    def notice_stamp(self) -> FileStamp | None:
        """The notice's stamp when it was last read."""
        if self.notice_size is None or self.notice_mtime_ns is None:
            return None
        return FileStamp(self.notice_size, self.notice_mtime_ns)


_COLUMNS = [field.name for field in fields(Line)]
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM file"  # noqa: S608 - constant
_INSERT = f"INSERT OR REPLACE INTO file ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - constant


class Ledger:
    """Reads and writes those tables through the log's own connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> bool:
        """Make the tables if need be; returns whether what was known of the files had to be forgotten."""
        found = self._connection.execute("SELECT value FROM meta WHERE key = 'ledger'").fetchone()
        if found is not None and found[0] == LEDGER_VERSION:
            return False
        self._connection.executescript(
            "DROP TABLE IF EXISTS file; DROP TABLE IF EXISTS extraction;" + _TABLES
        )
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('ledger', ?)", (LEDGER_VERSION,))
        return True

    def lines(self) -> dict[str, Line]:
        """Every file known, by path."""
        return {row[0]: _line(row) for row in self._connection.execute(_SELECT)}

    def put(self, line: Line) -> None:
        """Note what became of a file."""
        self._connection.execute(_INSERT, tuple(asdict(line).values()))

    def remove(self, path: str) -> None:
        """Forget a file that has gone."""
        self._connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def forget_stamps(self) -> None:
        """Make the next run read every file again, keeping what is known meanwhile."""
        self._connection.execute("UPDATE file SET mtime_ns = NULL, sha256 = ''")
        self._connection.execute("DELETE FROM extraction")

    def keep_extraction(self, sha256: str, extracted: Extracted) -> None:
        """Keep what a file said of itself, to describe it again unread; its pages stand in the log."""
        body = msgspec.json.encode(replace(extracted, pages=()))
        values = (sha256, EXTRACTION_VERSION, body)
        self._connection.execute("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)", values)

    def extraction(self, sha256: str) -> Extracted | None:
        """What was kept, without its pages; None when the file must be read."""
        query = "SELECT body FROM extraction WHERE sha256 = ? AND made_with = ?"
        row = self._connection.execute(query, (sha256, EXTRACTION_VERSION)).fetchone()
        return msgspec.json.decode(row[0], type=Extracted) if row else None

    def identifier_of(self, sha256: str) -> str:
        """The record that a content has or had, empty when it has none."""
        query = "SELECT identifier FROM file WHERE sha256 = ? AND identifier <> '' LIMIT 1"
        row = self._connection.execute(query, (sha256,)).fetchone()
        return row[0] if row else ""

    def drop_unused_extractions(self) -> None:
        """Forget the extractions of contents that stand under no name any more."""
        self._connection.execute("DELETE FROM extraction WHERE sha256 NOT IN (SELECT sha256 FROM file)")


def _line(row: tuple) -> Line:  # type: ignore[type-arg]
    values = dict(zip(_COLUMNS, row, strict=True))
    values["status"] = Status(values["status"])
    values["ocr_tried"] = bool(values["ocr_tried"])
    return Line(**values)
