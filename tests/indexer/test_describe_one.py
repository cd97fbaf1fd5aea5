from pathlib import Path

import pytest

from catalogue.corrections import Correction, Decision, append_corrections
from catalogue.library import Library
from catalogue.record import NOTICE
from indexer.describe_one import describe_aside
from indexer.errors import ExtractionError

TEXT = "# La santé à Tours\n\nLa ville de Tours ouvre un centre de santé. Les médecins y reçoivent.\n"


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_from_anywhere_is_described_and_nothing_is_written(library: Library, tmp_path: Path) -> None:
    record = describe_aside(library, written(tmp_path))
    assert record.places == ("com:37261",)
    assert "sante" in record.themes
    assert not library.log_path.exists()


def test_the_words_of_a_value_are_told(library: Library, tmp_path: Path) -> None:
    themes = describe_aside(library, written(tmp_path)).reasons("themes")
    terms = {each.value: {term.lower() for term in each.terms} for each in themes}
    assert terms == {"sante": {"santé"}, "acces-aux-soins": {"centre de santé", "médecins"}}


def test_a_persons_word_in_the_notice_beside_it_is_taken(library: Library) -> None:
    path = written(library.corpus)
    (library.corpus / "note.md.toml").write_text('title = "Voulu"\n', encoding="utf-8")
    record = describe_aside(library, path)
    assert (record.title, record.file, record.reasons("title")[0].method) == ("Voulu", "note.md", NOTICE)


def test_what_was_refused_is_taken_into_account(library: Library, tmp_path: Path) -> None:
    before = describe_aside(library, written(tmp_path)).reasons("themes")[0]
    answers = (
        Correction("2026-01-05", f"r{n}", "themes", before.value, Decision.REFUSED, before.terms)
        for n in range(8)
    )
    append_corrections(library.state, answers)
    after = {each.value: each.confidence for each in describe_aside(library, written(tmp_path)).provenance}
    assert after.get(before.value, 0) < before.confidence


def test_a_file_that_cannot_be_read_says_why(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "vide.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(ExtractionError, match=r"vide\.pdf"):
        describe_aside(library, path)
