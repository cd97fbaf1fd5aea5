import pytest
from flask import Flask

from search.query import YearRange
from search_app.pages.labels import years_text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (2007, 2007, "2007"),
        (2005, 2010, "2005–2010"),
        (2007, None, "depuis 2007"),
        (None, 2010, "jusqu'à 2010"),
    ],
)
def test_years_are_told_as_a_visitor_reads_them(
    app: Flask, start: int | None, end: int | None, text: str
) -> None:
    with app.test_request_context("/"):
        assert years_text(YearRange(start, end)) == text
