import sqlite3

import pytest

from catalogue.errors import ConfigurationError, IndexMissingError
from catalogue.log import Log, open_writer
from catalogue.log.replica import replicate
from catalogue.record import Page, Record


def _put(writer, *names):
    with writer.transaction():
        for name in names:
            writer.put(Record(name, f"Titre {name}"), (Page(1, f"texte {name}"),))


def test_a_reader_of_a_replica_follows_when_it_is_replaced(library, tmp_path):
    there = tmp_path / "there" / "index"
    with open_writer(library) as writer:
        _put(writer, "a")
        assert replicate(library, there) == 1
        reader = Log(there / library.log_path.name)
        _put(writer, "b")
        assert (reader.position(), reader.page_at(1, 1).text) == (1, "texte a")
        assert replicate(library, there) == 2
        assert (reader.position(), reader.page_at(2, 1).text) == (2, "texte b")
        assert reader.birth() == Log(library.log_path).birth()
        reader.close()
    assert [path.name for path in there.iterdir()] == [library.log_path.name]


def test_what_a_writer_has_not_committed_is_not_copied(library, tmp_path):
    with open_writer(library) as writer:
        _put(writer, "a")
        with writer.transaction():
            writer.put(Record("b", "B"), ())
            assert replicate(library, tmp_path / "there") == 1
    with sqlite3.connect(tmp_path / "there" / library.log_path.name) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_without_a_log_it_is_said(library, tmp_path):
    with pytest.raises(IndexMissingError):
        replicate(library, tmp_path / "there")


def test_a_log_is_not_replaced_by_a_copy_of_its_past(library):
    with open_writer(library) as writer:
        _put(writer, "a")
        with pytest.raises(ConfigurationError, match="ailleurs"):
            replicate(library, library.index)
        _put(writer, "b")
    assert Log(library.log_path).position() == 2
