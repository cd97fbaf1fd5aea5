"""The site over a real log, the real vocabularies and the real engine."""

import dataclasses

import pytest

from catalogue.library import create_library, open_library
from catalogue.log import open_writer
from search.reading import open_catalogue
from search_app.application import create_app
from tests.search_app.conftest import Client
from tests.search_app.fonds_of_test import RECORDS
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts

#: Themes of the vocabulary shipped, in place of those made up for the fast tests.
THEMES = ("sante",)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("fonds"))
    with open_writer(library) as writer, writer.transaction():
        for record, pages in RECORDS:
            writer.put(dataclasses.replace(record, themes=THEMES), pages)
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    catalogue.close()
    return library


@pytest.fixture(scope="module")
def client(library):
    app = create_app(library)
    app.test_client_class = Client
    yield app.test_client()
    app.extensions["site_library"].catalogue.close()


def test_a_search_finds_the_page_and_the_page_marks_the_words(client):
    page = page_of(client.get("/recherche?q=zones+urbaines+sensibles&theme=sante&region=54"))
    (place,) = page.cssselect(".extracts .place")
    assert place.text == "p. 2"
    assert "zones" in texts(page_of(client.get(place.get("href"))), ".text mark")


def test_what_is_internal_is_neither_counted_nor_completed(client):
    assert client.get("/healthz").json["records"] == len(RECORDS) - 1
    assert client.get("/suggestions?q=interne").json == ["interne", [], [], []]
    assert client.get("/recherche.json?q=interne").json["total"] == 0


@pytest.mark.parametrize(
    "identifier", [record.identifier for record, _pages in RECORDS if record.access == "public"]
)
def test_every_record_is_served(client, identifier):
    for tail in ("", ".json", "?q=sante", "/page/1?q=sante"):
        assert client.get(f"/notice/{identifier}{tail}").status_code == 200


def test_a_record_leads_to_those_that_resemble_it(client):
    assert client.get("/notice/sante-mentale").status_code == 200
    assert page_of(client.get("/notice/sante-mentale")).cssselect("#similar ~ ul .card h3 a")


def test_a_library_not_indexed_yet_says_what_to_do(tmp_path):
    app = create_app(create_library(tmp_path))
    app.test_client_class = Client
    answer = app.test_client().get("/recherche")
    assert answer.status_code == 503
    assert "fonds index" in answer.text


def test_the_library_is_found_in_the_environment(library, monkeypatch):
    monkeypatch.setenv("FONDS_LIBRARY", str(library.folder))
    assert create_app().extensions["site_library"].library.folder == library.folder


def test_the_public_address_stands_in_links_and_no_other_name_is_answered(tmp_path):
    library = create_library(tmp_path)
    (tmp_path / "fonds.toml").write_text('[library]\nurl = "https://fonds.example/"\n', encoding="utf-8")
    app = create_app(open_library(tmp_path), opener=lambda _library: MemoryCatalogue(library.folder))
    client = app.test_client()
    page = client.get("/notice/rapport-2007", headers={"Host": "fonds.example"}).text
    assert 'content="https://fonds.example/notice/rapport-2007/fichier"' in page
    evil = client.get("/notice/rapport-2007", headers={"Host": "evil.example"})
    assert (evil.status_code, "evil.example" in evil.text) == (400, False)
