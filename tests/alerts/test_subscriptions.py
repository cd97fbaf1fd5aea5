"""Asking, confirming, stopping, erasing; and that nobody can have us write to others again and again."""

import re
from datetime import datetime

import pytest

from alerts import asking
from alerts.errors import TooManyAsksError, UnknownAlertError
from alerts.subscription import Frequency, next_due
from alerts.subscriptions import MOST_OF_ONE, Subscriptions
from alerts.tables import alerts_file
from tests.alerts.reader_of_test import ANNE


@pytest.fixture
def kept(tmp_path):
    return Subscriptions(tmp_path)


def ask(kept, number=0, email=ANNE, visitor=""):
    kept.ask(email, f"q={number}", Frequency.DAILY, "fr", visitor=visitor or f"192.0.2.{number}")


def test_a_stranger_has_us_write_twice_a_day_at_most(kept):
    for number in range(6):
        ask(kept, number)
    assert len(kept.all()) == asking.TO_ONE[0][0]


def test_a_visitor_asks_a_few_times_an_hour_whoever_for(kept):
    for number in range(asking.FROM_ONE):
        ask(kept, number, f"nom{number}@exemple.fr", "192.0.2.1")
    with pytest.raises(TooManyAsksError) as refused:
        ask(kept, 9, "nom9@exemple.fr", "192.0.2.1")
    assert 3500 < refused.value.wait_s <= 3600


def test_who_asked_for_nothing_is_left_in_peace(kept):
    ask(kept)
    kept.decline(kept.all()[0].key)
    ask(kept, 1)
    assert kept.all() == []


def test_no_visitor_stands_in_the_file_and_no_address_once_it_is_erased(kept, tmp_path):
    ask(kept, visitor="203.0.113.77")
    assert kept.erase(ANNE.upper()) == 1
    content = b"".join(each.read_bytes() for each in tmp_path.glob("alerts.sqlite*"))
    assert b"203.0.113.77" not in content and ANNE.encode() not in content
    assert alerts_file(tmp_path).stat().st_mode & 0o077 == 0


def test_one_address_follows_so_many_searches(kept, monkeypatch):
    monkeypatch.setattr(asking, "TO_ONE", ((1000, 60.0),))
    monkeypatch.setattr(asking, "FROM_ALL", 1000)
    for number in range(MOST_OF_ONE + 3):
        ask(kept, number)
    assert len(kept.all()) == MOST_OF_ONE


def test_a_stopped_alert_is_gone_and_stopping_it_again_is_no_error(kept):
    ask(kept)
    key = kept.all()[0].key
    kept.stop(key)
    kept.stop(key)
    with pytest.raises(UnknownAlertError):
        kept.of_key(key)


def test_keys_cannot_be_guessed(kept):
    ask(kept)
    ask(kept, 1)
    keys = {each.key for each in kept.all()}
    assert len(keys) == 2 and all(re.fullmatch(r"[\w-]{32}", key) for key in keys)


@pytest.mark.parametrize(
    ("frequency", "after", "then"),
    [
        (Frequency.DAILY, "2026-11-29T06:59", "2026-11-29T07:00"),
        (Frequency.DAILY, "2026-11-29T07:00", "2026-11-30T07:00"),
        (Frequency.WEEKLY, "2026-11-29T12:00", "2026-11-30T07:00"),
        (Frequency.WEEKLY, "2026-11-30T06:00", "2026-11-30T07:00"),
        (Frequency.WEEKLY, "2026-11-30T07:00", "2026-12-07T07:00"),
        (Frequency.MONTHLY, "2026-11-29T12:00", "2026-12-01T07:00"),
        (Frequency.MONTHLY, "2026-12-01T06:00", "2026-12-01T07:00"),
        (Frequency.MONTHLY, "2026-12-31T12:00", "2027-01-01T07:00"),
        (Frequency.MONTHLY, "2026-02-01T12:00", "2026-03-01T07:00"),
    ],
)
def test_letters_leave_in_the_morning(frequency, after, then):
    found = next_due(frequency, datetime.fromisoformat(after).astimezone(), 7)
    assert found.astimezone().strftime("%Y-%m-%dT%H:%M") == then
