"""The page of the network and the bundles on offer."""

from dataclasses import replace

import pytest

from catalogue.centre import Centre, Means
from catalogue.library import create_library
from exchange.bundles.shelf import publish, published
from tests.exchange.bundles.conftest import keep, record
from tests.search_app.conftest import site_of
from tests.search_app.fonds_of_test import RECORDS
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts

VILLE = Centre("ville", "Centre Ville", Means.BUNDLE, "https://ville.example", told="2007-03-01T00:00:00Z")


def network_of(library, centre=VILLE):
    """A site where half of the records are another centre's."""
    records = [
        (replace(each, centre="ville" if number % 2 else library.settings.library.centre), pages)
        for number, (each, pages) in enumerate(RECORDS)
    ]
    catalogue = MemoryCatalogue(library.folder, records)
    catalogue.library = library
    catalogue.centres = (centre,)
    catalogue.label = lambda facet, value, language="fr": "Centre Ville" if value == "ville" else value
    return site_of(library, catalogue).test_client()


def test_alone_a_library_says_so(client):
    page = page_of(client.get("/reseau"))
    assert "Aucun autre centre" in page.text_content()
    assert page.cssselect("table") == []


def test_centres_stand_side_by_side(library):
    page = page_of(network_of(library).get("/reseau"))
    assert texts(page, ".centres h2") == [library.settings.library.centre, "Centre Ville"]
    assert "1er mars 2007" in page.text_content()
    assert page.cssselect(".centres a[rel=external]")[0].get("href") == "https://ville.example"


def test_who_has_what_and_what_is_missing(library):
    client = network_of(library)
    page = page_of(client.get("/reseau"))
    cells = page.cssselect(".matrix td")
    assert len(cells) == 2 * len(page.cssselect(".matrix tbody tr"))
    for link in page.cssselect(".matrix td a")[:6]:
        found = client.get(link.get("href").replace("/recherche?", "/recherche.json?")).json
        assert found["total"] == int(link.text)
    assert page.cssselect(".matrix .gap")


def test_a_silent_centre_is_told(library):
    silent = replace(VILLE, expires="2007-06-01T00:00:00Z")
    assert "rien de plus récent" in network_of(library, silent).get("/reseau").text
    assert "rien de plus récent" not in network_of(library).get("/reseau").text


def test_an_address_that_is_none_is_no_link(library):
    hostile = replace(VILLE, url="javascript:alert(1)")
    assert "javascript:" not in network_of(library, hostile).get("/reseau").text


@pytest.fixture
def offering(tmp_path):
    library = create_library(tmp_path / "fonds")
    keep(library, record("a"))
    publish(library, published(library))
    (published(library) / "autre.txt").write_text("à nous", encoding="utf-8")
    return site_of(library, MemoryCatalogue(library.folder)).test_client()


def test_bundles_are_offered_with_their_list(offering):
    page = page_of(offering.get("/partage/"))
    (link,) = page.cssselect(".matrix a")
    assert offering.get(link.get("href")).mimetype == "application/zip"
    (listed,) = offering.get("/partage/index.json").json["bundles"]
    assert link.get("href").endswith(listed["file"])
    assert len(texts(page, ".fingerprint")[0].split()) == 6


@pytest.mark.parametrize(
    "name", ["autre.txt", "..%2fkeys%2fsharing.pem", "../keys/sharing.pem", "x.zip", ".new.zip"]
)
def test_nothing_else_is_handed_out(offering, name):
    assert offering.get(f"/partage/{name}").status_code == 404


def test_without_bundles_there_is_no_offer(client):
    assert client.get("/partage/").status_code == 404
    assert client.get("/partage/index.json").status_code == 404
