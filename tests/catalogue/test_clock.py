import os
import time
from datetime import datetime

import pytest

from catalogue.clock import follow_zone
from catalogue.errors import ConfigurationError

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps the machine's hour")


@pytest.fixture(autouse=True)
def _own_hour():
    yield
    follow_zone("")


def _summer_hours():
    return datetime(2026, 7, 1, 18).astimezone().utcoffset().total_seconds() / 3600


def test_the_hour_is_that_of_the_centre_and_then_the_machine_s_again():
    machine = _summer_hours()
    follow_zone("Indian/Reunion")
    assert (_summer_hours(), os.environ["TZ"]) == (4, "Indian/Reunion")
    follow_zone("Europe/Paris")
    assert _summer_hours() == 2
    follow_zone("")
    assert _summer_hours() == machine


def test_a_zone_that_the_machine_does_not_have_is_told(monkeypatch):
    """The C library would take universal time for it and say nothing."""
    monkeypatch.setattr(time, "tzset", lambda: None)
    with pytest.raises(ConfigurationError, match="tzdata"):
        follow_zone("Pacific/Noumea")
