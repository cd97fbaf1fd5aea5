"""What tests of several packages share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from catalogue.library import Library, create_library

# How long an example takes tells how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A new, empty library."""
    return create_library(tmp_path / "fonds")
