import errno
from pathlib import Path

import pytest

from catalogue import disk
from catalogue.library import Library
from catalogue.record import Record
from desk.errors import DeskError
from desk.history import Act, History
from desk.trash import Trash

RECORD = Record("bilan", "Bilan", file="rapports/bilan.txt")


@pytest.fixture
def trash(library: Library):
    folder = library.corpus / "rapports"
    folder.mkdir()
    (folder / "bilan.txt").write_text("texte", encoding="utf-8")
    (folder / "bilan.txt.toml").write_text('access = "internal"\n', encoding="utf-8")
    return Trash(library)


def files(library):
    return sorted(path.relative_to(library.corpus).as_posix() for path in library.corpus.rglob("*.*"))


def test_a_document_leaves_and_comes_back_with_its_notice(trash, library):
    before = files(library)
    (item,) = trash.discard([RECORD], by="claire")
    assert files(library) == [] and [each.title for each in trash.all()] == ["Bilan"]
    assert trash.restore(item.key, by="claire") == "rapports/bilan.txt"
    assert files(library) == before and trash.all() == []
    assert [each.kind for each in History(library).of("bilan")] == [Act.UNTRASH, Act.TRASH]


def test_a_place_taken_meanwhile_is_left_alone(trash, library):
    (item,) = trash.discard([RECORD], by="claire")
    (library.corpus / "rapports/bilan.txt").write_text("un autre", encoding="utf-8")
    with pytest.raises(DeskError, match="a pris la place"):
        trash.restore(item.key, by="claire")
    assert (library.corpus / "rapports/bilan.txt").read_text(encoding="utf-8") == "un autre"
    assert trash.all()


def test_what_is_destroyed_is_gone(trash, library):
    (item,) = trash.discard([RECORD], by="claire")
    assert trash.destroy([item.key, "unknown", "../../corpus"], by="anne") == 1
    assert trash.all() == [] and library.corpus.is_dir()
    with pytest.raises(DeskError, match="corbeille"):
        trash.restore(item.key, by="anne")


def test_what_is_not_of_this_corpus_is_not_discarded(trash, library, tmp_path):
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    elsewhere = [Record("a", "A", file="../../secret.txt"), Record("b", "B"), Record("c", "C", file="no.txt")]
    assert trash.discard(elsewhere, by="claire") == []
    assert (tmp_path / "secret.txt").exists()


class DeathError(BaseException):
    """The process ends here."""


def interrupted(monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
    """Have the move of that number fail; those of a way back are counted too."""
    count, move = 0, disk.move

    def moved(source: Path, target: Path) -> None:
        nonlocal count
        count += 1
        if count == at:
            raise error
        move(source, target)

    monkeypatch.setattr(disk, "move", moved)


@pytest.mark.parametrize("at", [1, 2])
def test_killed_half_way_the_next_run_takes_it_out(trash, library, monkeypatch, at):
    interrupted(monkeypatch, at, DeathError())
    with pytest.raises(DeathError):
        trash.discard([RECORD], by="claire")
    monkeypatch.undo()
    trash.finish_interrupted()
    assert files(library) == [] and [each.title for each in trash.all()] == ["Bilan"]
    assert [each.kind for each in History(library).of("bilan")] == [Act.TRASH]
    trash.restore(trash.all()[0].key, by="claire")
    assert len(files(library)) == 2


@pytest.mark.parametrize("at", [1, 2])
def test_killed_half_way_back_it_comes_back_whole_and_once(trash, library, monkeypatch, at):
    before = files(library)
    (item,) = trash.discard([RECORD], by="claire")
    interrupted(monkeypatch, at, DeathError())
    with pytest.raises(DeathError):
        trash.restore(item.key, by="claire")
    monkeypatch.undo()
    trash.finish_interrupted()
    trash.finish_interrupted()
    assert files(library) == before and trash.all() == []
    assert [each.kind for each in History(library).of("bilan")] == [Act.UNTRASH, Act.TRASH]


def test_what_took_the_place_of_a_document_on_its_way_back_stays(trash, library, monkeypatch):
    (item,) = trash.discard([RECORD], by="claire")
    interrupted(monkeypatch, 1, DeathError())
    with pytest.raises(DeathError):
        trash.restore(item.key, by="claire")
    monkeypatch.undo()
    (library.corpus / "rapports/bilan.txt.toml").write_text('title = "Autre"\n', encoding="utf-8")
    trash.finish_interrupted()
    assert files(library) == ["rapports/bilan.txt.toml"], "no document beside another's notice"
    assert [each.title for each in trash.all()] == ["Bilan"]


def test_what_the_disk_refuses_is_not_done(trash, library, monkeypatch):
    other = Record("suite", "Suite", file="rapports/suite.txt")
    (library.corpus / "rapports/suite.txt").write_text("suite", encoding="utf-8")
    before = files(library)
    interrupted(monkeypatch, 3, OSError(errno.ENOSPC, "full"))
    with pytest.raises(OSError, match="full"):
        trash.discard([RECORD, other], by="claire")
    assert files(library) == before and trash.all() == []
    assert History(library).of("bilan") == []
    trash.finish_interrupted()
    assert files(library) == before


def test_killed_while_it_destroys_the_next_run_destroys(trash, library, monkeypatch):
    (item,) = trash.discard([RECORD], by="claire")
    monkeypatch.setattr("desk.trash.shutil.rmtree", lambda *_: (_ for _ in ()).throw(DeathError()))
    with pytest.raises(DeathError):
        trash.destroy([item.key], by="claire")
    monkeypatch.undo()
    trash.finish_interrupted()
    assert [path.name for path in (library.state / "trash").iterdir()] == []
