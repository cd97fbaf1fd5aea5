"""What tests of several packages share."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from catalogue.library import Library, create_library

# How long an example takes tells how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process whole files: tests of one file may build on those before them."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A new, empty library."""
    return create_library(tmp_path / "fonds")
