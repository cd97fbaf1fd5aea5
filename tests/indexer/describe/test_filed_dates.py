import pytest

from indexer.describe.by_origin import ALONE
from indexer.describe.filed_dates import by_address, filed_dates, signs_by_address
from indexer.describe.weights import LIKELIHOOD, Weights

WEIGHTS = Weights(
    {"year, by origin": {LIKELIHOOD: 1.0, "filed: a day": 2.0, f"{ALONE}, filed: a day": 2.0, ALONE: -0.5}}
)


@pytest.mark.parametrize(
    ("path", "dates"),
    [
        (("2017", "12", "12", "au-conseil"), {"2017-12-12": "filed: a day"}),
        (("articles", "23", "12", "2020", "x"), {"2020": "filed: a year", "2020-12-23": "filed: a day"}),
        (("2010", "04", "contrat.html"), {"2010-04": "filed: a month"}),
        (("actualites", "2019", "logement"), {"2019": "filed: a year"}),
        (("352633-20091006-succes",), {"2009-10-06": "named: a day"}),
        (("signatures,02-07-2015.html",), {"2015-07-02": "named: a day"}),
        (("218222-douste-blazy-23091994-actions",), {"1994-09-23": "named: a day"}),
        (("lettre-octobre-2016",), {"2016-10": "named: a month"}),
        (("contrat-de-ville-2015-2020.html",), {"2015": "named: a year", "2020": "named: a year"}),
        (("2017", "13", "x"), {"2017": "filed: a year"}),
        (("statistiques", "2019639"), {}),
        (("20191345",), {}),
    ],
)
def test_an_address_says_dates_by_its_folders_and_names(path: tuple[str, ...], dates: dict[str, str]) -> None:
    assert filed_dates(path) == dates


def test_an_address_without_a_date_leaves_the_text_s_word() -> None:
    assert signs_by_address({}, ["2013"], 2026) == {}
    assert by_address(WEIGHTS, {"2013": 0.6}, {}) == {"2013": 0.6}
    assert by_address(Weights(), {"2013": 0.6}, {"2013": {"filed: a day": 1.0}}) == {"2013": 0.6}


def test_what_is_filed_under_a_day_is_of_that_year_whatever_else_it_names() -> None:
    said = signs_by_address({"2017-12-12": "filed: a day"}, ["2013"], 2026)
    chances = by_address(WEIGHTS, {"2013": 0.5}, said)
    assert chances["2017"] > chances["2013"]


def test_a_year_to_come_dates_nothing() -> None:
    assert signs_by_address({"2030": "filed: a year"}, ["2013"], 2026) == {}
