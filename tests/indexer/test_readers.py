"""A process that is ready before the run that wants it."""

import pytest

from catalogue.library import Library
from indexer.pipeline import Run, index
from indexer.readers import Ready, description_version


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


def _refused_for(pool: object) -> object:
    original = type(pool).map

    def asked(self: object, *args: object, **named: object) -> object:
        assert self is not pool
        return original(self, *args, **named)

    return asked
