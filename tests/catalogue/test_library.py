from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError, NotALibraryError
from catalogue.library import create_library, find_library, open_library


def test_creating_twice_changes_nothing(tmp_path: Path) -> None:
    library = create_library(tmp_path / "a")
    (library.folder / "fonds.toml").write_text('[library]\nname = "Villes"\n', encoding="utf-8")
    assert create_library(tmp_path / "a").settings.library.name == "Villes"


def test_a_name_that_no_settings_hold_leaves_no_half_made_library(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="300 signes"):
        create_library(tmp_path / "a", centre_name="N" * 400)
    assert not (tmp_path / "a").exists()


def test_a_folder_without_settings_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError, match="fonds init"):
        open_library(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["fonds.toml", "corpus/a.ris", "index/catalogue.sqlite", "state/x/a.zip", "autre/../vocabularies/a"],
)
def test_nothing_is_written_in_the_place_of_what_a_library_keeps(tmp_path: Path, name: str) -> None:
    library = create_library(tmp_path / "a")
    with pytest.raises(ConfigurationError, match="ailleurs"):
        library.refuse_own(library.folder / name)
    for elsewhere in (library.folder / "a.ris", library.folder / "corpus.zip", tmp_path / "fonds.toml"):
        library.refuse_own(elsewhere)


def test_the_library_is_named_or_around_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = (create_library(tmp_path / name) for name in "abc")
    monkeypatch.setenv("FONDS_LIBRARY", str(b.folder))
    assert find_library(str(a.folder)).folder == a.folder
    assert find_library().folder == b.folder
    monkeypatch.delenv("FONDS_LIBRARY")
    monkeypatch.chdir(c.corpus)
    assert find_library().folder == c.folder
