"""Every page of the desk is HTML as its specification has it: the public ones have the W3C's own checker."""

import html5lib
import pytest

from tests.search_app.pages.html import page_of

#: What html5lib, older than them, says of elements that browsers know.
UNKNOWN_TO_IT = frozenset()


def addresses(app):
    """Every page of the desk that takes no argument, and those of one notice."""
    rules = [each for each in app.url_map.iter_rules() if each.endpoint.startswith("desk.")]
    plain = [each.rule for each in rules if "GET" in (each.methods or ()) and not each.arguments]
    one = [each.rule for each in rules if "GET" in (each.methods or ()) and each.arguments == {"identifier"}]
    return [*plain, *(each.replace("<identifier>", "rapport-2007") for each in one)]


@pytest.mark.usefixtures("memory")
def test_every_page_of_the_desk_is_well_made(desk_app, log_in):
    browser, wrong, seen = log_in("anne"), [], 0
    for address in addresses(desk_app):
        answer = browser.get(address)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        seen += 1
        parser = html5lib.HTMLParser()
        parser.parse(answer.text)
        wrong += [(address, code) for _where, code, _data in parser.errors if code not in UNKNOWN_TO_IT]
        options = page_of(answer).cssselect("option")
        wrong += [(address, "option") for each in options if not (each.text_content() or each.get("label"))]
    assert wrong == []
    assert seen > 8


def test_a_form_within_a_paragraph_would_be_seen():
    parser = html5lib.HTMLParser()
    parser.parse("<!doctype html><title>a</title><p><form></form></p>")
    assert parser.errors
