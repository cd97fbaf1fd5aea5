"""A step is whole with its history, or nothing of it, whatever dies meanwhile."""

import errno
from pathlib import Path

import pytest

from catalogue import disk
from catalogue.decided import Decisions
from catalogue.library import Library
from catalogue.record import Record
from catalogue.vocabulary import load_vocabularies
from desk.history import History
from desk.notices import Edit, Notices

NAMES = ("a.md", "b.md", "c.md")


class KilledError(BaseException):
    """As if the process had been killed."""


@pytest.fixture
def notices(library: Library) -> Notices:
    for name in NAMES:
        (library.corpus / name).write_text("x")
    return Notices(library, Decisions(load_vocabularies()))


def edit(notices: Notices) -> None:
    records = [Record(name, name, file=name) for name in NAMES]
    notices.write([Edit(each, {"title": "Neuf"}) for each in records], by="claire")


def written(library: Library) -> list[str]:
    return sorted(path.name for path in library.corpus.glob("*.toml"))


def fail_at(monkeypatch: pytest.MonkeyPatch, count: int, error: BaseException) -> None:
    """Let the notice of that number fail, and all after it work again."""
    replace, calls = disk.replace, []

    def failing(path: Path, content: bytes, **options: bool) -> None:
        if path.suffix == ".toml":
            calls.append(path)
            if len(calls) == count:
                raise error
        replace(path, content, **options)

    monkeypatch.setattr("desk.history.disk.replace", failing)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_step_that_was_killed_is_done_by_the_next_one(
    library: Library, notices: Notices, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    fail_at(monkeypatch, at, KilledError())
    with pytest.raises(KilledError):
        edit(notices)
    History(library).finish_interrupted()
    assert len(written(library)) == 3
    (step,) = History(library).steps()
    assert step.changes == 3


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_step_that_the_disk_refused_leaves_nothing(
    library: Library, notices: Notices, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    fail_at(monkeypatch, at, OSError(errno.ENOSPC, "plein"))
    with pytest.raises(OSError, match="plein"):
        edit(notices)
    History(library).finish_interrupted()
    assert written(library) == [] and History(library).steps() == []


def test_what_somebody_wrote_by_hand_meanwhile_stays(
    library: Library, notices: Notices, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, 1, KilledError())
    with pytest.raises(KilledError):
        edit(notices)
    (library.corpus / "a.md.toml").write_text('title = "À la main"\n')
    History(library).finish_interrupted()
    assert "À la main" in (library.corpus / "a.md.toml").read_text()
