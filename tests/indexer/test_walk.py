import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.log import FileStamp
from indexer import walk as walking
from indexer.walk import walk


def put(corpus: Path, *names: str) -> None:
    for name in names:
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("texte", encoding="utf-8")


def test_documents_go_with_their_notices(tmp_path: Path) -> None:
    put(tmp_path, "a/rapport.pdf", "a/rapport.pdf.toml", "note.txt", "journee.toml")
    files = walk(tmp_path).files
    assert list(files) == ["a/rapport.pdf", "journee", "note.txt"]
    assert files["a/rapport.pdf"].notice is not None
    assert files["note.txt"].notice is None
    assert files["journee"].stamp is None


def test_what_programs_leave_behind_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, ".DS_Store", "~$note.docx", "Thumbs.db", "note.pdf.partial", ".git/config")
    assert walk(tmp_path).files == {}


def test_links_and_pipes_are_not_documents(tmp_path: Path) -> None:
    put(tmp_path, "vrai.txt")
    (tmp_path / "lien.txt").symlink_to("/etc/passwd")
    (tmp_path / "boucle").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "tuyau.txt")
    assert list(walk(tmp_path).files) == ["vrai.txt"]


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "ferme/a.txt", "ouvert/b.txt")
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if folder.name == "ferme":
            raise PermissionError
        return scandir(folder)

    monkeypatch.setattr(walking.os, "scandir", refuse)
    found = walk(tmp_path)
    assert [each.path for each in found.unlisted] == ["ferme/"] and found.hides("ferme/a.txt")
    assert list(found.files) == ["ouvert/b.txt"]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
@given(st.binary(min_size=1, max_size=20), st.sampled_from(["", "/bon.txt", ".toml"]))
def test_no_name_stops_a_walk(name: bytes, ending: str) -> None:
    name = name.replace(b"/", b"_").replace(b"\0", b"_")
    with TemporaryDirectory() as folder:
        put(Path(folder), "vrai.txt")
        path = Path(os.fsdecode(os.fsencode(folder) + b"/x" + name + ending.encode()))
        path.parent.mkdir(exist_ok=True)
        path.write_text("texte")
        found = walk(Path(folder))
        assert "vrai.txt" in found.files
        told = [*found.files, *(each.path for each in found.unlisted)]
        assert all(each.encode() for each in told), "everything told can be written down"


def test_what_vanishes_meanwhile_was_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "parti.txt", "reste.txt")
    scandir = os.scandir

    @contextmanager
    def listed(folder: Path) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(folder) as entries:
            found = list(entries)
        (tmp_path / "parti.txt").unlink()
        yield found

    monkeypatch.setattr(walking.os, "scandir", listed)
    found = walk(tmp_path)
    assert (list(found.files), found.unlisted) == (["reste.txt"], [])


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such files")
def test_a_link_is_told_and_one_that_may_say_who_sees_a_document_is_not_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "vrai.txt")
    (tmp_path / "lien.txt").symlink_to("/etc/passwd")
    (tmp_path / "vrai.txt.toml").symlink_to("ailleurs.toml")
    os.mkfifo(tmp_path / "tube")
    found = walk(tmp_path)
    assert [(each.path, each.ignored) for each in found.unlisted] == [("lien.txt", True), ("tube", True)]
    assert found.files["vrai.txt"].notice is not None


def test_no_time_of_a_file_is_too_far_for_the_ledger() -> None:
    for seconds in (-(2**62), -1, 0, 2**40, 2**62):
        status = os.stat_result((0,) * 7 + (seconds,) * 3, {"st_mtime_ns": seconds * 10**9})
        assert -(2**63) <= FileStamp.of(status).mtime_ns < 2**63
