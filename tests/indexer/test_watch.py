import threading
import time
from collections.abc import Callable

import pytest

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
