"""What each record still asks of a person: proposals to answer, things wrong, kept beside the log by number.

A small file in `index/` that follows the log, so that the desk's pages count and list without reading every
record. The indexer brings it up at the end of each run, a page that comes before does so itself. Lost, it is
made again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from catalogue import database
from catalogue.errors import DamagedFileError, DiskError
from catalogue.library import Library
from catalogue.log import Files, Log, LogEntry
from catalogue.record import Access, Record
from catalogue.rights import today
from catalogue.vocabulary import Vocabularies
from desk.practices import asked_again_on
from desk.publication import waits
from desk.quality import FEW_PAGES, NO_TEXT, Finding, ProblemKind, findings_of
from desk.review import proposals

#: Changes when a record would ask for something else.
ATTENTION_VERSION = "4"
FILE_NAME = "attention.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    identifier TEXT PRIMARY KEY, sequence INTEGER NOT NULL, access TEXT NOT NULL, proposals INTEGER NOT NULL,
    place TEXT NOT NULL, pages INTEGER NOT NULL, textless INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_waiting ON record (sequence) WHERE proposals > 0;
CREATE TABLE IF NOT EXISTS held (
    identifier TEXT PRIMARY KEY, sequence INTEGER NOT NULL, opens TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS practice (
    identifier TEXT PRIMARY KEY, sequence INTEGER NOT NULL, again TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS finding (
    identifier TEXT NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS finding_kind ON finding (kind, sequence);
CREATE INDEX IF NOT EXISTS finding_record ON finding (identifier);
"""


@dataclass(frozen=True, slots=True)
class Findings:
    """Those of one kind: how many, and the first of them in the order of the log."""

    count: int
    first: tuple[Finding, ...]


