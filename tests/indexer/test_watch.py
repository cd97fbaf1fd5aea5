import shutil
import threading
import time
from collections.abc import Callable

import pytest

from catalogue.indexing import Activity, read_indexing
from catalogue.library import Library
from indexer import watch as watching
from indexer.pipeline import Run, index
from indexer.report import Report


def test_what_is_dropped_and_taken_away_is_followed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    monkeypatch.setattr(watching, "STILL_MS", 100)
    index(Run(library, workers=1))
    reports: list[Report] = []
    thread = threading.Thread(target=lambda: reports.extend(_kept(reports, watching.watch(library, 1, stop))))
    thread.start()
    try:
        note = library.corpus / "note.md"
        _until(lambda: _touch_until_seen(library, reports))
        # The first run may have met the note while it was being written again, and left it to the next.
        _until(lambda: reports[-1].documents == 1)
        note.unlink()
        _until(lambda: reports[-1].documents == 0)
    finally:
        stop.set()
        thread.join(timeout=30)
    assert reports[-1].withdrawn == 1


def _kept(reports: list[Report], source: object) -> list[Report]:
    for report in source:
        reports.append(report)
    return []


def _touch_until_seen(library: Library, reports: list[Report]) -> bool:
    """The watcher needs a moment to start; write until it has noticed."""
    if not reports:
        (library.corpus / "note.md").write_text("# Bilan\n\nLa rénovation.\n", encoding="utf-8")
    return bool(reports)


def _until(happened: Callable[[], bool]) -> None:
    for _ in range(60):
        if happened():
            return
        time.sleep(0.5)
    pytest.fail("nothing was noticed in 30 s")


def test_a_vocabulary_made_meanwhile_and_a_deleted_index_are_followed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    monkeypatch.setattr(watching, "LOOK_MS", 100)
    (library.corpus / "note.md").write_text("# Bilan\n\nLa rénovation.\n", encoding="utf-8")
    index(Run(library, workers=1))
    reports: list[Report] = []
    thread = threading.Thread(target=lambda: reports.extend(_kept(reports, watching.watch(library, 1, stop))))
    thread.start()
    try:
        _until(lambda: read_indexing(library).activity is Activity.WAITING)
        library.vocabularies.mkdir()
        (library.vocabularies / "themes.ttl").write_text(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            '<urn:x-fonds:themes:jardins> a skos:Concept ; skos:prefLabel "Jardins"@fr .\n',
            encoding="utf-8",
        )
        _until(lambda: bool(reports))
        shutil.rmtree(library.index)
        _until(lambda: len(reports) > 1 and reports[-1].documents == 1)
    finally:
        stop.set()
        thread.join(timeout=30)


def test_what_fails_is_told_and_tried_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = watching._Runs(library, 1)
    corpus = library.corpus.rename(library.folder / "ailleurs")
    assert runs.again() is None
    told = read_indexing(library)
    assert (told.activity, str(library.corpus) in told.reason) == (Activity.FAILED, True)
    assert not runs.due()
    monkeypatch.setattr(watching.time, "monotonic", lambda: 1e12)
    corpus.rename(library.corpus)
    assert runs.due()
    assert runs.again() is not None
    assert read_indexing(library).activity is Activity.WAITING


def test_changes_are_told_when_they_begin_and_when_all_is_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "STILL_MS", 1_000)
    monkeypatch.setattr(watching, "LOOK_MS", 2_000)
    looks = [False] * 12 + [True, True, False, True] + [False] * 5 + [True]
    times = iter(number / 5 for number in range(100))
    seen = [each.name for each in watching._bursts(looks, lambda: next(times))]
    assert seen == ["NOTHING", "BEGUN", "CHANGED", "BEGUN"]


def test_a_file_that_never_stops_growing_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "AT_MOST_MS", 3_000)
    times = iter(float(number) for number in range(100))
    seen = [each.name for each in watching._bursts([True] * 8, lambda: next(times))]
    assert seen[:3] == ["BEGUN", "CHANGED", "BEGUN"]
