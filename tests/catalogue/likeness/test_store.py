import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.library import Library, create_library
from catalogue.likeness import SketchStore
from catalogue.log import Log, Writer, open_writer
from catalogue.record import Page, Record
from tests.catalogue.likeness.texts import words


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return create_library(tmp_path)


@pytest.fixture
def writer(library: Library) -> Iterator[Writer]:
    with open_writer(library) as writer:
        yield writer


def put(writer: Writer, name: str, *pages: str) -> None:
    with writer.transaction():
        writer.put(Record(name, name), [Page(number, text) for number, text in enumerate(pages, 1)])


def followed(library: Library, writer: Writer) -> SketchStore:
    store = SketchStore(library)
    store.follow(Log(library.log_path, writer.connection))
    return store


def test_a_document_laid_out_on_other_pages_is_the_same_text(library: Library, writer: Writer) -> None:
    put(writer, "a", words(0, 60))
    put(writer, "b", words(0, 30), words(30, 30))
    assert [(each.first, each.second) for each in followed(library, writer).pairs()] == [("a", "b")]


def test_what_is_withdrawn_or_rewritten_is_followed(library: Library, writer: Writer) -> None:
    for name in ("a", "b", "c"):
        put(writer, name, words(0, 60))
    assert len(followed(library, writer).pairs()) == 2
    put(writer, "b", words(500, 60))
    with writer.transaction():
        writer.withdraw("c")
    assert followed(library, writer).pairs() == []


def test_a_text_to_deposit_is_compared_with_all(library: Library, writer: Writer) -> None:
    put(writer, "a", words(0, 600))
    put(writer, "b", words(5000, 600))
    store = followed(library, writer)
    assert store.like(words(0, 600)) == [("a", 1.0)]
    assert [name for name, _ in store.like(words(0, 640))] == ["a"]
    assert store.like("trop court") == []


def test_a_damaged_file_is_made_again(library: Library, writer: Writer) -> None:
    put(writer, "a", words(0, 60))
    (library.index / "likeness.sqlite").write_bytes(b"not a database" * 100)
    assert list(followed(library, writer).sketches()) == ["a"]


def test_a_sketch_that_is_not_what_was_written_is_left_out_and_made_again(
    library: Library, writer: Writer
) -> None:
    put(writer, "a", words(0, 60))
    put(writer, "b", words(0, 60))
    store = followed(library, writer)
    with closing(sqlite3.connect(library.index / "likeness.sqlite")) as connection, connection:
        connection.execute("UPDATE sketch SET hashes = zeroblob(length(hashes)) WHERE identifier = 'b'")
    assert store.damaged() == ["b"]
    assert list(store.sketches()) == ["a"] and store.pairs() == []
    assert len(followed(library, writer).pairs()) == 1
    assert store.damaged() == []


def test_before_the_first_run_nothing_is_known(library: Library) -> None:
    assert SketchStore(library).pairs() == []


def test_what_other_centres_describe_is_theirs_to_compare(library: Library, writer: Writer) -> None:
    for name in ("a", "b@ville", "c@ville"):
        put(writer, name, words(0, 60))
    assert list(followed(library, writer).sketches()) == ["a"]


def test_a_few_records_are_compared_among_themselves_only(library: Library, writer: Writer) -> None:
    for name in "abc":
        put(writer, name, words(0, 60))
    store = followed(library, writer)
    assert [(each.first, each.second) for each in store.among(["a", "c"])] == [("a", "c")]
    assert store.among(["a"]) == store.among([]) == []


def test_a_page_does_without_what_is_damaged(library: Library, writer: Writer) -> None:
    put(writer, "a", words(0, 60))
    put(writer, "b", words(0, 60))
    store = followed(library, writer)
    assert store.among(["a", "b"])
    store.close()
    path = library.index / "likeness.sqlite"
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192)
    assert store.among(["a", "b"]) == []
    store.close()
