"""What a person is told of an error of the disk, and what to do about it."""

import errno
import sqlite3
from pathlib import Path

import pytest

from catalogue import disk_errors
from catalogue.errors import DiskError


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "x", "/a/b"), "Le disque est plein.*/a/b"),
        (OSError(errno.EROFS, "x"), "lecture seule"),
        (OSError(errno.EACCES, "x", b"/a/\xe9"), r"refusé.*\\udce9"),
        (OSError(12345, "étrange"), "étrange"),
        (sqlite3.OperationalError("database is locked"), "Un autre programme"),
        (sqlite3.DatabaseError("database disk image is malformed"), "endommagé"),
    ],
)
def test_each_cause_has_its_remedy(error: OSError | sqlite3.Error, says: str) -> None:
    with pytest.raises(DiskError, match=says):
        raise disk_errors.told(error)


def test_a_full_disk_is_never_told_to_rebuild() -> None:
    assert "--rebuild" not in str(disk_errors.told(OSError(errno.ENOSPC, "x")))


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOENT, "No such file or directory"), "le fichier n'est plus là"),
        (OSError(errno.EACCES, "Permission denied"), "l'accès est refusé"),
        (OSError(errno.EISDIR, "Is a directory"), "c'est un dossier, non un fichier"),
        (OSError(12345, "étrange"), "étrange"),
        (OSError("sans numéro"), "sans numéro"),
    ],
)
def test_a_cause_within_a_sentence_is_french(error: OSError, says: str) -> None:
    assert disk_errors.cause(error) == says


def test_a_full_disk_is_told_from_a_broken_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    assert "ne répond pas" in str(disk_errors.told(error, tmp_path / "a.sqlite"))
    monkeypatch.setattr("catalogue.disk_errors.shutil.disk_usage", lambda _: type("Usage", (), {"free": 0}))
    assert "plein" in str(disk_errors.told(error, tmp_path / "a.sqlite"))


def test_a_full_disk_is_not_blamed_on_what_was_copied() -> None:
    disk_errors.refuse_full(OSError(errno.EIO, "x"))
    with pytest.raises(DiskError, match=r"Le disque est plein.*/a/copie"):
        disk_errors.refuse_full(OSError(errno.ENOSPC, "x"), Path("/a/copie"))
