from pathlib import Path

import pytest

from catalogue import disk
from catalogue.library import Library
from catalogue.notice import Notice
from exchange.incoming import installing
from exchange.incoming.installing import finish_interrupted_import, install

NOTICES = {f"imports/x/{number}.toml": Notice({"title": f"N {number}"}) for number in range(3)}


def notices(library: Library) -> list[str]:
    return sorted(path.name for path in library.corpus.rglob("*.toml"))


class KilledError(Exception):
    pass


def test_all_are_there_and_nothing_else(library: Library) -> None:
    install(library, NOTICES)
    assert notices(library) == ["0.toml", "1.toml", "2.toml"]
    assert not [path for path in (library.state / "import").iterdir() if path.name != "lock"]


def test_killed_while_writing_leaves_the_corpus_as_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(path: Path, notice: Notice) -> None:
        raise KilledError

    monkeypatch.setattr(installing, "write_notice", die)
    with pytest.raises(KilledError):
        install(library, NOTICES)
    finish_interrupted_import(library)
    assert notices(library) == []


def test_killed_while_moving_is_finished_by_the_next(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[Path] = []
    replace = Path.replace

    def die_at_the_second(self: Path, target: Path) -> Path:
        if "ready" in self.parts and moved:
            raise KilledError
        moved.append(target)
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", die_at_the_second)
        with pytest.raises(KilledError):
            install(library, NOTICES)
    assert len(notices(library)) < 3
    finish_interrupted_import(library)
    assert notices(library) == ["0.toml", "1.toml", "2.toml"]


def test_each_step_is_on_disk_before_the_next(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, move, replace = disk.sync_folder, disk.move, Path.replace
    monkeypatch.setattr(disk, "sync_folder", lambda path: (done.append(f"sync {path.name}"), sync(path)))
    monkeypatch.setattr(disk, "move", lambda a, b: (done.append("ready"), move(a, b)))

    def moved(self: Path, target: Path) -> Path:
        done.append(f"to {target.parent.name}" if "ready" in self.parts else "staged")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", moved)
    install(library, {"imports/x/1.toml": Notice({"title": "Un"})})
    assert done[: done.index("ready")] == ["sync import", "sync pending", "sync imports", "staged", "sync x"]
    assert done[done.index("ready") :] == [
        "ready", "staged", "sync import", "sync corpus", "sync imports", "to x", "sync x",
    ]  # fmt: skip


def test_comments_of_a_notice_that_stands_are_kept(library: Library) -> None:
    path = library.corpus / "a.toml"
    path.write_text('# à moi\ntitle = "A"\n', encoding="utf-8")
    install(library, {"a.toml": Notice({"title": "A", "issued": "2007"})})
    assert path.read_text(encoding="utf-8") == '# à moi\ntitle = "A"\nissued = "2007"\n'
