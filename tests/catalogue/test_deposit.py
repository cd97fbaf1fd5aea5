from pathlib import Path

import pytest

from catalogue.deposit import deposit
from catalogue.errors import ConfigurationError
from catalogue.library import Library


def test_nothing_is_written_over(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("un", encoding="utf-8")
    assert deposit(library, source) == ["note.txt"]
    assert deposit(library, source) == ["note.txt"]
    source.write_text("deux", encoding="utf-8")
    assert deposit(library, source) == ["note (2).txt"]
    assert (library.corpus / "note.txt").read_text(encoding="utf-8") == "un"


def test_a_folder_keeps_its_shape_and_links_stay_out(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "dossier" / "sous"
    folder.mkdir(parents=True)
    (folder / "e\u0301te\u0301.txt").write_text("texte", encoding="utf-8")
    (folder / "lien.txt").symlink_to("/etc/passwd")
    assert deposit(library, tmp_path / "dossier") == ["dossier/sous/été.txt"]


def test_the_corpus_is_not_copied_into_itself(library: Library) -> None:
    with pytest.raises(ConfigurationError, match="déjà dans le corpus"):
        deposit(library, library.corpus)
