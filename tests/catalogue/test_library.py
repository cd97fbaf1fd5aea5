from pathlib import Path

import pytest

from catalogue.errors import NotALibraryError
from catalogue.library import create_library, find_library, open_library


def test_creating_twice_changes_nothing(tmp_path: Path) -> None:
    library = create_library(tmp_path / "a")
    (library.folder / "fonds.toml").write_text('[library]\nname = "Villes"\n', encoding="utf-8")
    assert create_library(tmp_path / "a").settings.library.name == "Villes"


def test_a_folder_without_settings_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError, match="fonds init"):
        open_library(tmp_path)


def test_the_library_is_named_or_around_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = (create_library(tmp_path / name) for name in "abc")
    monkeypatch.setenv("FONDS_LIBRARY", str(b.folder))
    assert find_library(str(a.folder)).folder == a.folder
    assert find_library().folder == b.folder
    monkeypatch.delenv("FONDS_LIBRARY")
    monkeypatch.chdir(c.corpus)
    assert find_library().folder == c.folder
