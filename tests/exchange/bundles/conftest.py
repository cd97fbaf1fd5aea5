"""Two libraries on one machine: A tells, B hears."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from catalogue.library import Library, create_library, open_library
from catalogue.log import open_writer
from catalogue.record import Page, Record


def library_of(folder: Path, settings: str = "") -> Library:
    create_library(folder)
    name = folder.name
    host = f"{name.lower().replace(' ', '-')}.example"
    head = f'[library]\ncentre = "{name}"\ncentre_name = "Centre {name}"\nurl = "https://{host}"\n'
    (folder / "fonds.toml").write_text(head + settings, encoding="utf-8")
    return open_library(folder)


@pytest.fixture
def a(tmp_path: Path) -> Library:
    return library_of(tmp_path / "a")


@pytest.fixture
def b(tmp_path: Path) -> Library:
    return library_of(tmp_path / "b")


def keep(library: Library, *changes: Record | str, reason: str = "retire") -> None:
    """Put records in a log as the indexer would; a bare identifier is withdrawn."""
    with open_writer(library) as writer, writer.transaction():
        for change in changes:
            if isinstance(change, str):
                writer.withdraw(change, reason=reason)
            else:
                writer.put(change, pages_of(change))


def pages_of(record: Record) -> tuple[Page, ...]:
    return tuple(
        Page(number, f"{record.title}, page {number} : la rénovation.")
        for number in range(1, record.pages + 1)
    )


def record(identifier: str, title: str = "Bilan", **fields: object) -> Record:
    values = {
        "centre": "a",
        "pages": 2,
        "sha256": sha256(identifier.encode()).hexdigest(),
        "format": "application/pdf",
    } | fields
    return Record(identifier, title, **values)


@pytest.fixture
def records() -> Iterator[tuple[Record, ...]]:
    return tuple(record(name, f"Notice {name}") for name in "abcdef")
