from datetime import date

from desk.practices import after_years, due_on


def due(**said: str) -> str | None:
    return due_on(lambda name: said.get(name, ""))


def test_a_sheet_is_asked_about_again_on_its_day_or_years_after_it_was():
    assert due() == ""
    assert due(active_on="2024-02-29") == "2027-02-28"
    assert due(active_on="2024-02-29", review_on="2025-01-01") == "2025-01-01"


def test_an_ended_practice_is_asked_about_no_more():
    assert due(active_on="2020-01-01", review_on="2021-01-01", ended_on="2022-01-01") is None


def test_a_year_later_is_the_same_day():
    assert after_years(date(2026, 11, 29), 1) == date(2027, 11, 29)
