"""The cache keeps what fits and survives whatever happens to its folder."""

import os
from pathlib import Path
from threading import Thread
from time import time

import pytest

from search_app.page_images.image_cache import ImageCache


def use_times(folder: Path, *names: str) -> None:
    """Say that the files were last used in this order, long ago."""
    for hour, name in enumerate(names):
        os.utime(folder / name, (0, time() - 90_000 + 3600 * hour))


def kept(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and path.name != "sweep.lock"}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path / "pages", 1000)
    assert cache.read("ab/a") is None
    assert cache.age("ab/a") is None
    cache.write("ab/a", b"image")
    assert cache.read("ab/a") == b"image"
    assert cache.age("ab/a") == pytest.approx(0, abs=60)
    assert ImageCache(tmp_path / "pages", 1000).read("ab/a") == b"image"


def test_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    cache = ImageCache(tmp_path, 1000)
    for name in "abc":
        cache.write(name, bytes(300))
    use_times(tmp_path, "a", "b", "c")
    cache.read("a")
    cache.write("d", bytes(300))
    assert kept(tmp_path) == {"a", "d"}


def test_an_unfinished_file_of_a_dead_writer_goes(tmp_path: Path) -> None:
    (tmp_path / "old.part").write_bytes(b"x")
    (tmp_path / "new.part").write_bytes(b"x")
    use_times(tmp_path, "old.part")
    ImageCache(tmp_path, 1000).write("a", b"image")
    assert kept(tmp_path) == {"a", "new.part"}


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("a file where the folder should be")
    cache = ImageCache(tmp_path / "pages", 1000)
    cache.write("a", b"image")
    assert cache.read("a") is None


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    writers = [ImageCache(tmp_path, 40_000) for _ in range(4)]
    contents = [bytes([number]) * 10_000 for number in range(4)]

    def write(number: int) -> None:
        for _ in range(20):
            writers[number].write("a", contents[number])

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    seen = [writers[0].read("a") for _ in range(200)]
    for thread in threads:
        thread.join()
    assert set(seen) <= {None, *contents}
    assert kept(tmp_path) == {"a"}
