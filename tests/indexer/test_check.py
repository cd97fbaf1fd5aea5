from pathlib import Path

from catalogue.library import Library
from indexer.check import check_library
from indexer.pipeline import Run, index


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
