from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError
from catalogue.settings import read_settings


def write(folder: Path, text: str) -> Path:
    (folder / "fonds.toml").write_text(text, encoding="utf-8")
    return folder


def test_environment_wins_over_file_which_wins_over_defaults(tmp_path: Path) -> None:
    folder = write(tmp_path, '[library]\nname = "Villes"\n[index]\nworkers = 3\n')
    settings = read_settings(folder, {"FONDS_INDEX_WORKERS": "1", "FONDS_LIBRARY_LANGUAGES": "fr,oc"})
    assert (settings.library.name, settings.index.workers, settings.index.commit_every) == ("Villes", 1, 100)
    assert settings.library.languages == ("fr", "oc")


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}).library.languages == ("fr", "en")


@pytest.mark.parametrize(
    ("text", "said"),
    [("[index\n", "TOML valide"), ('[index]\nworkers = "beaucoup"\n', "workers"), ("[indx]\n", "indx")],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_settings(write(tmp_path, text), {})


def test_settings_saved_by_notepad_are_read_and_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "fonds.toml").write_bytes("\ufeff[library]\r\nname = 'Été'\r\n".encode())
    assert read_settings(tmp_path, {}).library.name == "Été"
    (tmp_path / "fonds.toml").write_bytes("[library]\nname = 'Été'\n".encode("cp1252"))
    with pytest.raises(ConfigurationError, match="n'est pas en UTF-8"):
        read_settings(tmp_path, {})
