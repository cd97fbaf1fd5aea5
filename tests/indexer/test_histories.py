"""Whatever happened before, a run that ends gives what an index from nothing gives."""

import os
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.errors import FileMissingError
from catalogue.library import Library, create_library, open_library
from catalogue.log import open_writer
from catalogue.record import Access
from catalogue.rights import STAFF_READER
from confined import Outcome
from indexer.pipeline import Progress, Run, index
from search.reading import open_catalogue
from tests.indexer import histories

NAMES = ("a.md", "b.md", "c.md", "d.md")
names = st.sampled_from(NAMES)
acts = st.one_of(
    st.tuples(st.just("edit"), names),
    st.tuples(st.just("move"), names, names),
    st.tuples(st.just("copy"), names, names),
    st.tuples(st.just("delete"), names),
    st.tuples(st.just("restrict"), names),
    st.tuples(st.just("run")),
    st.tuples(st.just("die"), st.integers(0, 4)),
    st.tuples(st.just("rebuild")),
)


@pytest.fixture(autouse=True)
def _without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.Pool", histories.PoolHere)


def new_library(folder: Path) -> Library:
    create_library(folder)
    (folder / "fonds.toml").write_text('[library]\ncentre = "x"\n[index]\ncommit_every = 1\nworkers = 1\n')
    return open_library(folder)


def act(library: Library, number: int, what: tuple[object, ...]) -> None:
    kind, *on = what
    texts = f"# Quartier {number}\n\nLa rénovation du quartier{number} avance.\n"
    match kind:
        case "edit":
            histories.write(library, str(on[0]), texts)
        case "move":
            histories.move(library, str(on[0]), str(on[1]))
        case "copy":
            source = library.corpus / str(on[0])
            if source.exists() and not source.with_name(f"{on[0]}.toml").exists():
                histories.delete(library, str(on[1])) if on[0] != on[1] else None
                histories.write(library, str(on[1]), source.read_text() if source.exists() else texts)
        case "delete":
            histories.delete(library, str(on[0]))
        case "restrict":
            # With a text of its own: which of two copies says who may see both is another question.
            histories.write(library, str(on[0]), texts)
            histories.write(library, f"{on[0]}.toml", 'access = "internal"\n')
        case "run" | "rebuild":
            histories.run(library, rebuild=kind == "rebuild")
        case "die":
            histories.run(library, dies_at=int(str(on[0])))


