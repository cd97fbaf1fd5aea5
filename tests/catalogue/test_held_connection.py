"""One connection a thread, to the file that stands there now."""

import sqlite3
import threading
from pathlib import Path

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
