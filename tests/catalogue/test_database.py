"""A file of SQLite is opened checked, and written all or nothing."""

import errno
import os
from contextlib import closing
from pathlib import Path

import pytest

from catalogue import database
from catalogue.errors import DamagedFileError


def test_the_error_that_ended_a_transaction_is_the_one_raised(tmp_path: Path) -> None:
    with closing(database.connect(tmp_path / "a.sqlite")) as connection:
        connection.execute("CREATE TABLE t (x)")

        def fails() -> None:
            with database.transaction(connection):
                connection.execute("INSERT INTO t VALUES (1)")
                connection.execute("ROLLBACK")  # as SQLite does by itself on a full disk
                raise OSError(errno.ENOSPC, "plein")

        with pytest.raises(OSError, match="plein"):
            fails()
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_a_private_file_not_closed_well_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with closing(database.connect(path, private=True)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", (("x" * 500,) for _ in range(200)))
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(40_000))
    path.with_name("a.sqlite-wal").write_bytes(b"left")
    with pytest.raises(DamagedFileError, match="endommagé"):
        database.connect(path, private=True)
