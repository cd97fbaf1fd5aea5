"""What tests of several packages share."""

from pathlib import Path

import pytest

from catalogue.library import Library, create_library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A new, empty library."""
    return create_library(tmp_path / "fonds")
