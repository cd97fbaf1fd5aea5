import pytest
from flask import Flask

from catalogue.document_formats import DOCUMENT_FORMATS, ODP, PPT, DocumentFormat
from catalogue.fields import NONE
from catalogue.record import Record
from search.query import YearRange
from search_app.pages import labels
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


@pytest.mark.parametrize("form", DOCUMENT_FORMATS, ids=lambda form: form.label)
def test_every_format_is_spoken_of(app: Flask, form: DocumentFormat) -> None:
    record = Record("a", "Titre", format=form.media_type, pages=2)
    with app.test_request_context("/"):
        assert labels.format_name(record) == labels.CALLED.get(form.label, form.label)
        assert labels.format_name(record) not in {"MD", "TXT", "EML", "MHT"}
        assert labels.place_label(record, 2).endswith(" 2")
        assert labels.pages_text(record).startswith("2 ")
        assert form.family in labels.format_families()


def test_slides_of_any_program_are_counted_as_slides(app: Flask) -> None:
    with app.test_request_context("/"):
        told = {labels.pages_text(Record("a", "Titre", format=kind, pages=1)) for kind in (PPT, ODP)}
    assert told == {"1 diapositive"}


def test_names_of_concepts_are_those_of_the_page_s_language(app: Flask) -> None:
    for language in ("fr", "en", "fr"):
        with app.test_request_context(f"/?hl={language}"):
            app.preprocess_request()
            for facet, value in (("theme", "emploi"), ("theme", NONE), ("type", "guide"), ("author", "Vif")):
                assert labels.naming(facet)(value) == labels.value_label(facet, value)
