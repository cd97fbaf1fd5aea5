"""A stamp is read again as soon as it says something else."""

import os

from search.engines.whoosh.stamp import FILE_NAME, Stamp, StampWatch, write_stamp


def test_a_watch_sees_what_was_written_since(tmp_path):
    watch = StampWatch(tmp_path)
    assert watch.stamp() is None
    for position in range(5):  # faster than a file system's clock
        write_stamp(tmp_path, Stamp({}, position, "a"))
        assert watch.stamp() == Stamp({}, position, "a")


def test_a_stamp_that_has_settled_is_read_once(tmp_path, monkeypatch):
    write_stamp(tmp_path, Stamp({}, 1, "a"))
    os.utime(tmp_path / FILE_NAME, (1_000_000_000, 1_000_000_000))
    watch = StampWatch(tmp_path)
    kept = watch.stamp()
    assert watch.stamp() is kept
    write_stamp(tmp_path, Stamp({}, 2, "a"))
    assert watch.stamp() == Stamp({}, 2, "a")
    (tmp_path / FILE_NAME).unlink()
    assert watch.stamp() is None
