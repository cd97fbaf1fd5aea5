"""What other centres sent, kept as received: one small database a centre, in `state/`.

A bundle that was mounted and a harvest both end here, through `receive`: all of it or nothing. The log then
follows (`exchange.apply_received`), and can always be made again from here. What is deleted is
overwritten, so that what a centre withdraws by right is in no file afterwards.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from catalogue import database, disk
from catalogue.centre import Centre, Means
from catalogue.errors import DamagedFileError
from catalogue.library import Library
from catalogue.log.tables import pack
from catalogue.record import Page, Record, Withdrawing
from exchange.received_store import FILE_NAME, Store, connect_store, meta_text


@dataclass(frozen=True, slots=True)
class Sent:
    """One record as its centre describes it, under the identifier it has there."""

    record: Record
    #: Empty when the centre shares no text.
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One record that its centre withdrew."""

    identifier: str
    reason: Withdrawing = Withdrawing.RETIRED


def receive(
    library: Library,
    centre: Centre,
    changes: Iterable[Sent | Withdrawn],
    *,
    whole: bool = False,
    vocabulary: bytes | None = None,
) -> None:
    """Keep what a centre sent, all or nothing; `whole` withdraws whatever is not among it.

    `vocabulary` tells the concepts its records name (`bundles.concepts`), None to keep what it told before.
    The caller holds the library's lock and lets the log follow afterwards (`apply_received`).
    """
    with (
        _begun(_folder(library, centre.means, centre.identifier)) as folder,
        closing(connect_store(folder / FILE_NAME)) as connection,
        database.transaction(connection),
    ):
        _Patch(connection).apply(changes, whole=whole)
        _set(connection, "centre", msgspec.json.encode(centre))
        if vocabulary is not None:
            _set(connection, "vocabulary", vocabulary)


@contextmanager
def _begun(folder: Path) -> Iterator[Path]:
    """The folder of a centre; the first time one beside it, which takes its place once all is kept in it.

    Killed meanwhile, nothing is left that would be taken for a store that somebody emptied.
    """
    if folder.exists() and any(folder.iterdir()):
        yield folder
        return
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    disk.make_folder(beside)
    try:
        yield beside
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    if folder.exists():
        folder.rmdir()
    disk.move(beside, folder)


def drop(library: Library, identifier: str) -> bool:
    """Forget all that a centre sent; whether there was anything. The log follows afterwards."""
    found = [_folder(library, means, identifier) for means in Means]
    there = [folder for folder in found if folder.exists()]
    for folder in there:
        # Renamed first: a folder half deleted would be taken for what the centre sent.
        gone = folder.with_name(f".{folder.name}.gone")
        folder.rename(gone)
        shutil.rmtree(gone)
        with suppress(OSError):  # others stand there
            folder.parent.rmdir()
    return bool(there)


def stores(library: Library) -> dict[str, Store]:
    """What is kept of each centre, by its identifier; those that are damaged stay out (`damaged_stores`)."""
    found = {}
    for folder in _folders(library):
        store = Store(folder / FILE_NAME)
        with suppress(DamagedFileError):
            if store.state:
                found[folder.name] = store
    return found


def damaged_stores(library: Library) -> dict[str, str]:
    """Centres of which something is kept that cannot be read, each with why; empty when it tells nothing."""
    found = {}
    for folder in _folders(library):
        try:
            if not (folder / FILE_NAME).exists() or not Store(folder / FILE_NAME).state:
                found[folder.name] = ""
        except DamagedFileError as error:
            found[folder.name] = str(error)
    return found


def _folders(library: Library) -> list[Path]:
    return [folder for means in Means for folder in sorted((library.state / means).glob("[!.]*/"))]


class _Patch:
    """Applies changes inside a transaction, giving a new version to whatever is not as it was."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._version = int(meta_text(connection, "version") or 0) + 1

    def apply(self, changes: Iterable[Sent | Withdrawn], *, whole: bool) -> None:
        """Take all changes; counts as a new version even when nothing has changed."""
        self._connection.execute("CREATE TEMP TABLE told (identifier TEXT PRIMARY KEY) WITHOUT ROWID")
        for change in changes:
            self._put(change) if isinstance(change, Sent) else self._withdraw(change)
        if whole:
            rows = self._connection.execute(
                "SELECT identifier FROM item WHERE body IS NOT NULL AND identifier NOT IN told"
            )
            for (identifier,) in rows.fetchall():
                self._withdraw(Withdrawn(identifier))
        self._connection.execute("DROP TABLE told")
        _set(self._connection, "version", str(self._version).encode())

    def _put(self, sent: Sent) -> None:
        identifier, body = sent.record.identifier, pack(sent.record)
        pages = [(identifier, page.number, pack(page)) for page in sent.pages]
        self._connection.execute("INSERT OR IGNORE INTO told VALUES (?)", (identifier,))
        digest = _digest(body, pages)
        row = self._connection.execute(
            "SELECT digest FROM item WHERE identifier = ?", (identifier,)
        ).fetchone()
        if row and row[0] == digest:
            return
        self._replace(identifier, "", digest, body)
        self._connection.executemany("INSERT INTO page VALUES (?, ?, ?)", pages)

    def _withdraw(self, gone: Withdrawn) -> None:
        row = self._connection.execute(
            "SELECT reason, body IS NULL FROM item WHERE identifier = ?", (gone.identifier,)
        ).fetchone()
        if row is None or tuple(row) != (gone.reason, 1):
            self._replace(gone.identifier, gone.reason, None, None)

    def _replace(self, identifier: str, reason: str, digest: bytes | None, body: bytes | None) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?)",
            (identifier, self._version, reason, digest, body),
        )
        self._connection.execute("DELETE FROM page WHERE identifier = ?", (identifier,))


def _folder(library: Library, means: Means, identifier: str) -> Path:
    return library.state / means / identifier


def _digest(body: bytes, pages: list[tuple[str, int, bytes]]) -> bytes:
    digest = hashlib.sha256(body)
    for _, number, page in pages:
        digest.update(b"%d %d " % (number, len(page)) + page)
    return digest.digest()


def _set(connection: sqlite3.Connection, key: str, value: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
