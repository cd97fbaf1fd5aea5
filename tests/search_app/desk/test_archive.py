import io
import stat
import zipfile

import pytest

from catalogue.unpacking import UnpackOrder
from search_app.desk.archive import unpack


@pytest.fixture
def unpacked(tmp_path):
    def run(*entries, total=1 << 24, file=1 << 22):
        archive = tmp_path / "a.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
            for name, content in entries:
                written.writestr(name, content)
        folder = tmp_path / "out"
        folder.mkdir()
        result = unpack(UnpackOrder(str(archive), str(folder), file, total))
        assert {path.parent for path in tmp_path.rglob("0*")} <= {folder}
        return result, folder

    return run


def test_files_are_written_under_numbers_whatever_they_are_called(unpacked, tmp_path):
    result, folder = unpacked(("../../evil.txt", "a"), ("/etc/b.txt", "b"), ("dossier/été.txt", "c"))
    assert [entry.name for entry in result.files] == ["../../evil.txt", "/etc/b.txt", "dossier/été.txt"]
    assert sorted(path.read_text() for path in folder.iterdir()) == ["a", "b", "c"]
    assert not (tmp_path.parent / "evil.txt").exists()


def test_an_archive_within_is_not_opened(unpacked):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as written:
        written.writestr("a.txt", "a")
    result, folder = unpacked(("inner.zip", inner.getvalue()))
    assert "Une archive dans une archive" in result.files[0].message
    assert not list(folder.iterdir())


def test_a_bomb_is_given_up_while_it_is_inflated(unpacked):
    result, folder = unpacked(("bomb.txt", b"0" * (3 << 20)), ("note.txt", "a"))
    assert "bombe" in result.files[0].message and not result.files[1].message
    assert [path.name for path in folder.iterdir()] == ["00002"]


def test_the_whole_archive_has_a_limit(unpacked):
    result, _ = unpacked(("a.txt", "a" * 600), ("b.txt", "b" * 600), total=1000)
    assert [bool(entry.message) for entry in result.files] == [False, True]


def test_a_link_is_refused(unpacked):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    result, _ = unpacked((link, "/etc/passwd"))
    assert "lien" in result.files[0].message


def test_what_systems_put_beside_files_is_passed_over(unpacked):
    result, _ = unpacked(("__MACOSX/._a.txt", "x"), (".DS_Store", "x"), ("a.txt", "a"))
    assert [entry.name for entry in result.files] == ["a.txt"]


def test_a_damaged_archive_says_so(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    assert "abîmée" in unpack(UnpackOrder(str(path), str(tmp_path), 1000, 1000)).message
