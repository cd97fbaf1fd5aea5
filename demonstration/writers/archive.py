"""Zip archives that come out the same every time: fixed dates, fixed attributes."""

import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path

Entries = Iterable[tuple[str, bytes]]


def write_zip(path: Path, entries: Entries, day: date, *, stored: frozenset[str] = frozenset()) -> None:
    """Write entries in their order, all dated of one day; those named in `stored` are left uncompressed."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def entries_of(package: BytesIO) -> Entries:
    """The entries of an archive made in memory by a library that reads the clock."""
    with zipfile.ZipFile(package) as archive:
        yield from ((entry.filename, archive.read(entry)) for entry in archive.infolist())
