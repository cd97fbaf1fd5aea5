"""A process that is ready before the run that wants it."""

import sys
import time
from pathlib import Path

import pytest

from catalogue.library import Library
from indexer.pipeline import Run, index
from indexer.readers import Ready, description_version, readers_of


def test_a_run_takes_the_process_that_is_ready_and_ends_it(library: Library) -> None:
    (library.corpus / "note.md").write_text("# Bilan\n\nLa rénovation du quartier.\n", encoding="utf-8")
    ready = Ready.begun(library, workers=1)
    assert index(Run(library, ready=ready)).documents == 1
    assert ready.pool._closed


def test_one_that_loaded_what_has_changed_since_is_left_aside(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Ready(Ready.begun(library, workers=1).pool, "another version")
    monkeypatch.setattr(type(ready.pool), "map", _refused_for(ready.pool))
    (library.corpus / "note.md").write_text("# Bilan\n\nLa rénovation du quartier.\n", encoding="utf-8")
    assert ready.described_with != description_version(library)
    assert index(Run(library, workers=1, ready=ready)).documents == 1
    ready.pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="no process is forked elsewhere")
def test_the_process_that_readers_are_forked_from_has_one_thread_and_holds_no_file(library: Library) -> None:
    """A lock held by another thread, or an open database, would go with every fork."""
    with readers_of(library, 2) as pool:
        pool.start(2)
        while len(pool._idle) < 2:
            time.sleep(0.01)
        process = Path(f"/proc/{pool._loaded[0]._process.pid}")
        assert len(list((process / "task").iterdir())) == 1
        held = [str(each.readlink()) for each in (process / "fd").iterdir()]
    files = [each for each in held if each != "/dev/null" and not each.startswith("socket:")]
    assert len(files) == 1  # what it would say as it dies
    assert files[0].endswith("(deleted)")


def _refused_for(pool: object) -> object:
    original = type(pool).map

    def asked(self: object, *args: object, **named: object) -> object:
        assert self is not pool
        return original(self, *args, **named)

    return asked
