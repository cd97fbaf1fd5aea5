"""Damage is seen where it is, and what is derived heals."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.errors import CatalogueError
from catalogue.library import Library
from catalogue.log.arrivals import Arrivals
from exchange.bundles.keys import signing_key
from indexer.check_deeply import check_deeply
from tests.indexer import histories
from tests.indexer.test_histories import new_library


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("indexer.readers.Pool", histories.PoolHere)
    library = new_library(tmp_path / "a")
    for number in range(12):
        text = f"# Quartier {number}\n\nLa rénovation du quartier{number}. {os.urandom(2000).hex()}\n"
        histories.write(library, f"{number}.md", text)
    histories.run(library)
    return library


def spoil(path: Path, begins: int, size: int) -> None:
    with path.open("r+b") as file:
        file.seek(begins)
        file.write(os.urandom(size))


def spoil_arrays(library: Library) -> None:
    path = max((library.index / "whoosh").glob("*.arrays"), key=lambda each: each.stat().st_size)
    spoil(path, path.stat().st_size // 2, 200)


def spoil_log(library: Library) -> None:
    with closing(sqlite3.connect(library.log_path)) as log:
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    spoil(library.log_path, 4096 * 3, library.log_path.stat().st_size - 4096 * 4)


def spoil_record(library: Library) -> None:
    with sqlite3.connect(library.log_path) as log:
        log.execute("UPDATE page SET body = ? WHERE sequence = 3", (b"garbage",))


def lose_record(library: Library) -> None:
    with sqlite3.connect(library.log_path) as log:
        log.execute("DELETE FROM record WHERE sequence = 3")


def test_nothing_is_said_of_a_library_that_is_well(library: Library) -> None:
    assert check_deeply(library) == []


@pytest.mark.parametrize("damage", [spoil_arrays, spoil_log, spoil_record, lose_record])
def test_what_is_derived_is_found_damaged_and_heals(
    library: Library, damage: Callable[[Library], None]
) -> None:
    before = histories.told(library)
    damage(library)
    assert check_deeply(library)
    histories.run(library, rebuild=True)
    assert check_deeply(library) == [] and histories.told(library) == before


def test_damaged_arrays_heal_by_the_next_run(library: Library) -> None:
    before = histories.told(library)
    spoil_arrays(library)
    histories.run(library)
    assert check_deeply(library) == [] and histories.told(library) == before


def test_a_damaged_log_is_told_in_a_sentence(library: Library) -> None:
    spoil_log(library)
    with pytest.raises(CatalogueError, match="--rebuild"):
        histories.run(library)


def test_a_file_whose_content_changed_under_its_date_is_told(library: Library) -> None:
    path = library.corpus / "3.md"
    times, content = path.stat(), path.read_bytes()
    path.write_bytes(b"!" + content[1:])
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert [each.where for each in check_deeply(library)] == ["3.md"]


def test_a_damaged_file_of_state_is_told(library: Library) -> None:
    (library.state / "history.sqlite").write_bytes(b"garbage" * 1000)
    assert [each.where for each in check_deeply(library)] == ["state/history.sqlite"]


def lose_arrivals(library: Library) -> None:
    path = library.state / "arrivals.jsonl"
    path.write_bytes(path.read_bytes()[:300])


def spoil_key(library: Library) -> None:
    signing_key(library)
    (library.state / "keys/sharing.pem").write_text("abîmée")


def test_numbers_others_know_are_missed_and_taken_from_the_log_again(library: Library) -> None:
    before = Arrivals(library.state).all()
    lose_arrivals(library)
    assert [each.where for each in check_deeply(library)] == ["state/arrivals.jsonl"]
    histories.run(library)
    assert Arrivals(library.state).all() == before and check_deeply(library) == []


def test_a_key_that_cannot_sign_is_named(library: Library) -> None:
    spoil_key(library)
    assert [each.where for each in check_deeply(library)] == ["state/keys/sharing.pem"]


@pytest.mark.parametrize("name", ["attention", "definitions", "likeness"])
def test_a_small_file_that_is_damaged_inside_stops_nothing_and_is_made_again(
    library: Library, name: str
) -> None:
    before, path = histories.told(library), library.index / f"{name}.sqlite"
    spoil(path, 4096, path.stat().st_size - 4096)
    assert histories.told(library) == before
    assert f"index/{name}.sqlite" in {each.where for each in check_deeply(library)}
    histories.run(library)
    assert histories.told(library) == before and check_deeply(library) == []
