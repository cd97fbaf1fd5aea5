"""What is kept of a search that found nothing, and for how long."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from catalogue import rights
from catalogue.library import create_library
from desk import unanswered
from desk.unanswered import Unanswered, UnansweredSearch


@pytest.fixture
def library(tmp_path):
    return create_library(tmp_path / "bibliotheque")


def test_words_are_counted_folded_and_nothing_else_is_kept(library) -> None:
    kept = Unanswered(library)
    for text in ("Éco-quartier", "eco-quartier", "  friche ", ""):
        kept.note(text)
    assert kept.most_asked() == [UnansweredSearch("eco quartier", 2), UnansweredSearch("friche", 1)]
    with sqlite3.connect(library.state / unanswered.FILE_NAME) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(search)")]
    assert columns == ["day", "words", "times"]


def test_they_are_forgotten_after_their_days_or_at_a_word(library, monkeypatch) -> None:
    kept = Unanswered(library)
    kept.note("friche")
    kept.note("ludothèque")
    kept.forget("friche")
    assert [each.words for each in kept.most_asked()] == ["ludotheque"]
    monkeypatch.setattr(rights, "local_now", lambda: datetime(2999, 1, 1, tzinfo=UTC))
    assert kept.most_asked() == []
    kept.note("friche")
    with sqlite3.connect(library.state / unanswered.FILE_NAME) as database:
        assert database.execute("SELECT words FROM search").fetchall() == [("friche",)]
    kept.forget()
    assert kept.most_asked() == []


def test_a_day_holds_so_many(library, monkeypatch) -> None:
    monkeypatch.setattr(unanswered, "MOST_A_DAY", 3)
    kept = Unanswered(library)
    for number in range(9):
        kept.note(f"mot{number}")
    kept.note("mot0")
    assert [each.times for each in kept.most_asked()] == [2, 1, 1]


def test_a_library_may_count_none(library) -> None:
    desk = replace(library.settings.desk, unanswered_days=0)
    kept = Unanswered(replace(library, settings=replace(library.settings, desk=desk)))
    kept.note("friche")
    assert kept.most_asked() == [] and not (library.state / unanswered.FILE_NAME).exists()
