from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue import database, defined_acronyms
from catalogue.defined_acronyms import DefinedAcronyms, DefinitionStore
from catalogue.library import Library, create_library
from catalogue.likeness.files import connect
from catalogue.log import Log, Writer, open_writer
from catalogue.record import Access, Page, Record, Status

RPN = "Le règlement professionnel du notariat (RPN) le dit."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return create_library(tmp_path)


@pytest.fixture
def writer(library: Library) -> Iterator[Writer]:
    with open_writer(library) as writer:
        yield writer


def put(writer: Writer, name: str, text: str, access: Access = Access.PUBLIC, title: str = "") -> None:
    with writer.transaction():
        writer.put(replace(Record(name, title or name), access=access), [Page(1, text)])


def read(library: Library, writer: Writer, *, follow: bool = True) -> DefinedAcronyms:
    log = Log(library.log_path, writer.connection)
    if follow:
        DefinitionStore(library).follow(log)
    return DefinitionStore(library).read(log)[1]


def test_two_documents_agree_on_a_full_form_both_ways(library: Library, writer: Writer) -> None:
    put(writer, "a", RPN)
    assert not read(library, writer).of("RPN")
    put(writer, "b", RPN.replace("règlement", "Règlement"))
    defined = read(library, writer)
    assert defined.of("rpn") == ("règlement professionnel du notariat",)
    assert defined.of("Règlements professionnels du notariat") == ("RPN",)


def test_one_document_is_enough_where_its_title_says_it(library: Library, writer: Writer) -> None:
    put(writer, "a", RPN, title="Règlement professionnel du notariat")
    assert read(library, writer).of("RPN")


def test_an_internal_document_tells_nobody(library: Library, writer: Writer) -> None:
    put(writer, "a", RPN)
    put(writer, "b", RPN, Access.INTERNAL)
    assert not read(library, writer).of("RPN")


@pytest.mark.parametrize("hidden", [{"status": Status.PROPOSED}, {"embargo": "2999-12-31"}], ids=str)
def test_a_document_that_readers_do_not_have_yet_tells_nobody(library, writer, hidden) -> None:
    put(writer, "a", RPN)
    with writer.transaction():
        writer.put(replace(Record("b", "b"), **hidden), [Page(1, RPN)])
    assert not read(library, writer).of("RPN")


def test_a_document_narrowed_tells_nobody_from_that_moment(library: Library, writer: Writer) -> None:
    put(writer, "a", RPN)
    put(writer, "b", RPN)
    assert read(library, writer).of("RPN")
    put(writer, "b", RPN, Access.INTERNAL)
    assert not read(library, writer, follow=False).of("RPN")
    assert not read(library, writer).of("RPN")


def test_full_forms_that_differ_are_offered_not_applied(library: Library, writer: Writer) -> None:
    for name in "ab":
        put(writer, name, "la communication non violente (CNV)")
        put(writer, name * 2, "le conseil national des villes (CNV)")
        put(writer, name * 3, "le conseil national des villes (CNV)")
    defined = read(library, writer)
    assert defined.of("CNV") == ()
    assert defined.doubtful("CNV") == ("conseil national des villes", "communication non violente")


def test_it_is_read_again_only_when_the_log_or_the_file_has_changed(library, writer, monkeypatch) -> None:
    """Every page of results read all of it while documents came in, and waited for who wrote it."""
    log, store = Log(library.log_path, writer.connection), DefinitionStore(library)
    put(writer, "a", RPN, title="Règlement professionnel du notariat")
    store.follow(log)
    opened = []
    monkeypatch.setattr(defined_acronyms, "connect", lambda path: opened.append(path) or connect(path))
    assert store.read(log)[1].of("RPN")
    assert store.read(log)[1].of("RPN")
    assert len(opened) == 1
    put(writer, "b", "Rien.")
    assert store.read(log)[1].of("RPN")
    assert len(opened) == 2
    DefinitionStore(library).follow(log)
    assert store.read(log)[0] == log.position()


def test_it_is_read_while_another_writes_it(library, writer, monkeypatch) -> None:
    put(writer, "a", RPN, title="Règlement professionnel du notariat")
    assert read(library, writer).of("RPN")
    monkeypatch.setattr(database, "_BUSY_S", 0)
    with closing(connect(library.index / "definitions.sqlite")) as other, database.transaction(other):
        assert read(library, writer, follow=False).of("RPN")
