import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from catalogue.library import Library
from catalogue.settings import Settings, SharingSettings
from search_app.application import create_app
from tests.search_app.conftest import Client
from tests.search_app.memory import MemoryCatalogue

ALLOWED = "Access-Control-Allow-Origin"


def site(folder, **sharing):
    library = Library(folder, Settings(sharing=SharingSettings(**sharing)))
    app = create_app(library, opener=lambda _library: MemoryCatalogue(folder))
    app.test_client_class = Client
    return app


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """The API as its description has it, asked as often as Hypothesis wants."""
    return schemathesis.openapi.from_wsgi(
        "/openapi.yaml", site(tmp_path_factory.mktemp("api"), requests_per_minute=1_000_000)
    )


#: What the description says may be asked.
PATHS = (
    "/recherche.json",
    "/suggestions",
    "/notice/{identifier}.json",
    "/notice/{identifier}/page/{number}.json",
)
#: Schemathesis does not decompress what a WSGI application answers.
PLAIN = {"Accept-Encoding": "identity"}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_answer_is_as_described(api, path, data):
    data.draw(api[path]["GET"].as_strategy()).call_and_validate(checks=CHECKS, headers=PLAIN)


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/notice/{identifier}.json", {"identifier": "rapport-2007"}),
        ("/notice/{identifier}.json", {"identifier": "retire"}),
        ("/notice/{identifier}/page/{number}.json", {"identifier": "rapport-2007", "number": 3}),
    ],
)
def test_what_is_there_is_as_described(api, path, named):
    api[path]["GET"].Case(path_parameters=named).call_and_validate(checks=CHECKS, headers=PLAIN)


def test_all_of_the_description_is_asked(api):
    assert {operation.ok().path for operation in api.get_all_operations()} == set(PATHS)


def test_a_page_for_programs(client):
    page = client.get("/notice/rapport-2007/page/3.json?q=sante").json
    assert (page["number"], page["pages"], page["title"][:7]) == (3, 4, "Rapport")
    assert [page["text"][start:end] for start, end in page["marks"]] == ["santé"] * 3
    assert client.get("/notice/rapport-2007/page/9.json").json["status"] == 404
    assert client.get("/notice/note-interne/page/1.json").status_code == 404


def test_an_address_that_asks_without_end_waits(tmp_path):
    client = site(tmp_path, requests_per_minute=3).test_client()
    answers = [client.get("/recherche.json") for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "60"
    assert json.loads(answers[3].data)["status"] == 429
    assert client.get("/recherche").status_code == 200
    other = client.get("/recherche.json", environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert other.status_code == 200


def test_scripts_of_the_sites_listed_read_the_answers_and_no_others(tmp_path):
    client = site(tmp_path, cors_origins=("https://portail.example",)).test_client()
    told = {
        origin: client.get("/recherche.json", headers={"Origin": origin}).headers.get(ALLOWED)
        for origin in ("https://portail.example", "https://autre.example")
    }
    assert told == {"https://portail.example": "https://portail.example", "https://autre.example": None}
    page = client.get("/recherche", headers={"Origin": "https://portail.example"})
    assert ALLOWED not in page.headers
