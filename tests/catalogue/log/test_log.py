import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalogue import rights
from catalogue.errors import IncompatibleIndexError, IndexMissingError
from catalogue.library import Library
from catalogue.log import Log, Register, Span, open_writer
from catalogue.log.arrivals import Arrival, Arrivals
from catalogue.log.tables import pack
from catalogue.record import Access, Page, Record, Status
from catalogue.rights import PUBLIC_READER


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
    assert [len(list(log.first_pages_at(sequence, size))) for size in (1, 8, 9, 99)] == [1, 1, 2, 2]


def test_nothing_is_kept_of_a_failed_transaction(library: Library) -> None:
    with open_writer(library) as writer:
        with pytest.raises(RuntimeError), writer.transaction():
            writer.put(record(), PAGES)
            raise RuntimeError
        with writer.transaction():
            assert writer.put(record("b"), PAGES) == 1
    assert [change.identifier for change in Log(library.log_path).changes()] == ["b"]


def test_a_log_whose_pages_stand_among_their_keys_is_read_and_written_on(library: Library) -> None:
    """As logs were made until November 2026; the version stayed, since the same questions are asked of it."""
    told = "SELECT sql FROM sqlite_master WHERE name = 'page'"
    with open_writer(library) as writer:
        (made,) = writer.connection.execute(told).fetchone()
        writer.connection.executescript(f"DROP TABLE page; {made} WITHOUT ROWID;")
        with writer.transaction():
            writer.put(record(), PAGES)
    with open_writer(library) as writer:
        with writer.transaction():
            sequence = writer.put(record(title="Autre"), PAGES)
        writer.prune(sequence)
    log = Log(library.log_path)
    assert log.pages_at(sequence) == PAGES
    assert log.pages_among([(sequence, 2), (sequence - 1, 1)]) == {(sequence, 2): PAGES[1]}
    assert "WITHOUT ROWID" in log.connection.execute(told).fetchone()[0]


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


def test_several_are_read_at_once_as_each_alone(library: Library) -> None:
    with open_writer(library) as writer, writer.transaction():
        for each in ("a", "b", "c"):
            writer.put(record(each), PAGES)
        writer.withdraw("b")
        writer.connection.execute("INSERT INTO same VALUES ('a@vac', 'a'), ('a@cr', 'a')")
    log, numbers = Log(library.log_path), (3, 1, 4, 9)
    places = [(number, page) for number in numbers for page in (2, 1, 7)]
    assert log.records_at(numbers) == {each: log.record_at(each) for each in (1, 3)}
    assert log.records_at((1,))[1].copies == ("a@cr", "a@vac")
    assert log.pages_among(places) == {each: page for each in places if (page := log.page_at(*each))}
    assert (log.records_at(()), log.pages_among(())) == ({}, {})


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


