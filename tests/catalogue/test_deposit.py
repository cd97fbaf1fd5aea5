import os
import sys
import threading
from pathlib import Path

import pytest

from catalogue import disk
from catalogue.deposit import deposit, place
from catalogue.errors import ConfigurationError, NoticeError
from catalogue.library import Library
from catalogue.notice import Notice, read_notice
from tests.catalogue.test_web_address import note_origin

INTERNAL = Notice({"access": "internal"})


def paths(library: Library, source: Path, notice: Notice | None = None) -> list[str]:
    return [each.path for each in deposit(library, source, notice).placed]


def test_nothing_is_written_over(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("un", encoding="utf-8")
    assert paths(library, source) == ["note.txt"]
    assert paths(library, source) == ["note.txt"]
    source.write_text("deux", encoding="utf-8")
    assert paths(library, source) == ["note (2).txt"]
    assert (library.corpus / "note.txt").read_text(encoding="utf-8") == "un"


def test_a_folder_keeps_its_shape_and_links_stay_out(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "dossier" / "sous"
    folder.mkdir(parents=True)
    (folder / "e\u0301te\u0301.txt").write_text("texte", encoding="utf-8")
    (folder / "lien.txt").symlink_to("/etc/passwd")
    assert paths(library, tmp_path / "dossier") == ["dossier/sous/été.txt"]


def test_the_corpus_is_not_copied_into_itself(library: Library) -> None:
    with pytest.raises(ConfigurationError, match="déjà dans le corpus"):
        deposit(library, library.corpus)


def test_what_is_said_of_a_file_that_is_there_is_written(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("un", encoding="utf-8")
    deposit(library, source, Notice({"title": "Un"}))
    (placed,) = deposit(library, source, INTERNAL).placed
    assert (placed.new, placed.said) == (False, True)
    assert read_notice(library.corpus / "note.txt.toml").values == {"title": "Un", "access": "internal"}


def test_what_cannot_be_said_is_refused(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("un", encoding="utf-8")
    (library.corpus / "note.txt.toml").write_text("cassée")
    with pytest.raises(NoticeError):
        place(library, source, Path("note.txt"), INTERNAL)
    assert not (library.corpus / "note.txt").exists()
    assert list(deposit(library, source, INTERNAL).refused) == [str(source)]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
def test_a_name_that_is_not_utf_8_costs_itself(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "bon.txt").write_text("bon")
    Path(os.fsdecode(bytes(folder) + b"/\xe9tude.txt")).write_text("x")
    done = deposit(library, folder)
    assert [each.path for each in done.placed] == ["d/bon.txt"]
    assert [name.rpartition("/")[2] for name in done.refused] == [r"\xe9tude.txt"]


def test_two_deposits_of_one_name_never_mix(library: Library, tmp_path: Path) -> None:
    for round_ in range(10):
        contents = [os.urandom(300_000) for _ in range(3)]
        barrier = threading.Barrier(len(contents))
        kept: dict[int, str] = {}

        def hand_in(
            number: int,
            content: bytes,
            round_: int = round_,
            barrier: threading.Barrier = barrier,
            kept: dict[int, str] = kept,
        ) -> None:
            source = tmp_path / f"{round_}-{number}"
            source.write_bytes(content)
            barrier.wait()
            kept[number] = place(library, source, Path(f"{round_}/rapport.pdf"), INTERNAL).path

        threads = [threading.Thread(target=hand_in, args=each) for each in enumerate(contents)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        assert [(library.corpus / kept[number]).read_bytes() for number in range(3)] == contents
        assert not list((library.corpus / str(round_)).glob(f"{disk.PARTIAL[0]}*"))


def test_a_document_is_on_disk_before_it_is_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.readlink(f"/proc/self/fd/{handle}")))  # noqa: PTH115
    source = tmp_path / "note.txt"
    source.write_text("un")
    place(library, source, Path("note.txt"))
    assert len(synced) == 2 and synced[-1] == str(library.corpus)


BOX = """From - Thu Oct 14 16:04:30 2010
From: a@exemple.fr
Subject: Bilan

un

From - Fri Oct 15 09:00:00 2010
From: b@exemple.fr
Subject: Bilan

deux
"""


def test_a_mailbox_comes_in_message_by_message_and_once(library: Library, tmp_path: Path) -> None:
    for name in ("liste.mbox", "Inbox"):
        source = tmp_path / name
        source.write_text(BOX, encoding="utf-8")
        folder = name.removesuffix(".mbox")
        expected = [f"{folder}/Bilan.eml", f"{folder}/Bilan (2).eml"]
        assert paths(library, source, INTERNAL) == expected
        assert [(each.path, each.new) for each in deposit(library, source).placed] == [
            (path, False) for path in expected
        ]
    assert read_notice(library.corpus / "liste/Bilan (2).eml.toml").values == {"access": "internal"}
    assert not list(library.state.glob("incoming-*"))


def test_a_mailbox_that_somebody_described_stays_one_document(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "liste.mbox"
    source.write_text(BOX, encoding="utf-8")
    assert paths(library, source, Notice({"title": "Nos échanges"})) == ["liste.mbox"]
    (tmp_path / "liste.mbox.toml").write_text('title = "Nos échanges"\n', encoding="utf-8")
    assert paths(library, source) == ["liste.mbox"]


def test_what_is_called_a_mailbox_and_is_none_is_copied_as_it_is(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "liste.mbox"
    source.write_text("rien", encoding="utf-8")
    assert paths(library, source) == ["liste.mbox"]


@pytest.mark.skipif(sys.platform != "linux", reason="these notes are Linux's")
def test_the_address_a_browser_noted_becomes_the_source_unless_somebody_said_one(
    library: Library, tmp_path: Path
) -> None:
    for name, notice in (("a.txt", None), ("b.txt", INTERNAL), ("c.txt", Notice({"source": "Archives"}))):
        (tmp_path / name).write_text(name, encoding="utf-8")
        note_origin(tmp_path / name, "https://ville.fr/bilan")
        deposit(library, tmp_path / name, notice)
    said = {each.name: read_notice(each).values for each in sorted(library.corpus.glob("*.toml"))}
    assert said == {
        "a.txt.toml": {"source": "https://ville.fr/bilan"},
        "b.txt.toml": {"source": "https://ville.fr/bilan", "access": "internal"},
        "c.txt.toml": {"source": "Archives"},
    }


@pytest.mark.skipif(sys.platform != "linux", reason="these notes are Linux's")
def test_an_address_is_no_reason_to_refuse_a_document(library: Library, tmp_path: Path) -> None:
    (library.corpus / "a.txt.toml").write_text("cassée")
    (tmp_path / "a.txt").write_text("un", encoding="utf-8")
    note_origin(tmp_path / "a.txt", "https://ville.fr/bilan")
    assert paths(library, tmp_path / "a.txt") == ["a.txt"]
