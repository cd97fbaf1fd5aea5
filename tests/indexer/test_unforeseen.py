"""An error nobody foresaw costs the document it came with."""

from pathlib import Path

import pytest

from catalogue.errors import DiskError
from indexer.pipeline import Run, index
from indexer.prepare import Preparer
from indexer.recorder import Recorder
from tests.indexer import histories
from tests.indexer.test_histories import new_library


@pytest.mark.parametrize(("kind", "step"), [(Preparer, "prepare"), (Recorder, "record")])
def test_all_others_are_found_and_what_was_known_of_it_stays(
    kind: type, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.readers.Pool", histories.PoolHere)
    library = new_library(tmp_path / "a")
    histories.write(library, "b.md", "# Avant\n\nLa médiation.\n")
    histories.run(library)
    for name in ("a.md", "b.md", "c.md"):
        histories.write(library, name, f"# Bilan {name[0]}\n\nLa rénovation {name}.\n")
    done = getattr(kind, step)

    def fails(self: object, first: object, *rest: object, **named: object) -> object:
        if "b.md" in repr(first):
            raise OverflowError("Python int too large")
        return done(self, first, *rest, **named)

    with monkeypatch.context() as patched:
        patched.setattr(kind, step, fails)
        report = index(Run(library, workers=1))
    assert [(each.path, "too large" in each.message) for each in report.failed] == [("b.md", True)]
    titles = {record.title for record, _text in histories.told(library)[0].values()}
    assert titles == {"Bilan a", "Avant", "Bilan c"}
    assert index(Run(library, workers=1)).failed == []


def test_an_error_any_file_would_meet_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.Pool", histories.PoolHere)
    library = new_library(tmp_path / "a")
    histories.write(library, "a.md", "# A\n\nLa rénovation.\n")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Recorder, "record", full)
    with pytest.raises(DiskError, match="plein"):
        histories.run(library)