class Clock:
    """Stands for the clock of the machine."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.time = datetime(2026, 1, 1, 12, tzinfo=UTC)
        monkeypatch.setattr("catalogue.log.dating.utc_now", lambda: self.time)

    def at(self, second: float) -> None:
        self.time = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(seconds=second)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def put(library: Library, *records: Record) -> None:
    with open_writer(library) as writer, writer.transaction():
        for each in records:
            writer.put(each, ())


def stamps(library: Library) -> list[str]:
    return [entry.datestamp[-3:] for entry in Log(library.log_path).entries()]


def test_who_asked_until_now_finds_what_the_same_second_brought_by_asking_from_then(
    library: Library, clock: Clock
) -> None:
    clock.at(5.1)
    put(library, record("a"))
    asked = clock.time.strftime("%Y-%m-%dT%H:%M:%SZ")
    known = frozenset({Access.PUBLIC})
    assert [*Log(library.log_path).within(Span(known, end=asked))] == []
    clock.at(5.9)
    put(library, record("b"))
    later = [
        each.identifier for each in Log(library.log_path).within(Span(known, start="2026-01-01T12:00:06Z"))
    ]
    assert later == ["a", "b"]


def test_a_clock_set_back_hides_no_change(library: Library, clock: Clock) -> None:
    clock.at(50)
    put(library, record("a"))
    clock.at(10)
    put(library, record("b"))
    assert stamps(library) == ["51Z", "51Z"]


def test_a_commit_that_took_long_is_dated_when_it_could_be_read(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Register, "keep", lambda *_: clock.at(30))
    put(library, record("a"))
    assert stamps(library) == ["32Z"]


def test_records_that_take_seconds_to_date_are_dated_a_few_times_at_most(
    library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []

    def slow(_: Arrivals, arrivals: Iterable[Arrival]) -> None:
        kept.append(len([*arrivals]))
        assert len(kept) < 10
        clock.time += timedelta(seconds=5)

    monkeypatch.setattr(Arrivals, "add", slow)
    put(library, record("a"), record("b"))
    assert kept == [2, 2, 2, 2]
    assert min(stamps(library)) >= clock.time.strftime("%SZ")


def test_who_was_told_of_a_record_is_told_that_it_is_gone_and_nobody_else(library: Library) -> None:
    public, internal = record("a"), replace(record("b"), access=Access.INTERNAL)
    put(library, public, internal)
    put(library, replace(public, access=Access.INTERNAL))
    with open_writer(library) as writer, writer.transaction():
        writer.withdraw("b")
    told = [each.identifier for each in Log(library.log_path).within(Span(frozenset({Access.PUBLIC})))]
    assert told == ["a"]


def test_what_was_restricted_is_still_known_after_the_loss_of_the_index(library: Library) -> None:
    restricted = replace(record("a"), access=Access.INTERNAL)
    put(library, record("a"))
    put(library, restricted)
    shutil.rmtree(library.index)
    put(library, restricted)
    assert Log(library.log_path).entry("a").known is Access.PUBLIC


def test_an_embargo_that_ended_is_told_to_who_asks_for_news(library, monkeypatch) -> None:
    hidden = replace(record("a"), embargo="2999-12-31")
    put(library, hidden)
    log, told = Log(library.log_path), Span(frozenset({Access.PUBLIC}))
    assert list(log.within(told)) == [] and log.stretches(frozenset({Access.PUBLIC}), 10) == []
    monkeypatch.setattr(rights, "local_now", lambda: datetime(2999, 12, 31, tzinfo=UTC))
    assert [each.identifier for each in log.within(told)] == ["a"]
    assert log.entry("a").known is Access.INTERNAL
    for _ in range(2):  # the second time there is nothing to tell
        with open_writer(library) as writer, writer.transaction():
            writer.tell_lifted()
    assert [each.sequence for each in log.within(replace(told, after=1))] == [2]
    assert log.entry("a").known is Access.PUBLIC


def test_readers_of_an_ended_embargo_are_told_of_the_withdrawal(library, monkeypatch) -> None:
    put(library, replace(record("a"), embargo="2999-12-31"))
    monkeypatch.setattr(rights, "local_now", lambda: datetime(2999, 12, 31, tzinfo=UTC))
    with open_writer(library) as writer, writer.transaction():
        writer.withdraw("a")
    assert Log(library.log_path).entry("a").known is Access.PUBLIC


def test_what_is_no_longer_published_is_told_as_gone(library) -> None:
    put(library, record("a"))
    put(library, replace(record("a"), status=Status.PROPOSED))
    entry = Log(library.log_path).entry("a")
    assert entry.known is Access.PUBLIC and not PUBLIC_READER.may_see(entry.record)


def test_a_digest_is_the_same_whether_pages_come_as_they_are_packed_or_from_the_log(library: Library) -> None:
    digests = set()
    with open_writer(library) as writer:
        for put in (
            lambda: writer.put(record(), PAGES),
            lambda: writer.redescribe(record()),
            lambda: writer.put_kept(record(), [(page.number, pack(page)) for page in PAGES]),
        ):
            with writer.transaction():
                put()
            digests.add(Arrivals(library.state).all()["a"].digest)
    assert len(digests) == 1
