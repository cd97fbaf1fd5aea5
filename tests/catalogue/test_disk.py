"""What is written is whole and on disk, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from catalogue import disk


def test_a_file_and_its_folder_are_synced_before_replace_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.path.isdir(f"/proc/self/fd/{handle}")))  # noqa: PTH112
    disk.replace(tmp_path / "notice.toml", b"x")
    assert synced == [False, True]


def test_a_file_that_cannot_be_finished_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "notice.toml"
    path.write_bytes(b"avant")

    def half() -> None:
        with disk.replacing(path) as file:
            file.write(b"la moiti")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError):
        half()
    assert path.read_bytes() == b"avant" and list(tmp_path.iterdir()) == [path]


def test_the_longest_name_a_folder_holds_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".toml")
    disk.replace(path, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_a_private_file_is_its_owner_s_and_another_keeps_its_rights(tmp_path: Path) -> None:
    disk.replace(tmp_path / "secret", b"x", private=True)
    (tmp_path / "notice").touch(mode=0o640)
    disk.replace(tmp_path / "notice", b"x")
    assert [oct((tmp_path / name).stat().st_mode & 0o777) for name in ("secret", "notice")] == [
        "0o600",
        "0o640",
    ]


def test_a_line_cut_short_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"une\nde")
    disk.append(path, b"trois\n")
    assert path.read_bytes() == b"une\nde\ntrois\n"


def test_of_two_that_want_a_name_one_has_it(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        (tmp_path / content.decode()).write_bytes(content)
    taken = [disk.place(tmp_path / name, tmp_path / "rapport") for name in ("1", "2")]
    assert taken == [True, False] and (tmp_path / "rapport").read_bytes() == b"1"


def test_what_a_dead_program_left_in_the_making_goes_and_nothing_else(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    disk.make_folder(below)
    old, young = disk.partial_of(below / "x.pdf"), disk.partial_of(below / "y.pdf")
    others = [below / ".fonds-notes.md", below / "z.partial", tmp_path / "document.pdf"]
    for path in (old, young, *others):
        path.touch()
    for path in (old, *others):
        os.utime(path, (0, 0))
    (tmp_path / "elsewhere").symlink_to(below, target_is_directory=True)
    assert disk.sweep(tmp_path) == 1
    assert not old.exists() and young.exists() and all(path.exists() for path in others)


def test_of_a_folder_each_one_above_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(disk, "sync_folder", lambda folder: synced.append(folder.name))
    disk.make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path.name, "a"] and (tmp_path / "a" / "b").is_dir()
