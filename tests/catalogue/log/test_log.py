import shutil

import pytest

from catalogue.errors import IncompatibleIndexError, IndexMissingError
from catalogue.library import Library
from catalogue.log import Log, Register, open_writer
from catalogue.record import Page, Record


def record(identifier: str = "a", title: str = "Bilan") -> Record:
    return Record(identifier, title, centre="vac", pages=2)


PAGES = (Page(1, "page une"), Page(2, "page deux"))


def test_what_is_put_is_read_back(library: Library) -> None:
    with open_writer(library) as writer, writer.transaction():
        sequence = writer.put(record(), PAGES)
    log = Log(library.log_path)
    assert log.entry("a").record == record()
    assert log.pages_at(sequence) == PAGES
    assert log.page_at(sequence, 2) == PAGES[1]
    assert log.page_at(sequence, 3) is None


def test_nothing_is_kept_of_a_failed_transaction(library: Library) -> None:
    with open_writer(library) as writer:
        with pytest.raises(RuntimeError), writer.transaction():
            writer.put(record(), PAGES)
            raise RuntimeError
        with writer.transaction():
            assert writer.put(record("b"), PAGES) == 1
    assert [change.identifier for change in Log(library.log_path).changes()] == ["b"]


def test_followers_see_each_record_once_and_tombstones(library: Library) -> None:
    with open_writer(library) as writer, writer.transaction():
        writer.put(record("a"), PAGES)
        writer.put(record("b"), PAGES)
        writer.put(record("a", "Bilan corrigé"), PAGES)
        writer.withdraw("b")
    changes = list(Log(library.log_path).changes(after=1))
    assert [(c.sequence, c.identifier, c.record is None) for c in changes] == [
        (3, "a", False),
        (4, "b", True),
    ]


def test_replaced_text_stays_until_followers_have_passed(library: Library) -> None:
    with open_writer(library) as writer:
        with writer.transaction():
            writer.put(record(), PAGES)
        with writer.transaction():
            writer.put(record(), (Page(1, "nouvelle"),))
        log = Log(library.log_path)
        assert log.page_at(1, 1).text == "page une"
        writer.prune(2)
        assert log.page_at(1, 1) is None
        assert log.page_at(2, 1).text == "nouvelle"


def test_redescribing_keeps_the_pages(library: Library) -> None:
    with open_writer(library) as writer, writer.transaction():
        writer.put(record(), PAGES)
        sequence = writer.redescribe(record(title="Autre"))
    log = Log(library.log_path)
    assert log.pages_at(sequence) == PAGES
    assert log.record_at(sequence).title == "Autre"


def test_numbers_and_tombstones_survive_the_loss_of_the_index(library: Library) -> None:
    with open_writer(library) as writer, writer.transaction():
        writer.put(record("a"), PAGES)
        writer.withdraw("a")
    shutil.rmtree(library.index)
    with open_writer(library) as writer, writer.transaction():
        assert writer.put(record("b"), PAGES) == 3
        writer.restore_tombstones()
    assert Log(library.log_path).entry("a").record is None
    assert Register(library.state).last_sequence() == 4


def test_a_reader_follows_a_log_that_was_replaced(library: Library) -> None:
    log = Log(library.log_path)
    with pytest.raises(IndexMissingError):
        log.position()
    for _ in range(2):
        with open_writer(library) as writer, writer.transaction():
            writer.put(record(), PAGES)
        assert log.count() == 1
        shutil.rmtree(library.index)


def test_a_damaged_log_says_what_to_do(library: Library) -> None:
    library.log_path.write_bytes(b"not a database" * 100)
    with pytest.raises(IncompatibleIndexError, match="--rebuild"):
        Log(library.log_path).position()


def test_a_log_that_is_being_made_is_not_there_yet(library: Library) -> None:
    log = Log(library.log_path)
    library.log_path.touch()
    with pytest.raises(IndexMissingError):
        log.position()
    with open_writer(library):
        assert log.position() == 0
