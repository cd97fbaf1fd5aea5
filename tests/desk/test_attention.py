"""What is kept beside the log is what the log says, whatever happened to it."""

from dataclasses import replace

import pytest

from catalogue.log import Log, open_writer
from catalogue.record import Access, Page, Provenance, Record
from catalogue.vocabulary import load_vocabularies
from desk.attention import FILE_NAME, Attention
from desk.quality import record_findings
from desk.review import waiting

ALL = frozenset(Access)
RECORD = Record(
    "a", "Bilan", themes=("sante",), file="a.pdf", sha256="0" * 64, pages=1,
    provenance=(Provenance("themes", "sante", "themes", 0.6),),
)  # fmt: skip


@pytest.fixture
def attention(library):
    return Attention(library, load_vocabularies())


def put(library, *records, text="Un texte."):
    with open_writer(library) as writer, writer.transaction():
        for record in records:
            writer.put(record, [Page(1, text)])


def agrees(library, attention):
    log = Log(library.log_path)
    records = [entry.record for entry in log.entries() if entry.record]
    names = [each.identifier for each in waiting(records, frozenset())]
    assert attention.waiting(log, ALL, frozenset()) == names
    told = list(record_findings(log, load_vocabularies()))
    found = attention.findings(log, 50)
    assert {kind: each.count for kind, each in found.items()} == {
        kind: sum(each.kind == kind for each in told) for kind in {each.kind for each in told}
    }
    for kind, each in found.items():
        assert list(each.first) == [one for one in told if one.kind == kind][:50]
    log.close()


def test_it_follows_what_is_added_changed_and_withdrawn(library, attention):
    unknown = replace(RECORD, identifier="b", themes=("inconnu",))
    put(library, RECORD, unknown, replace(RECORD, identifier="c"))
    agrees(library, attention)
    put(library, replace(RECORD, provenance=()), text=" ")
    agrees(library, attention)
    with open_writer(library) as writer, writer.transaction():
        writer.withdraw("b")
    agrees(library, attention)
    assert attention.waiting(Log(library.log_path), ALL, frozenset({"c"})) == []


def test_only_what_a_person_sees_waits(library, attention):
    put(library, replace(RECORD, access=Access.INTERNAL))
    log = Log(library.log_path)
    assert attention.waiting(log, frozenset({Access.PUBLIC}), frozenset()) == []
    assert attention.waiting(log, ALL, frozenset()) == ["a"]


def test_a_damaged_file_and_a_new_log_are_begun_again(library, attention):
    put(library, RECORD)
    agrees(library, attention)
    (library.index / FILE_NAME).write_bytes(b"rien de SQLite" * 100)
    agrees(library, attention)
    for path in library.index.glob("catalogue.sqlite*"):
        path.unlink()
    put(library, replace(RECORD, identifier="z"))
    agrees(library, attention)


def test_a_disk_that_cannot_be_written_costs_time_only(library, attention):
    put(library, RECORD)
    (library.index / FILE_NAME).mkdir()
    agrees(library, attention)
