"""The tables of the log and how a row becomes a value.

A row that was replaced stays until every local follower has passed it (`Writer.prune`), so an engine one
step behind still finds the text it shows. Bodies are JSON, deflated. `access` is what people granted, empty
in a tombstone, and `opens` the day an embargo ends; `known` is the widest it ever had, so that whoever was
told of a record is told that it is gone, and nobody else. `centre` is where a received record comes from,
empty for one of this library's own; the table `centre` tells of each such centre and which state of what it
sent stands here. `same` names the received records that another one is shown for, since both describe the
same file.

`page` has a number of its own for each row: in a table WITHOUT ROWID bodies stand among the keys, four to a
block at most, and a page of ten thousand documents is found some eight blocks down. A log that was made so
reads the same, in three times the time, until `index/` is deleted; a rebuild keeps its tables.
"""

import sqlite3
import zlib
from pathlib import Path

import msgspec

from catalogue import database, disk_errors
from catalogue.errors import DamagedFileError, IncompatibleIndexError, OutdatedLogError
from catalogue.record import Page, Record

#: Changes when the tables do; a log of another version is rebuilt from the corpus.
LOG_VERSION = "5"

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    sequence INTEGER PRIMARY KEY,
    identifier TEXT NOT NULL,
    datestamp TEXT NOT NULL,
    centre TEXT NOT NULL,
    current INTEGER NOT NULL DEFAULT 1,
    deleted INTEGER NOT NULL DEFAULT 0,
    replaced_by TEXT NOT NULL DEFAULT '',
    access TEXT NOT NULL DEFAULT '',
    opens TEXT NOT NULL DEFAULT '',
    known TEXT NOT NULL DEFAULT 'public',
    sha256 TEXT NOT NULL DEFAULT '',
    body BLOB
);
CREATE UNIQUE INDEX IF NOT EXISTS record_current ON record (identifier) WHERE current;
CREATE INDEX IF NOT EXISTS record_centre ON record (centre) WHERE centre <> '';
CREATE INDEX IF NOT EXISTS record_sha256 ON record (sha256) WHERE current AND sha256 <> '';
CREATE INDEX IF NOT EXISTS record_datestamp ON record (datestamp, sequence) WHERE current;
CREATE TABLE IF NOT EXISTS page (
    sequence INTEGER NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (sequence, number)
);
CREATE TABLE IF NOT EXISTS same (identifier TEXT PRIMARY KEY, shown TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS same_shown ON same (shown);
CREATE TABLE IF NOT EXISTS centre (
    identifier TEXT PRIMARY KEY, applied TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
"""

_read_record = msgspec.json.Decoder(Record)
_read_page = msgspec.json.Decoder(Page)


def connect(path: Path, *, writing: bool = True) -> sqlite3.Connection:
    """A connection to a log; raises IncompatibleIndexError when it is damaged or another version's."""
    try:
        connection = database.connect(path, writing=writing)
    except DamagedFileError as error:
        raise _unreadable(path, error) from error
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        row = (
            connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() if tables else None
        )
    except sqlite3.DatabaseError as error:
        connection.close()
        told = disk_errors.told(error, path)
        raise (_unreadable(path, error) if isinstance(told, DamagedFileError) else told) from error
    if tables and (row is None or row[0] != LOG_VERSION):
        connection.close()
        raise OutdatedLogError(
            f"Le journal {path} vient d'une autre version de Fonds. Lancez « fonds index » : "
            "il sera refait à partir du corpus."
        )
    return connection


def _unreadable(path: Path, error: Exception) -> IncompatibleIndexError:
    return IncompatibleIndexError(
        f"Le journal {path} est illisible ({error}). Lancez « fonds index --rebuild » : "
        "il sera refait à partir du corpus."
    )


def pack(value: Record | Page) -> bytes:
    """A value as it stands in a row."""
    return deflated(msgspec.json.encode(value))


def deflated(body: bytes) -> bytes:
    """The same of one that is JSON already."""
    return zlib.compress(body, 3)


def inflated(row: bytes) -> bytes:
    """The JSON out of a row."""
    return zlib.decompress(row)


def unpack_record(body: bytes) -> Record:
    """A record out of its row."""
    return _read_record.decode(inflated(body))


def unpack_page(body: bytes) -> Page:
    """A page out of its row."""
    return _read_page.decode(inflated(body))
