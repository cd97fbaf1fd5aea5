import gzip

import pytest
from lxml import etree

from catalogue.library import create_library
from catalogue.log import open_writer
from catalogue.record import Record
from exchange.oai.listing import OAI
from search_app.application import create_app
from tests.search_app.conftest import Client


@pytest.fixture
def client(tmp_path):
    library = create_library(tmp_path / "fonds")
    with open_writer(library) as writer, writer.transaction():
        for number in range(120):
            writer.put(Record(f"r{number}", "Un bilan"), ())
    app = create_app(library)
    app.test_client_class = Client
    yield app.test_client()
    app.extensions["site_library"].catalogue.close()


def test_get_and_post_are_answered_alike(client):
    answers = (client.get("/oai?verb=Identify"), client.post("/oai", data={"verb": "Identify"}))
    for answer in answers:
        assert (answer.status_code, answer.content_type) == (200, "text/xml; charset=utf-8")
        root = etree.fromstring(answer.data)
        assert root.findtext(f".//{{{OAI}}}baseURL") == "http://localhost/oai"
        assert root.findtext(f".//{{{OAI}}}adminEmail") == "contact@fonds.invalid"


def test_a_list_is_given_by_pages_and_compressed(client):
    url = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    root = etree.fromstring(gzip.decompress(answer.data))
    assert len(list(root.iter(f"{{{OAI}}}header"))) == 100
    rest = root.findtext(f".//{{{OAI}}}resumptionToken")
    again = client.get("/oai", query_string={"verb": "ListIdentifiers", "resumptionToken": rest})
    assert len(list(etree.fromstring(again.data).iter(f"{{{OAI}}}header"))) == 20


def test_an_error_of_the_protocol_is_an_answer(client):
    answer = client.get("/oai?verb=junk")
    assert (answer.status_code, b'code="badVerb"' in answer.data) == (200, True)
