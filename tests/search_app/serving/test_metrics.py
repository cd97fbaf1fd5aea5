import pytest
from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import create_environ, run_wsgi_app

from catalogue.library import create_library, open_library
from search_app.serving.site import Site


@pytest.fixture
def folder(tmp_path):
    return create_library(tmp_path / "fonds").folder


def asked(site, **environ):
    body, status, _headers = run_wsgi_app(site, create_environ("/metrics") | environ)
    return status, b"".join(body).decode()


def test_requests_are_counted_by_page(folder):
    site = Site(open_library(folder))
    run_wsgi_app(site, create_environ("/aide"))
    status, text = asked(site, REMOTE_ADDR="127.0.0.1")
    assert status == "200 OK"
    names = {each.name for each in text_string_to_metric_families(text)}
    assert {"fonds_requests", "fonds_request_seconds", "fonds_turned_away", "fonds_indexing"} <= names
    assert 'page="about.help_page"' in text


def test_strangers_are_told_nothing_be_it_through_a_proxy_on_this_machine(folder):
    (folder / "fonds.toml").write_text('[serve]\nmetrics_token = "jeton"\n', encoding="utf-8")
    site = Site(open_library(folder))
    far = {"REMOTE_ADDR": "203.0.113.7"}
    through = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}
    for visitor in (far, through, {**far, "HTTP_AUTHORIZATION": "Bearer autre"}):
        assert asked(site, **visitor)[0].startswith("403")
    assert asked(site, **far, HTTP_AUTHORIZATION="Bearer jeton")[0] == "200 OK"
