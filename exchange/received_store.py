"""A store: what one centre sent, as it is kept in one small database, read.

`received` writes it; the log follows it (`apply_received`) as an engine follows the log, by states.
"""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import database
from catalogue.centre import Centre
from catalogue.errors import DamagedFileError
from catalogue.log.tables import unpack_page, unpack_record
from catalogue.record import Page, Record, Withdrawing

FILE_NAME = "received.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS item (
    identifier TEXT PRIMARY KEY, version INTEGER NOT NULL, reason TEXT NOT NULL, digest BLOB, body BLOB
);
CREATE INDEX IF NOT EXISTS item_version ON item (version);
CREATE TABLE IF NOT EXISTS page (
    identifier TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (identifier, number)
);
"""


@dataclass(frozen=True, slots=True)
class StoreItem:
    """One record as it is kept, or what is left of one that was withdrawn."""

    identifier: str
    record: Record | None
    #: Why it was withdrawn; None while it stands.
    reason: Withdrawing | None = None


class Store:
    """Reads what one centre sent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    @contextmanager
    def open(self) -> Iterator[None]:
        """Keep the file open through the block: for reading much of it."""
        with closing(self._connect()) as self._held:
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Raises DamagedFileError for a file that holds something else than was written."""
        connection = self._held or self._connect()
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            raise DamagedFileError(f"{self._path} est vide.", path=self._path) from error
        except sqlite3.DatabaseError as error:
            raise self._unreadable() from error
        finally:
            if connection is not self._held:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        if not self._path.exists():
            raise DamagedFileError(f"{self._path} n'est plus là.", path=self._path)
        try:
            return database.connect(self._path, private=True, writing=False)
        except DamagedFileError as error:
            raise self._unreadable() from error

    def _unreadable(self) -> DamagedFileError:
        """Without a remedy: whoever tells it knows one."""
        return DamagedFileError(f"{self._path} ne peut plus être lu.", path=self._path)

    @property
    def state(self) -> str:
        """Changes with every word received; empty before the first."""
        with self._reading() as connection:
            if meta_value(connection, "centre") is None:
                return ""
            return f"{meta_text(connection, 'born')}/{meta_text(connection, 'version')}"

    @property
    def centre(self) -> Centre:
        """Who sent it, and how fresh it is."""
        with self._reading() as connection:
            return msgspec.json.decode(meta_value(connection, "centre") or b"", type=Centre)

    @property
    def vocabulary(self) -> bytes:
        """The concepts its records name, as they were kept; empty when it told none."""
        with self._reading() as connection:
            return meta_value(connection, "vocabulary") or b""

    def items(self, since: str = "") -> Iterator[StoreItem]:
        """Records and withdrawals kept after a state this store was in; all when it never was in it."""
        with self._reading() as connection:
            born, _, version = since.partition("/")
            after = int(version) if born == meta_text(connection, "born") and version else 0
            rows = connection.execute(
                "SELECT identifier, reason, body FROM item WHERE version > ? ORDER BY identifier", (after,)
            )
            for identifier, reason, body in rows:
                record = unpack_record(body) if body else None
                yield StoreItem(identifier, record, Withdrawing(reason) if reason else None)

    def pages(self, identifier: str) -> tuple[Page, ...]:
        """The text of one record, as far as its centre shares it."""
        return tuple(unpack_page(body) for _, body in self.kept_pages(identifier))

    def kept_pages(self, identifier: str) -> list[tuple[int, bytes]]:
        """The same as they are kept, which is how they stand in the log: number and packed page."""
        query = "SELECT number, body FROM page WHERE identifier = ? ORDER BY number"
        with self._reading() as connection:
            return connection.execute(query, (identifier,)).fetchall()


def connect_store(path: Path) -> sqlite3.Connection:
    """A connection that writes, the tables made and the store given its name at the first; close it."""
    connection = database.connect(path, private=True)
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        born = f"INSERT OR IGNORE INTO meta VALUES ('born', '{uuid.uuid4().hex}')"  # noqa: S608 - hexadecimal
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} {born}; COMMIT")
    return connection


def meta_value(connection: sqlite3.Connection, key: str) -> bytes | None:
    """What is kept of a store as a whole (`centre`, `vocabulary`, `version`, `born`); None when it is not."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else bytes(row[0]) if isinstance(row[0], bytes) else str(row[0]).encode()


def meta_text(connection: sqlite3.Connection, key: str) -> str:
    """The same as text, empty when nothing is kept."""
    return (meta_value(connection, key) or b"").decode()
