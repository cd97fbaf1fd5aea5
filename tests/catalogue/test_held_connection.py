"""One connection a thread, to the file that stands there now."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from catalogue import database
from catalogue.errors import DiskError
from catalogue.held_connection import HeldConnection


def made(path: Path, word: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE said (word TEXT)")
        connection.execute("INSERT INTO said VALUES (?)", (word,))
    connection.close()


def said(held: HeldConnection) -> str:
    connection = held.get()
    assert connection is not None
    return str(connection.execute("SELECT word FROM said").fetchone()[0])


def test_a_file_made_anew_is_read_anew(tmp_path: Path) -> None:
    held = HeldConnection(tmp_path / "a.sqlite", sqlite3.connect)
    assert held.get() is None
    made(held.path, "one")
    assert said(held) == "one"
    assert held.get() is held.get()
    made(tmp_path / "b.sqlite", "two")
    (tmp_path / "b.sqlite").replace(held.path)
    assert said(held) == "two"
    held.path.unlink()
    assert held.get() is None
    held.close()


def test_each_thread_has_its_own(tmp_path: Path) -> None:
    held = HeldConnection(tmp_path / "a.sqlite", sqlite3.connect)
    made(held.path, "one")
    seen = [held.get()]

    def look() -> None:
        seen.append(held.get())
        held.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert None not in seen
    assert seen[0] is not seen[1]
    held.close()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk on which SQLite finds no room for what it keeps beside a file."""

    class Refused(sqlite3.Connection):
        def execute(self, *asked: object) -> sqlite3.Cursor:  # type: ignore[override]
            if not isinstance(self, database.Frozen) and "journal_mode" in str(asked[0]):
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorname = "SQLITE_FULL"
                raise error
            return super().execute(*asked)  # type: ignore[arg-type]

    connect = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{"factory": Refused, **k}))
        yield


@pytest.mark.usefixtures("full")
def test_on_a_full_disk_a_file_is_read_as_it_stands_and_anew_once_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.Connection(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.executescript("CREATE TABLE said (word TEXT); INSERT INTO said VALUES ('one')")
    held = HeldConnection(path, lambda path: database.connect(path, writing=False))
    assert said(held) == "one" and isinstance(held.get(), database.Frozen)
    assert held.get() is held.get()
    with pytest.raises(DiskError, match="plein"):
        database.connect(path)
    with closing(sqlite3.Connection(path, isolation_level=None)) as writer:
        writer.execute("UPDATE said SET word = 'two'")
        with pytest.raises(DiskError, match="plein"):
            held.get()  # what waits beside the file cannot be read without writing
    assert said(held) == "two"
    held.close()
