import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.errors import ConfigurationError
from catalogue.library import create_library, open_library
from catalogue.web_address import split_address
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
