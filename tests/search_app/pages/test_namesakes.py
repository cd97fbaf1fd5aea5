import pytest

from catalogue.document_formats import DOCX, PDF
from catalogue.record import Record
from search_app.pages.namesakes import told_apart


def named(identifier, title="Bilan", issued="2012", **more):
    return Record(identifier, title, issued=issued, **more)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"format": PDF, "pages": 4}, {"format": DOCX, "pages": 4}, {"a": "PDF", "b": "Word"}),
        ({"format": PDF, "pages": 4}, {"format": PDF, "pages": 1}, {"a": "4 pages", "b": "1 page"}),
        ({"format": PDF, "pages": 4}, {"format": PDF, "pages": 4}, {}),
        ({"format": PDF, "pages": 4}, {}, {}),
    ],
)
def test_namesakes_are_told_apart_by_what_differs(app, one, other, told):
    with app.test_request_context():
        assert told_apart([named("a", **one), named("b", "BILAN", **other), named("c", "Carte")]) == told


def test_another_date_is_another_document(app):
    with app.test_request_context():
        assert told_apart([named("a", pages=4), named("b", issued="2013", pages=9)]) == {}
