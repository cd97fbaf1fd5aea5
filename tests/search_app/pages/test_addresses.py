"""What is made fast is what `url_for` makes."""

import pytest
from flask import url_for
from hypothesis import given, settings
from hypothesis import strategies as some

from search_app.pages.addresses import address

TEXT = some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@pytest.mark.parametrize("root", ["", "/fonds"])
@pytest.mark.parametrize("language", ["", "?hl=en"])
@settings(max_examples=25)
@given(identifier=TEXT, number=some.integers(1, 99_999), words=TEXT)
def test_an_address_is_that_of_the_router(app, root, language, identifier, number, words):
    environ = {"SCRIPT_NAME": root}
    with app.test_request_context(f"/{language}", environ_overrides=environ):
        app.preprocess_request()
        made = [
            address("search.results", (("q", words), ("theme", "a"), ("theme", words))),
            address("notice.show", (("q", words),), identifier=identifier),
            address("notice.page", identifier=identifier, number=number),
            address("notice.image", (("largeur", "80"),), identifier=identifier, number=number),
            address("notice.page", "q=a&occ=2", identifier="987654321/zz-identifier-zz", number=number),
            address("permanent.show", code="0123456789"),
            address("permanent.page", code="0123456789", number=number),
            address("exports.record_bib", identifier=identifier),
            address("search.home"),
        ]
        asked = [
            url_for("search.results", q=words, theme=["a", words]),
            url_for("notice.show", identifier=identifier, q=words),
            url_for("notice.page", identifier=identifier, number=number),
            url_for("notice.image", identifier=identifier, number=number, largeur=80),
            url_for("notice.page", identifier="987654321/zz-identifier-zz", number=number, q="a", occ=2),
            url_for("permanent.show", code="0123456789"),
            url_for("permanent.page", code="0123456789", number=number),
            url_for("exports.record_bib", identifier=identifier),
            url_for("search.home"),
        ]
        assert made == asked
