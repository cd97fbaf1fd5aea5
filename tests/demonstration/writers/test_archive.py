import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

from demonstration.writers.archive import entries_of, write_zip

DAY = dt.date(2007, 10, 9)


def test_entries_keep_their_order_and_bear_the_day(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_zip(path, [("mimetype", b"x"), ("b", b"y")], DAY, stored=frozenset({"mimetype"}))
    with zipfile.ZipFile(path) as archive:
        first, second = archive.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert (second.filename, second.date_time) == ("b", (2007, 10, 9, 9, 0, 0))


def test_reads_back_what_a_library_made_in_memory() -> None:
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("a", b"1")
    assert list(entries_of(package)) == [("a", b"1")]
