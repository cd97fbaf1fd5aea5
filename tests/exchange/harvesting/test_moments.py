import pytest

from exchange.harvesting.moments import moment


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("2026-12-01T08:00:00Z", "2026-12-01T08:00:00Z"),
        ("2026-12-01T08:00:00.123Z", "2026-12-01T08:00:00Z"),
        ("2026-12-01T08:00:00+01:00", "2026-12-01T07:00:00Z"),
        (" 2026-12-01 08:00:00 ", "2026-11-30T08:00:00Z"),
        ("2026-12-01", "2026-11-30T00:00:00Z"),
        ("0001-01-01", ""),
        ("lundi", ""),
        ("", ""),
    ],
)
def test_a_date_is_asked_from_in_the_one_form_that_is_admitted(told: str, asked: str) -> None:
    assert moment(told) == asked
