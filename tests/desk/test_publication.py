"""What waits, who may still correct it, and what a deposit begins with."""

from dataclasses import replace

import pytest

from catalogue.decided import Decisions
from catalogue.library import Library, create_library
from catalogue.notice import SUFFIX, Notice, read_notice, write_notice
from catalogue.record import Record, Status
from catalogue.vocabulary import load_vocabularies
from desk.accounts import Role
from desk.deposits import Deposits
from desk.history import Act
from desk.notices import Notices
from desk.publication import deposited_as, may_correct, publishing, waits

NOTICE = Notice({"status": "proposed"})


@pytest.fixture
def library(tmp_path):
    return create_library(tmp_path / "bibliotheque")


@pytest.fixture
def notices(library: Library) -> Notices:
    return Notices(library, Decisions(load_vocabularies()))


def deposited(library: Library, by: str = "paul") -> Record:
    source = library.folder / "envoi"
    source.write_text("Un bilan.")
    deposits = Deposits(library)
    item = deposits.receive(deposits.begin(by), source, "bilan.md", NOTICE)
    return Record("a", "Bilan", status=Status.PROPOSED, file=item.path, sha256=item.sha256)


def test_a_depositor_s_document_waits_and_a_documentalist_s_says_nothing() -> None:
    assert deposited_as(Role.DEPOSITOR, {}) == NOTICE
    assert deposited_as(Role.LIBRARIAN, {}) is None
    assert deposited_as(Role.LIBRARIAN, {"access": "network"}) == Notice({"access": "network"})


def test_only_its_depositor_corrects_it_and_only_until_it_is_published(library, notices) -> None:
    record, deposits = deposited(library), Deposits(library)
    assert may_correct(record, deposits, notices, "paul")
    assert not may_correct(record, deposits, notices, "jean")
    assert not may_correct(replace(record, sha256="autre"), deposits, notices, "paul")
    # From the very moment it is published, whether the index has followed or not.
    notices.write([publishing(record, read=False)], by="claire", kind=Act.PUBLISH)
    assert not may_correct(record, deposits, notices, "paul")


def test_publishing_is_taken_back_in_one_step(library, notices) -> None:
    record = deposited(library)
    path = library.corpus / (record.file + SUFFIX)
    step = notices.write([publishing(record, read=True)], by="claire", kind=Act.PUBLISH)
    assert read_notice(path).values["status"] == "published" and read_notice(path).values["reviewed"]
    notices.undo(step, by="claire")
    assert read_notice(path) == NOTICE


def test_what_other_centres_hold_does_not_wait_here() -> None:
    record = Record("a", "Bilan", status=Status.PROPOSED, file="a.md")
    other = replace(record, identifier="a@ailleurs")
    assert [waits(each) for each in (record, other, replace(record, status=Status.PUBLISHED))] == [
        True, False, False,
    ]  # fmt: skip


def test_a_notice_keeps_the_state_and_refuses_any_other(library, notices) -> None:
    path = library.corpus / "a.md.toml"
    write_notice(path, Notice({"status": "proposed", "embargo": "2027-01-31"}))
    assert read_notice(path).values == {"status": "proposed", "embargo": "2027-01-31"}
    assert "publication" in notices.check({"status": "caché"})["status"]
    assert "jour" in notices.check({"embargo": "2027-01"})["embargo"]
    path.write_text("embargo = 2027-01-31\n")
    assert read_notice(path).values == {"embargo": "2027-01-31"}
