"""Zips that are no bundles, each made as an attacker would, each refused with its reason."""

import contextlib
import io
import struct
import zipfile
from pathlib import Path

import pytest

from exchange.bundles.container import Container
from exchange.bundles.errors import BundleError, DamagedBundleError, UnsafeBundleError


def made(tmp_path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    path = tmp_path / "lot.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


def symlink() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("a/data/records.jsonl")
    info.external_attr = 0o120777 << 16
    return info


def test_a_bag_is_read_by_name(tmp_path: Path) -> None:
    container = Container(made(tmp_path, ("a-1/data/manifest.json", b"{}\n[]\n")))
    assert container.names == {"data/manifest.json"}
    assert container.names is container.names, "asked for each record: gathered once"
    assert container.read("data/manifest.json", 100) == b"{}\n[]\n"
    assert list(container.lines("data/manifest.json", 100)) == [b"{}", b"[]"]


def test_a_bag_zipped_again_by_a_program_that_writes_folders_is_as_good(tmp_path: Path) -> None:
    folders = [(f"a-1/{name}", b"") for name in ("", "data/", "data/text/")]
    container = Container(made(tmp_path, *folders, ("a-1/data/manifest.json", b"{}\n")))
    assert container.names == {"data/manifest.json"}


@pytest.mark.parametrize(
    "left", ["__MACOSX/a-1/._manifest.json", "a-1/.DS_Store", "a-1/data/Thumbs.db", "a-1/desktop.ini", "./"]
)
def test_what_a_system_leaves_in_a_zip_is_passed_over(tmp_path: Path, left: str) -> None:
    container = Container(made(tmp_path, ("a-1/data/manifest.json", b"{}\n"), (left, b"")))
    assert container.names == {"data/manifest.json"}


def test_names_may_begin_where_they_stand(tmp_path: Path) -> None:
    container = Container(made(tmp_path, ("./a-1/data/manifest.json", b"{}\n")))
    assert container.names == {"data/manifest.json"}


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([("a/../../x", b"")], "sort de son dossier"),
        ([("/etc/passwd", b"")], "sort de son dossier"),
        ([("a\\..\\x", b"")], "sort de son dossier"),
        ([("C:/x", b"")], "sort de son dossier"),
        ([("a/data/..", b"")], "sort de son dossier"),
        ([("x.txt", b"")], "mal nommé"),
        ([("a/data/É.jsonl", b"")], "mal nommé"),
        ([("a/data/x\x01", b"")], "mal nommé"),
        ([("a/data/autre/", b"")], "mal nommé"),
        ([("a/fetch.txt", b"")], "fetch.txt"),
        ([(symlink(), b"/etc/passwd")], "lien"),
        ([("a/data/x", b""), ("b/data/x", b"")], "mal nommé"),
        ([("a/data/x", b"0" * 5_000_000)], "se gonfle"),
        ([("a/data/x", b""), ("a/data/X", b"")], "deux fois"),
        ([("A B/data/x", b"")], "dossier du lot"),
    ],
)
def test_what_no_bundle_holds_is_refused(tmp_path: Path, entries, said: str) -> None:
    with pytest.raises(UnsafeBundleError, match=said):
        Container(made(tmp_path, *entries))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeBundleError, match="deux fois"):
        Container(made(tmp_path, ("a/data/x", b"1"), ("a/data/x", b"2")))


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """The bomb of D. Fifield: many entries of the table of contents for the same compressed bytes."""
    path = made(tmp_path, ("a/data/x", b"texte" * 1000))
    content = path.read_bytes()
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entries = b"".join(content[start:end].replace(b"a/data/x", b"a/data/%d" % n) for n in range(9))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(entries), start, 0)
    path.write_bytes(content[:start] + entries + tail)
    with pytest.raises(UnsafeBundleError, match="recouvrent"):
        Container(path)


def test_a_file_larger_than_declared_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, ("a/data/x", b"texte" * 1000))
    size = struct.pack("<L", 5000)
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<L", 5)))
    with pytest.raises(BundleError):
        list(Container(path).chunks("data/x"))


def test_too_long_a_line_is_refused(tmp_path: Path) -> None:
    container = Container(made(tmp_path, ("a/data/x", b"texte\n" + b"ab" * 500)))
    with pytest.raises(UnsafeBundleError, match="ligne"):
        list(container.lines("data/x", 100))


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_holds_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lot.zip"
    path.write_bytes(content)
    with contextlib.suppress(DamagedBundleError):
        assert Container(path).names == frozenset()


def test_every_cut_of_a_zip_is_an_error_of_ours(tmp_path: Path) -> None:
    whole = made(tmp_path, ("a/data/x", b"texte" * 100)).read_bytes()
    for end in range(len(whole)):
        (tmp_path / "cut.zip").write_bytes(whole[:end])
        with pytest.raises(BundleError):
            Container(tmp_path / "cut.zip")


def test_an_archive_inside_is_only_a_file(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x", b"0" * 100)
    with pytest.raises(UnsafeBundleError, match="mal nommé"):
        Container(made(tmp_path, ("a/inner.zip", inner.getvalue())))
