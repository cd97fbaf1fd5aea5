import numpy as np
import pytest

from search.engines.whoosh.arrays import open_arrays, write_arrays


def test_arrays_come_back_as_they_were(tmp_path):
    arrays = {"a": np.arange(7, dtype=np.uint16), "none": np.empty(0, np.int32), "grid": np.ones((3, 2)),
              "words": np.array([b"un", b"deux"])}  # fmt: skip
    write_arrays(tmp_path / "file", arrays)
    read = open_arrays(tmp_path / "file")
    assert all(
        np.array_equal(read[name], array) and read[name].dtype == array.dtype
        for name, array in arrays.items()
    )
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_mapped_arrays_cannot_be_changed(tmp_path):
    write_arrays(tmp_path / "file", {"a": np.arange(3)})
    with pytest.raises(ValueError, match="read-only"):
        open_arrays(tmp_path / "file")["a"][0] = 9


@pytest.mark.parametrize("content", [b"", b"something else", b"FONDSAR1\xff\xff\xff\xff\xff\xff\xff\x7f"])
def test_other_files_are_refused(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ValueError, match=r"does not hold|damaged"):
        open_arrays(tmp_path / "file")


def test_a_file_cut_short_is_refused(tmp_path):
    path = tmp_path / "file"
    write_arrays(path, {"a": np.arange(1000)})
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(ValueError, match="buffer"):
        open_arrays(path)
