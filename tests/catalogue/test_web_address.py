import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.errors import ConfigurationError
from catalogue.library import create_library, open_library
from catalogue.web_address import noted_origin, split_address
from search_app.pages.links import web_address


@given(some.text() | some.from_regex(r"https?://[\[\]a-z:@0-9/]*"))
def test_no_address_stops_anybody(value: str) -> None:
    parts = split_address(value)
    assert parts.port is None or 0 <= parts.port <= 65535
    assert web_address(value) in {"", value}


@pytest.mark.parametrize("url", ["doc.exemple.fr", "http://[x", "ftp://doc.exemple.fr", "https://a:b/"])
def test_a_public_address_that_is_none_is_named_in_the_settings(tmp_path, url: str) -> None:
    folder = create_library(tmp_path).folder
    (folder / "fonds.toml").write_text(f'[library]\nurl = "{url}"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="url"):
        open_library(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="these notes are Linux's")
def test_what_the_program_that_saved_a_file_noted_is_read_without_its_password(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Le bilan")
    assert noted_origin(path) == ""
    for noted, read in (
        ("https://ville.fr/bilan?a=1", "https://ville.fr/bilan?a=1"),
        ("https://anne:secret@ville.fr:8443/bilan", "https://ville.fr:8443/bilan"),
        ("file:///home/anne/bilan", ""),
    ):
        note_origin(path, noted)
        assert noted_origin(path) == read


def note_origin(path: Path, address: str) -> None:
    try:
        os.setxattr(path, "user.xdg.origin.url", address.encode())
    except OSError:
        pytest.skip("this file system keeps no notes")
