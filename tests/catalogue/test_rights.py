"""Who may see a record, today."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from catalogue import rights
from catalogue.record import NOTICE, Access, Provenance, Record, Status
from catalogue.rights import NETWORK_READER, PUBLIC_READER, STAFF_READER

RECORD = Record("a", "Un titre")


def seen(record: Record) -> list[bool]:
    return [reader.may_see(record) for reader in (PUBLIC_READER, NETWORK_READER, STAFF_READER)]


def test_a_record_is_for_readers_of_its_access() -> None:
    assert seen(RECORD) == [True, True, True]
    assert seen(replace(RECORD, access=Access.NETWORK)) == [False, True, True]
    assert seen(replace(RECORD, access=Access.INTERNAL)) == [False, False, True]


@pytest.mark.parametrize("access", Access)
def test_what_waits_to_be_published_is_for_those_who_work_here(access: Access) -> None:
    assert seen(replace(RECORD, access=access, status=Status.PROPOSED)) == [False, False, True]


def test_an_embargo_ends_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    record = replace(RECORD, access=Access.NETWORK, embargo="2027-01-31")
    monkeypatch.setattr(rights, "local_now", lambda: datetime(2027, 1, 30, 23, 59, tzinfo=UTC))
    assert seen(record) == [False, False, True]
    monkeypatch.setattr(rights, "local_now", lambda: datetime(2027, 1, 31, tzinfo=UTC))
    assert seen(record) == [False, True, True]


def test_a_title_or_a_word_of_a_person_is_that_of_a_reader() -> None:
    assert RECORD.unread
    assert not replace(RECORD, reviewed="2026-11-29").unread
    assert not replace(RECORD, provenance=(Provenance("title", "Un titre", NOTICE),)).unread
    assert replace(RECORD, provenance=(Provenance("access", "public", NOTICE),)).unread
    assert not replace(RECORD, identifier="a@ailleurs").unread
