import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import NoticeError
from catalogue.written_dates import date_in_words, read_date


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2007", "2007"), ("2007-10", "2007-10"), ("2007-10-09", "2007-10-09"), ("2015/3", "2015-03"),
        ("septembre 2022", "2022-09"), ("Sept. 2022", "2022-09"), ("en août 2019", "2019-08"),
        ("3/2015", "2015-03"), ("03 / 2015", "2015-03"), ("9/10/2007", "2007-10-09"),
        ("1er mars 2019", "2019-03-01"), ("le jeudi 14 juillet 2016", "2016-07-14"), ("fév. 2020", "2020-02"),
        ("5 September 2022", "2022-09-05"), ("September 5, 2022", "2022-09-05"), ("déc 2001", "2001-12"),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert read_date(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said", "choices"),
    [
        ("printemps 2019", "saison", ["2019"]),
        ("31/02/2020", "n'existe pas", ["2020"]),
        ("13/2015", "n'existe pas", ["2015"]),
        ("2013-2015", "une seule date", ["2013", "2015"]),
        ("jui 2019", "ne se lit pas", ["2019"]),
        ("hier", "écrivez 2007", []),
    ],
)
def test_what_is_no_date_is_refused_with_a_clear_sentence(typed: str, said: str, choices: list[str]) -> None:
    with pytest.raises(NoticeError, match=said) as refused:
        read_date(typed)
    assert [value for value, _label in refused.value.choices] == choices


@given(st.text(max_size=40))
def test_nothing_else_is_ever_raised(typed: str) -> None:
    with contextlib.suppress(NoticeError):
        assert re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", read_date(typed))


@given(st.dates())
def test_what_a_record_holds_is_read_as_it_is(day) -> None:  # type: ignore[no-untyped-def]
    assert read_date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        ("2026-12-01", "1er décembre 2026", "December 1, 2026"),
        ("2026-12-11", "11 décembre 2026", "December 11, 2026"),
        ("2026-12", "décembre 2026", "December 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_the_first_of_a_month_is_counted_in_french(day: str, french: str, english: str) -> None:
    assert (date_in_words(day, "fr"), date_in_words(day, "en")) == (french, english)
