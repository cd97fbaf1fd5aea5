import pytest

from indexer.describe.written_dates import dates_in, range_in, stretches_in, weekdays_in, years_in, years_near
from tests.indexer.describe.samples import pages


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le 18 janvier 2008", "2008-01-18"),
        ("le 1er février 2007", "2007-02-01"),
        ("Mars 2009", "2009-03"),
        ("DÉCEMBRE 1999", "1999-12"),
        ("18/01/2008", "2008-01-18"),
        ("14/11/07", "2007-11-14"),
        ("14.11.1997", "1997-11-14"),
        ("2008-01-18", "2008-01-18"),
        ("01/2008", "2008-01"),
        ("March 2010", "2010-03"),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, value: str) -> None:
    assert [found.value for found in dates_in(text)] == [value]


@pytest.mark.parametrize(
    "text", ["31 février 2008", "le 45/13/2008", "2008-13", "n° 2008-01-18-44", "l'année 2006-07"]
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert list(dates_in(text)) == []


def test_years_are_neither_quantities_nor_parts_of_a_range() -> None:
    assert [found.value for found in years_in("En 2007, 2008 logements, 2 000 élus, de 2009-2011")] == [
        "2007"
    ]
    assert range_in("contrat de ville 2015-2020") == ("2015", "2020")
    assert range_in("l'année 2006-07") == ("2006", "2007")


def test_the_nearest_year_comes_first() -> None:
    text = "En 1994 le contrat de ville, puis en 2000"
    place = text.index("contrat")
    assert years_near(text, place, place + 16) == (1994, 2000)


def test_pages_are_numbered_from_one() -> None:
    assert [page.number for page in pages("a", "b")] == [1, 2]


def test_a_stretch_is_of_its_first_year_and_an_issue_of_the_year_before_it() -> None:
    assert [found.value for found in stretches_in("Contrat 2024-2030, projet 2020/2023, 2019-05")] == [
        "2024",
        "2020",
    ]
    assert [found.value for found in years_in("Population 2011/2 (Vol. 66), 2015/16")] == ["2011"]


def test_a_day_without_its_year_falls_in_some() -> None:
    (day,) = weekdays_in("La signature a eu lieu mardi 27 août à Dijon ; vendredi 6 avril 2018 non.")
    assert day.falls_in(2024) and not day.falls_in(2023)


@pytest.mark.parametrize(
    "text",
    ["réf. 80101911/26.06.2015", "le 03.04.15", "1er mai 2014", "(mai 2014)", "2014-05-03", "03/05/14"],
)
def test_a_date_is_found_wherever_one_may_begin(text: str) -> None:
    assert len(list(dates_in(text))) == len(list(dates_in(f"mars {text} a8/"))) == 1


def test_a_name_of_a_month_within_a_word_begins_no_date() -> None:
    assert not list(dates_in("permai 2014, xjuin 2014, 5/mai 2014"))
