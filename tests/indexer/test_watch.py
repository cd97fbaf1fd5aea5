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
        assert reports[-1].documents == 1
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
