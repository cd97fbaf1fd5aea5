import time

import pytest

from catalogue.library import create_library
from desk.activity import Activity, Use


@pytest.fixture
def library(tmp_path):
    return create_library(tmp_path / "f")


def test_uses_are_counted_by_year_whichever_process_counts(library):
    one, other = Activity(library), Activity(library)
    for counts in (one, other, other):
        counts.note(Use.SEARCH)
    other.write()
    (year,) = other.years()
    assert one.of(year) == {Use.SEARCH: 3}


def test_what_is_gathered_reaches_the_disk_only_now_and_then(library):
    counts = Activity(library)
    counts.note(Use.PAGE)
    assert not (library.state / "activity.sqlite").exists()
    counts.write()
    assert (library.state / "activity.sqlite").exists()


def test_a_disk_that_refuses_costs_no_count(library, monkeypatch):
    from catalogue.errors import DiskError

    counts = Activity(library)
    counts.note(Use.PAGE)

    def refuse(*_args):
        raise DiskError("plein")

    with monkeypatch.context() as patched:
        patched.setattr("desk.activity.opened", refuse)
        counts.write()
    counts.write()
    (year,) = counts.years()
    assert counts.of(year) == {Use.PAGE: 1}


def test_what_was_gathered_is_written_though_nobody_comes_after(library, monkeypatch):
    monkeypatch.setattr("desk.activity.PAUSE_S", 0.05)
    one, other = Activity(library), Activity(library)
    one.note(Use.NOTICE)
    for _ in range(200):
        if other.years():
            break
        time.sleep(0.05)
    (year,) = other.years()
    assert other.of(year) == {Use.NOTICE: 1}
    one.note(Use.NOTICE)
    one.write()
    assert other.of(year) == {Use.NOTICE: 2}
