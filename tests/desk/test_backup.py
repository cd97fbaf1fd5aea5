"""A library goes into one file and comes out of it as it was, or not at all."""

import errno
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from catalogue.errors import ConfigurationError, DamagedFileError
from catalogue.library import Library, open_library
from desk.accounts import Accounts, Role
from desk.backup import LIST, back_up, restore


@pytest.fixture
def filled(library: Library) -> Library:
    (library.corpus / "sous").mkdir()
    (library.corpus / "sous" / "été.pdf").write_bytes(b"%PDF" + bytes(3_000_000))
    (library.corpus / "sous" / "été.pdf.toml").write_text('access = "internal"\n')
    (library.folder / "site").mkdir()
    (library.folder / "site" / "site.toml").write_text('place = "Tours"\n')
    (library.state / "sequence").write_text("12")
    (library.index / "catalogue.sqlite").write_bytes(b"derived")
    Accounts(library.state).add("marie", Role.LIBRARIAN, "un mot de passe assez long")
    return library


@pytest.mark.parametrize("where", ["corpus/a.zip", "index/a.zip", "fonds.toml"])
def test_it_is_not_written_into_what_it_saves(filled: Library, where: str) -> None:
    with pytest.raises(ConfigurationError, match="ailleurs"):
        back_up(filled, filled.folder / where)


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "index" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_it_comes_out_as_it_went_in(filled: Library, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "a.zip")
    restore(tmp_path / "a.zip", tmp_path / "ailleurs")
    other = open_library(tmp_path / "ailleurs")
    before, after = files(filled.folder), files(other.folder)
    for sqlite in ("state/accounts.sqlite",):
        before.pop(sqlite), after.pop(sqlite)
    assert {
        name: body for name, body in before.items() if not name.endswith((".lock", "-wal", "-shm"))
    } == after
    assert [each.name for each in Accounts(other.state).all()] == ["marie"]
    assert (other.state / "accounts.sqlite").stat().st_mode & 0o077 == 0
    assert (other.corpus / "sous/été.pdf").stat().st_mtime_ns == (
        filled.corpus / "sous/été.pdf"
    ).stat().st_mtime_ns


def test_a_byte_that_changed_is_told_and_leaves_nothing(filled: Library, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "a.zip")
    with (
        zipfile.ZipFile(tmp_path / "a.zip") as whole,
        zipfile.ZipFile(tmp_path / "b.zip", "w") as other,
    ):
        for name in whole.namelist():
            other.writestr(name, whole.read(name).replace(b"internal", b"public!!"))
    with pytest.raises(DamagedFileError, match="sauvegardé"):
        restore(tmp_path / "b.zip", tmp_path / "ailleurs")
    assert not (tmp_path / "ailleurs").exists() and not list(tmp_path.glob(".fonds-*"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04coupe", b"garbage" * 100])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(DamagedFileError):
        restore(tmp_path / "a.zip", tmp_path / "ailleurs")


def test_a_file_that_is_missing_and_a_list_that_is_none_are_told(filled: Library, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "a.zip")
    with (
        zipfile.ZipFile(tmp_path / "a.zip") as whole,
        zipfile.ZipFile(tmp_path / "b.zip", "w") as without,
        zipfile.ZipFile(tmp_path / "c.zip", "w") as deep,
    ):
        for name in whole.namelist():
            if not name.endswith("site.toml"):
                without.writestr(name, whole.read(name))
            deep.writestr(name, b"[" * 100_000 if name == LIST else whole.read(name))
    for file, said in (("b.zip", "site.toml » y manque"), ("c.zip", "pas une sauvegarde")):
        with pytest.raises(DamagedFileError, match=said):
            restore(tmp_path / file, tmp_path / "ailleurs")
    assert not (tmp_path / "ailleurs").exists()


def test_no_name_leads_out(filled: Library, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as whole, zipfile.ZipFile(tmp_path / "b.zip", "w") as other:
        for name in whole.namelist():
            body = whole.read(name)
            other.writestr(name.replace("corpus/", "../"), body.replace(b"corpus/", b"../"))
    with pytest.raises(DamagedFileError, match="sortirait"):
        restore(tmp_path / "b.zip", tmp_path / "x" / "ailleurs")


def test_nothing_is_restored_over_a_library(filled: Library, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "a.zip")
    with pytest.raises(ConfigurationError, match="vide"):
        restore(tmp_path / "a.zip", filled.folder)


def test_a_damaged_file_of_the_desk_is_told_and_all_else_is_saved(filled: Library, tmp_path: Path) -> None:
    whole = set(back_up(filled, tmp_path / "s.zip").files)
    (filled.state / "history.sqlite").write_bytes(b"garbage" * 2000)
    damaged = back_up(filled, tmp_path / "s.zip")
    assert set(damaged.missing) == {"state/history.sqlite"}
    assert set(damaged.files) == whole - {"state/history.sqlite"}


def test_a_library_on_a_disk_that_became_read_only_is_saved(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: FileLock) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(FileLock, "_acquire", refused)
    assert "corpus/sous/été.pdf.toml" in back_up(filled, tmp_path / "a.zip").files
