import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.notice import EDTF_LEVEL_0
from exchange.incoming.record_dates import read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("lundi 3 mai 2010", "2010-05-03"),
        ("2007", "2007"),
        ("2007-10", "2007-10"),
        ("2007/10/09/", "2007-10-09"),
        ("2007-10-09T12:00:00Z", "2007-10-09"),
        ("09/10/2007", "2007-10-09"),
        ("10/2007", "2007-10"),
        ("1er octobre 2007", "2007-10-01"),
        ("Octobre 2007", "2007-10"),
        ("cop. 2007", "2007"),
        ("[2007?]", "2007"),
        ("2006-2008", "2006"),
        ("31/02/2007", "2007"),
        ("[s.d.]", ""),
        ("dimanche", None),
        ("20O7", None),
    ],
)
def test_dates_as_people_write_them(text: str, date: str | None) -> None:
    assert read_date(text) == date


@given(st.text(alphabet="0123456789-/.[] oct", max_size=20))
def test_whatever_is_read_is_a_date_a_notice_may_hold(text: str) -> None:
    date = read_date(text)
    assert not date or re.fullmatch(EDTF_LEVEL_0, date)
