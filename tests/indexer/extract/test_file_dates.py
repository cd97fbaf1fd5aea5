import pytest

from indexer.extract.file_dates import edtf_day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2007-10-09T08:30:00Z", "2007-10-09"),
        (" 2007-10 ", "2007-10"),
        ("2007", "2007"),
        ("2007-02-30", ""),
        ("0000-00-00", ""),
        ("20071009", ""),
        ("hier", ""),
        ("", ""),
    ],
)
def test_stamps_are_cut_to_real_days(stamp: str, day: str) -> None:
    assert edtf_day(stamp) == day