class Attention:
    """One writer at a time, any readers; each call follows the log first."""

    def __init__(self, library: Library, vocabularies: Vocabularies) -> None:
        self._path = library.index / FILE_NAME
        self._vocabularies = vocabularies
        self._version = f"{ATTENTION_VERSION}/{vocabularies.version}"

    def follow(self, log: Log) -> None:
        """Bring the file up to the log."""
        with self._following(log):
            pass

    def waiting(self, log: Log, access: frozenset[Access], reviewed: frozenset[str]) -> list[str]:
        """Records that propose something and that nobody has confirmed, in order of arrival."""
        marks = ", ".join("?" * len(access))
        query = "SELECT identifier FROM record WHERE proposals > 0 AND access IN (%s) ORDER BY sequence"
        with self._following(log) as connection:
            rows = connection.execute(query % marks, tuple(access)).fetchall()
        return [identifier for (identifier,) in rows if identifier not in reviewed]

    def unpublished(self, log: Log) -> list[str]:
        """Records that nobody has published yet, in order of arrival."""
        with self._following(log) as connection:
            query = "SELECT identifier FROM held WHERE opens = '' ORDER BY sequence"
            rows = connection.execute(query).fetchall()
        return [identifier for (identifier,) in rows]

    def embargoed(self, log: Log) -> list[str]:
        """Published records whose day has not come, in the order in which they will appear."""
        with self._following(log) as connection:
            query = "SELECT identifier FROM held WHERE opens > ? ORDER BY opens, sequence"
            rows = connection.execute(query, (today().isoformat(),)).fetchall()
        return [identifier for (identifier,) in rows]

    def practices(self, log: Log) -> list[str]:
        """Practice sheets of which to ask whether they go on; last those of which nobody ever asked."""
        query = "SELECT identifier FROM practice WHERE again <= ? ORDER BY again = '', again, sequence"
        with self._following(log) as connection:
            rows = connection.execute(query, (today().isoformat(),)).fetchall()
        return [identifier for (identifier,) in rows]

    def findings(self, log: Log, most: int) -> dict[str, Findings]:
        """What is wrong with the records, by kind, so many of each told whole."""
        query = (
            "SELECT kind, place, message, identifier FROM finding WHERE kind = ? ORDER BY sequence LIMIT ?"
        )
        with self._following(log) as connection:
            counts = dict(connection.execute("SELECT kind, count(*) FROM finding GROUP BY kind"))
            found = {
                kind: Findings(count, tuple(map(_finding, connection.execute(query, (kind, most)))))
                for kind, count in counts.items()
            }
            textless = self._textless(connection, log)
        if textless:
            found[ProblemKind.NO_TEXT] = Findings(len(textless), tuple(textless[:most]))
        return found

    def lacking(self, log: Log) -> int:
        """How many records lack something or say something wrong."""
        with self._following(log) as connection:
            counted = connection.execute("SELECT count(DISTINCT identifier) FROM finding").fetchone()
        return int(counted[0])

    @staticmethod
    def _textless(connection: sqlite3.Connection, log: Log) -> list[Finding]:
        """Documents without any text, be it that all their pages are images: that the files' states tell."""
        scanned = {each.identifier: each.needs_ocr for each in Files(log).with_images()}
        names = [
            *scanned,
            *(row[0] for row in connection.execute("SELECT identifier FROM record WHERE textless")),
        ]
        found = []
        for name in dict.fromkeys(names):
            row = connection.execute(
                "SELECT sequence, place, pages, textless FROM record WHERE identifier = ?", (name,)
            ).fetchone()
            if row is not None and (row[3] or scanned.get(name, 0) >= row[2] > 0):
                found.append((row[0], Finding(ProblemKind.NO_TEXT, row[1], NO_TEXT, identifier=name)))
        return [finding for _sequence, finding in sorted(found, key=lambda each: each[0])]

    @contextmanager
    def _following(self, log: Log) -> Iterator[sqlite3.Connection]:
        """The file, up to the log; one in memory, made now, where the disk refuses to keep it."""
        with closing(self._ready(log)) as connection:
            yield connection

    def _ready(self, log: Log) -> sqlite3.Connection:
        try:
            return self._opened(log)
        except (DamagedFileError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.OperationalError):
                return self._in_memory(log)  # it may not be written
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(FILE_NAME + suffix).unlink(missing_ok=True)
            return self._opened(log)
        except (DiskError, OSError):
            return self._in_memory(log)

    def _in_memory(self, log: Log) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        self._catch_up(connection, log)
        return connection

    def _opened(self, log: Log) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = database.connect(self._path)
        try:
            self._catch_up(connection, log)
        except BaseException:
            connection.close()
            raise
        return connection

    def _catch_up(self, connection: sqlite3.Connection, log: Log) -> None:
        if self._stands(connection, log):
            return
        connection.executescript(_TABLES)
        with database.transaction(connection):
            said = dict(connection.execute("SELECT key, value FROM meta"))
            after = int(said.get("position", 0))
            if (said.get("version"), said.get("birth")) != (
                self._version,
                log.birth(),
            ) or after > log.position():
                after = 0
                connection.execute("DELETE FROM record")
                connection.execute("DELETE FROM finding")
                connection.execute("DELETE FROM held")
                connection.execute("DELETE FROM practice")
            for entry in log.entries(after):
                after = entry.sequence
                self._take(connection, log, entry)
            values = (("position", str(after)), ("version", self._version), ("birth", log.birth()))
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def _stands(self, connection: sqlite3.Connection, log: Log) -> bool:
        """Whether nothing has changed since: then nothing is written, and a disk may refuse to be."""
        try:
            said = dict(connection.execute("SELECT key, value FROM meta"))
        except sqlite3.OperationalError:
            return False  # no table yet
        wanted = {"position": str(log.position()), "version": self._version, "birth": log.birth()}
        return said == wanted

    def _take(self, connection: sqlite3.Connection, log: Log, entry: LogEntry) -> None:
        """What one record asks for now."""
        _forget(connection, entry.identifier)
        record = entry.record
        if record is None or record.received:
            return
        place = record.file or record.title
        textless = bool(record.sha256) and record.pages <= FEW_PAGES and not _has_text(log, entry)
        asked = len(proposals(record)) if record.file else 0
        connection.execute(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
            (record.identifier, entry.sequence, record.access, asked, place, record.pages, textless),
        )
        _put_off(connection, record, entry.sequence)
        connection.executemany(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?)",
            (
                (record.identifier, entry.sequence, kind, place, message)
                for kind, message in findings_of(record, self._vocabularies)
            ),
        )


def _forget(connection: sqlite3.Connection, identifier: str) -> None:
    """All that a record asked for."""
    for table in ("record", "finding", "held", "practice"):
        connection.execute(f"DELETE FROM {table} WHERE identifier = ?", (identifier,))  # noqa: S608 - constant


def _put_off(connection: sqlite3.Connection, record: Record, sequence: int) -> None:
    """What a record asks for on a day to come: to be opened to readers, to be asked again."""
    if waits(record) or record.embargo:
        opens = "" if waits(record) else record.embargo
        connection.execute("INSERT INTO held VALUES (?, ?, ?)", (record.identifier, sequence, opens))
    if (again := asked_again_on(record)) is not None:
        connection.execute("INSERT INTO practice VALUES (?, ?, ?)", (record.identifier, sequence, again))


def _has_text(log: Log, entry: LogEntry) -> bool:
    return any(page.text.strip() for page in log.pages_at(entry.sequence))


def _finding(row: tuple[str, str, str, str]) -> Finding:
    kind, place, message, identifier = row
    return Finding(kind, place, message, identifier=identifier)