@settings(max_examples=25)
@given(st.lists(acts, min_size=3, max_size=12))
def test_a_run_that_ends_equals_an_index_from_nothing(history: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder:
        library = new_library(Path(folder, "a"))
        for number, each in enumerate(history):
            act(library, number, each)
        histories.run(library)
        expected = histories.told(histories.fresh(library, Path(folder, "b")))
        assert histories.told(library) == expected


def edited_and_killed(library: Library, after: int) -> None:
    """Ten documents, edited, the run over them cut short."""
    for name in range(10):
        histories.write(library, f"{name}.md", f"# Vieux {name}\n\nLa rénovation du vieux{name}.\n")
    histories.run(library)
    for name in range(10):
        histories.write(library, f"{name}.md", f"# Neuf {name}\n\nLa rénovation du neuf{name}.\n")
        histories.write(library, f"{name}.md.toml", 'access = "internal"\n')
    histories.run(library, dies_at=after)


@pytest.mark.parametrize("after", [0, 1, 4, 10])
def test_no_old_text_outlives_a_run_cut_short(tmp_path: Path, after: int) -> None:
    library = new_library(tmp_path / "a")
    edited_and_killed(library, after)
    histories.run(library)
    assert len(histories.found(library, "rénovation")) == 10 and not histories.found(library, "vieux3")


def test_a_library_that_holds_ghosts_heals(tmp_path: Path) -> None:
    library = new_library(tmp_path / "a")
    histories.write(library, "a.md", "# Un\n\nLa rénovation.\n")
    histories.run(library)
    with sqlite3.connect(library.log_path) as log:  # as runs of before left them: a record of no file
        log.execute("DELETE FROM file")
    histories.delete(library, "a.md")
    histories.write(library, "b.md", "# Deux\n\nLa rénovation encore.\n")
    histories.run(library)
    assert len(histories.found(library, "rénovation")) == 1


def test_a_copy_takes_over_after_a_run_that_died(tmp_path: Path) -> None:
    library = new_library(tmp_path / "a")
    for name in ("a.md", "b.md"):
        histories.write(library, name, "# Un\n\nLa rénovation.\n")
    histories.run(library)
    histories.write(library, "a.md", "# Deux\n\nLa rénovation autrement.\n")
    histories.run(library, dies_at=1)
    histories.run(library)
    assert len(histories.found(library, "rénovation")) == 2


def test_a_file_is_handed_out_only_if_it_is_the_record_s(tmp_path: Path) -> None:
    library = new_library(tmp_path / "a")
    histories.write(library, "a.md", "# Un\n\nLa rénovation.\n")
    histories.run(library)
    catalogue = open_catalogue(library)
    (record,) = catalogue.records(STAFF_READER)
    assert catalogue.file(record).name == "a.md"
    os.utime(library.corpus / "a.md", (1, 1))
    assert catalogue.file(record), "only its time has changed"
    histories.write(library, "a.md", "# Un\n\nLa confidence.\n")
    with pytest.raises(FileMissingError, match="modifié"):
        catalogue.file(record)
    catalogue.close()


def test_a_search_lists_nothing_that_the_log_has_withdrawn(tmp_path: Path) -> None:
    library = new_library(tmp_path / "a")
    for name in ("a.md", "b.md"):
        histories.write(library, name, f"# {name}\n\nLa rénovation {name}.\n")
    histories.run(library)
    with open_writer(library) as writer, writer.transaction():  # the engine does not hear of it
        writer.withdraw(histories.found(library, "rénovation")[0])
    assert len(histories.found(library, "rénovation")) == 1


@pytest.mark.parametrize("done", [0, 1, 3, 6])
def test_what_is_edited_while_a_run_reads_it_is_as_edited_after_the_next(tmp_path: Path, done: int) -> None:
    """Whichever it was: read already, prepared and not read, or not looked at yet."""
    library = new_library(tmp_path / "a")
    for number in range(6):
        histories.write(library, f"{number}.md", f"# Quartier {number}\n\nLa rénovation du {number}.\n")
        histories.write(library, f"{number}.md.toml", 'access = "public"\n')

    def edit(state: Progress) -> None:
        if state.done != done:
            return
        for number in range(6):
            histories.write(library, f"{number}.md.toml", 'access = "internal"\n')
        histories.write(library, "2.md", "# Quartier revu\n\nLa rénovation revue.\n")
        histories.delete(library, "4.md")

    index(Run(library, workers=1, on_progress=edit))
    histories.run(library)
    assert histories.told(library) == histories.told(histories.fresh(library, tmp_path / "b"))
    records, _found = histories.told(library)
    assert {record.access for record, _ in records.values()} == {Access.INTERNAL} and len(records) == 5


def test_text_of_one_content_never_stands_under_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edited while a parser has it open, and put back as it was."""
    library = new_library(tmp_path / "a")
    before, meanwhile = "# Quartier\n\nLa rénovation.\n", "# Quartier\n\nLa rénovation secrète.\n"
    histories.write(library, "a.md", before)

    class Edited(histories.PoolHere):
        def run(self, body: bytes) -> Outcome:
            histories.write(library, "a.md", meanwhile)
            return super().run(body)

    with monkeypatch.context() as patched:
        patched.setattr("indexer.readers.Pool", Edited)
        report = index(Run(library, workers=1))
    assert [each.path for each in report.failed] == ["a.md"]
    histories.write(library, "a.md", before)
    histories.run(library)
    assert histories.told(library) == histories.told(histories.fresh(library, tmp_path / "b"))
    assert len(histories.found(library, "rénovation")) == 1 and not histories.found(library, "secrète")
