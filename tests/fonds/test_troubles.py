"""Whatever the system refuses, a command ends with one French sentence and its remedy."""

import errno
import os
import sqlite3

import click
import pytest

from fonds import cli


def ending_of(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """What is said when a command raises that."""

    @click.command()
    def fails() -> None:
        raise error

    monkeypatch.setattr(cli, "cli", fails)
    monkeypatch.setattr("sys.argv", ["fonds"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/x"), "plein"),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "lecture seule"),
        (OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE)), "port"),
        (sqlite3.OperationalError("disk I/O error"), "Erreur : "),
        (sqlite3.DatabaseError("file is not a database"), "endommagé"),
        (ZeroDivisionError("une faute de chez nous"), "une faute de chez nous"),
    ],
)
def test_it_is_said(
    error: BaseException, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert says in ending_of(error, monkeypatch, capsys)


def test_a_fault_of_ours_leaves_its_trace_in_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ending_of(ZeroDivisionError("x"), monkeypatch, capsys)
    path = said.strip().rpartition(" ")[2].rstrip(".")
    with open(path, encoding="utf-8") as trace:  # noqa: PTH123
        assert "ZeroDivisionError" in trace.read()
    os.unlink(path)  # noqa: PTH108
