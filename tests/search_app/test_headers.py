import pytest

from catalogue.library import Library
from catalogue.settings import LibrarySettings, Settings
from search_app.headers import POLICY
from tests.search_app.conftest import site_of
from tests.search_app.memory import MemoryCatalogue

EXAMPLES = {"identifier": "rapport-2007", "number": 1, "filename": "base.css"}


def addresses(app):
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods:
                asked = rule.arguments - (rule.defaults or {}).keys()
                yield adapter.build(rule.endpoint, {name: EXAMPLES.get(name, "1") for name in asked})


def test_every_route_carries_every_header(app, client):
    for url in (*addresses(app), "/nowhere", "/notice/rien"):
        headers = client.get(url).headers
        assert headers["X-Content-Type-Options"] == "nosniff", url
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", url
        assert headers["X-Frame-Options"] == "DENY", url
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], url
        # Whoever opens the form of the desk gets a cookie; a visitor of the fonds gets none.
        assert "Set-Cookie" not in headers or url.startswith("/atelier"), url
    assert len(list(addresses(app))) >= 16


def test_over_https_browsers_are_told_to_stay_there(tmp_path):
    for url, told in (("https://doc.exemple.fr", True), ("http://doc.exemple.fr", False), ("", False)):
        library = Library(tmp_path, Settings(library=LibrarySettings(url=url)))
        answer = site_of(library, MemoryCatalogue(tmp_path)).test_client().get("/aide")
        assert ("Strict-Transport-Security" in answer.headers) == told


@pytest.mark.parametrize("forbidden", ["unsafe", "http:", "https:", "*"])
def test_the_policy_lets_nothing_inline_and_nothing_from_elsewhere(forbidden):
    assert forbidden not in POLICY


def test_pages_hold_nothing_inline(app, client):
    for url in addresses(app):
        answer = client.get(url)
        if answer.mimetype == "text/html":
            for inline in ("<style", " style=", "<script>", " onclick=", "javascript:"):
                assert inline not in answer.text, url


def test_what_is_no_page_says_in_few_words_that_it_does_nothing(client):
    for url in ("/style.css", "/script.js", "/static/fonts/sans.woff2", "/static/gaps.css"):
        headers = client.get(url).headers
        assert sum(len(name) + len(value) + 4 for name, value in headers.items()) < 450, url
    assert client.get("/static/icon.svg").headers["Content-Security-Policy"] == POLICY  # it may hold a script
