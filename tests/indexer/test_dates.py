"""What others rely on is kept: numbers and dates survive a rebuild, a lost index, a move elsewhere."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.library import Library, open_library
from catalogue.log import Log
from tests.indexer import histories
from tests.indexer.test_histories import new_library

Dates = dict[str, tuple[int, str, bool]]


@pytest.fixture(autouse=True)
def _without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.Pool", histories.PoolHere)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Six documents that came in three runs, one edited, one withdrawn."""
    library = new_library(tmp_path / "a")
    for round_ in range(3):
        for name in (f"{round_}.md", f"{round_}b.md"):
            histories.write(library, name, f"# {name}\n\nLa rénovation {name}.\n")
        if round_ == 2:
            histories.write(library, "0.md", "# Autre\n\nLa rénovation autrement.\n")
            histories.delete(library, "1.md")
        histories.run(library)
    return library


def dates(library: Library) -> Dates:
    with closing(Log(library.log_path)) as log:
        return {
            each.identifier: (each.sequence, each.datestamp, each.record is None) for each in log.entries()
        }


def test_a_rebuild_changes_no_number_and_no_date(library: Library) -> None:
    before = dates(library)
    histories.run(library, rebuild=True)
    assert dates(library) == before


@pytest.mark.parametrize("lost", [".", "catalogue.sqlite"])
def test_an_index_that_comes_back_has_its_numbers_and_dates(library: Library, lost: str) -> None:
    before, told = dates(library), histories.told(library)
    path = library.index / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    histories.run(library)
    assert dates(library) == before and histories.told(library) == told
    histories.run(library)
    assert dates(library) == before


def test_killed_while_it_comes_back_it_comes_back_all_the_same(library: Library) -> None:
    before, told = dates(library), histories.told(library)
    shutil.rmtree(library.index)
    for after in (1, 2):
        histories.run(library, dies_at=after)
    histories.run(library)
    assert dates(library) == before and histories.told(library) == told


def test_what_changed_while_the_index_was_away_is_new_and_what_left_is_told(library: Library) -> None:
    before = dates(library)
    shutil.rmtree(library.index)
    histories.write(library, "2.md", "# Neuf\n\nLa rénovation neuve.\n")
    histories.run(library)
    after = dates(library)
    last = max(number for number, _, _ in before.values())
    new = {name for name, (number, _, _) in after.items() if number > last}
    assert len(new) == 2 and sorted(after[name][2] for name in new) == [False, True]
    assert {name: after[name] for name in after.keys() - new} == {
        name: before[name] for name in before.keys() - new
    }


def test_a_copy_elsewhere_tells_the_same_dates(library: Library, tmp_path: Path) -> None:
    shutil.copytree(library.folder, tmp_path / "b", ignore=shutil.ignore_patterns("index"))
    (tmp_path / "b" / "index").mkdir()
    other = open_library(tmp_path / "b")
    histories.run(other)
    assert dates(other) == dates(library)


def test_a_library_of_before_keeps_its_dates_from_its_next_run_on(library: Library) -> None:
    before = dates(library)
    (library.state / "arrivals.jsonl").unlink()
    histories.run(library)
    shutil.rmtree(library.index)
    histories.run(library)
    assert dates(library) == before
