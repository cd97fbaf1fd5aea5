from pathlib import Path

import pytest

from catalogue.library import Library, open_library
from catalogue.rights import STAFF_READER
from exchange.received import receive
from indexer.check import check_library
from indexer.pipeline import Run, index
from search.reading import open_catalogue
from tests.exchange.centres import VILLE, sent


def kinds(library: Library) -> set[str]:
    return {finding.kind for finding in check_library(library)}


def note(library: Library, name: str = "note.md") -> Path:
    path = library.corpus / name
    path.write_text("# Note\n\nLe chat dort sur le canapé.\n", encoding="utf-8")
    return path


def test_an_index_that_is_not_there_is_a_finding(library: Library) -> None:
    assert kinds(library) == {"index"}


def test_what_is_missing_in_a_description_is_said_with_its_remedy(library: Library) -> None:
    note(library)
    index(Run(library, workers=1))
    assert {"no-theme", "no-date"} <= kinds(library)
    (library.corpus / "note.md.toml").write_text('issued = "2007"\nthemes = ["sante"]\n', encoding="utf-8")
    index(Run(library, workers=1))
    assert kinds(library) == set()


def test_a_corpus_that_has_changed_since_is_said(library: Library) -> None:
    index(Run(library, workers=1))
    note(library)
    assert kinds(library) == {"late"}


def test_a_setting_that_can_do_nothing_is_said(library: Library) -> None:
    index(Run(library, workers=1))
    with (library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write('[desk.required]\n"*" = ["titre"]\n')
    assert kinds(open_library(library.folder)) == {"setting"}


def test_a_broken_vocabulary_is_said(library: Library) -> None:
    index(Run(library, workers=1))
    library.vocabularies.mkdir()
    (library.vocabularies / "themes.ttl").write_text("n'importe quoi", encoding="utf-8")
    assert "vocabulary" in kinds(library)


def test_documents_that_resemble_each_other_are_named_together(library: Library) -> None:
    text = " ".join(f"mot{number}" for number in range(300))
    (library.corpus / "a.md").write_text(text, encoding="utf-8")
    (library.corpus / "b.md").write_text(text + " fin", encoding="utf-8")
    index(Run(library, workers=1))
    (finding,) = (each for each in check_library(library) if each.kind == "alike")
    assert {finding.where, finding.message.split(") de ")[1].split(". ")[0]} == {"a.md", "b.md"}


@pytest.mark.parametrize(
    ("notice", "line", "said"),
    [
        ('title = "A"\nthemez = ["sante"]\n', 2, "Clé inconnue « themez »"),
        ('title = "A"\n\nthemes = [\n  "sante",\n  "nimporte",\n]\n', 5, "« nimporte » n'est pas dans le"),
        ('places = ["reg:99"]\n', 1, "« reg:99 » n'est pas dans le vocabulaire"),
        ('title = "A\n', 1, "TOML illisible"),
    ],
)
def test_a_notice_to_correct_is_named_with_line_and_remedy_and_its_document_stays_found(
    library: Library, notice: str, line: int, said: str
) -> None:
    note(library)
    beside = library.corpus / "note.md.toml"
    beside.write_text('title = "Bien nommée"\nissued = "2007"\nthemes = ["sante"]\n', encoding="utf-8")
    index(Run(library, workers=1))
    beside.write_text(notice, encoding="utf-8")
    index(Run(library, workers=1))
    (finding,) = check_library(library)
    assert (finding.kind, finding.where, finding.line) == ("notice", "note.md.toml", line)
    assert said in finding.message
    catalogue = open_catalogue(library)
    assert [each.title for each in catalogue.records(STAFF_READER)] == ["Bien nommée"]
    catalogue.close()


def test_a_centre_of_which_nothing_is_left_is_named(library: Library) -> None:
    receive(library, VILLE, [sent("a")])
    index(Run(library, workers=1))
    (library.state / VILLE.means / VILLE.identifier / "received.sqlite").unlink()
    assert "centre" in kinds(library)


def test_sketches_that_cannot_be_read_stop_no_check(library: Library) -> None:
    for name in ("a.md", "b.md"):
        note(library, name)
    index(Run(library, workers=1))
    path = library.index / "likeness.sqlite"
    path.write_bytes(path.read_bytes()[:4096] + b"garbage" * 2000)
    assert "damaged" in kinds(library)
    index(Run(library, workers=1))
    assert "damaged" not in kinds(library)
