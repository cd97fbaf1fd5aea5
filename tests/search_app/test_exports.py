import json
import re
from io import BytesIO
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest
import rispy
from extruct.jsonld import JsonLdExtractor

from catalogue.record import Record
from exchange.formats import FORMATS
from exchange.formats.coins import context_object
from search_app.pages.citation import cited, coins
from tests.search_app.conftest import site_of
from tests.search_app.fonds_of_test import RECORDS
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_list_and_a_notice_leave_in_every_format(client, form):
    for url in (f"/recherche.{form.name}?q=sante", f"/notice/rapport-2007.{form.name}"):
        answer = client.get(url)
        assert (answer.status_code, answer.mimetype) == (200, form.media_type)
        assert answer.headers["Content-Disposition"].endswith(f'.{form.name}"')
        assert answer.data


def test_the_whole_list_leaves_and_not_one_page(client):
    found = json.loads(client.get("/recherche.json?q=sante").data)["total"]
    assert len(rispy.loads(client.get("/recherche.ris?q=sante&page=2").text)) == found


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_internal_leaves_in_none(client, name):
    content = client.get(f"/recherche.{name}").data
    if name == "odt":
        content = ZipFile(BytesIO(content)).read("content.xml")
    assert "Bellevue" in content.decode()
    assert "interne" not in content.decode().lower()
    assert client.get(f"/notice/note-interne.{name}").status_code == 404


def test_exports_are_compressed_as_they_come(client):
    answer = client.get("/recherche.ris", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.data[:2] == b"\x1f\x8b"


def test_labels_are_in_the_language_of_the_page(client):
    assert "Health" in client.get("/notice/rapport-2007.ris?hl=en").text


def test_the_page_of_a_search_leads_to_each_format(client):
    links = [each.get("href") for each in page_of(client.get("/recherche?q=sante")).cssselect(".formats a")]
    assert links == [f"/recherche.{name}?q=sante" for name in FORMATS]


@pytest.fixture
def public(monkeypatch):
    """The site under the address that its settings give it."""
    monkeypatch.setattr("search_app.pages.links.site_root", lambda: "https://fonds.example")


def test_the_reference_is_text_one_can_select(client, public):
    page = page_of(client.get("/notice/rapport-2007"))
    assert page.cssselect("#reference")[0].text_content().startswith("MARTIN, Claire ; Villes au carré. ")
    page = page_of(client.get("/notice/rapport-2007/page/3"))
    assert "/d/ktz3dy6kh1/3" in page.cssselect("#reference")[0].text_content()
    assert ", p. 3. " in page.cssselect("#reference")[0].text_content()


def test_a_notice_says_what_zotero_and_search_engines_read(client, public):
    answer = client.get("/notice/rapport-2007")
    tags = [
        (each.get("name"), each.get("content")) for each in page_of(answer).cssselect("meta[name^=citation]")
    ]
    assert [content for name, content in tags if name == "citation_author"] == [
        "Martin, Claire",
        "Villes au carré",
    ]
    assert ("citation_technical_report_institution", "Villes au carré") in tags
    assert ("citation_pdf_url", "https://fonds.example/notice/rapport-2007/fichier") in tags
    (said,) = JsonLdExtractor().extract(answer.text)
    assert (said["@type"], said["datePublished"]) == ("Report", "2007")


def test_each_hit_carries_its_reference_for_zotero(client):
    page = page_of(client.get("/recherche?q=sante"))
    contexts = [each.get("title") for each in page.cssselect("span.Z3988")]
    assert len(contexts) == len(page.cssselect("article.card"))
    assert {parse_qs(each)["rft_val_fmt"][0] for each in contexts} == {"info:ofi/fmt:kev:mtx:book"}


def test_what_zotero_reads_in_a_list_needs_no_labels(in_request):
    record = next(each for each in (record for record, _pages in RECORDS) if each.themes and each.type)
    assert coins(record) == context_object(cited(record))


def test_a_received_notice_is_at_home_at_its_centre(library):
    origin = "https://vac.example/notice/a"
    received = Record("a@vac", "Bilan", centre="vac", origin=origin)
    client = site_of(library, MemoryCatalogue(library.folder, ((received, ()),))).test_client()
    page = page_of(client.get("/notice/a@vac"))
    assert page.cssselect("link[rel=canonical]")[0].get("href") == origin
    assert f"UR  - {origin}" in client.get("/notice/a@vac.ris").text


def test_no_reference_has_an_address_that_only_this_machine_knows(client):
    for address in ("/notice/rapport-2007", "/notice/rapport-2007/page/3"):
        (told,) = page_of(client.get(address)).cssselect("#reference")
        assert "localhost" not in told.text_content()
    for name in FORMATS:
        assert b"localhost" not in client.get(f"/recherche.{name}").data, name


def test_a_page_gives_zotero_its_document_and_where_one_stands(client, public):
    page = page_of(client.get("/notice/rapport-2007/page/3"))
    tags = {each.get("name"): each.get("content") for each in page.cssselect("meta[content]")}
    assert (tags["z:itemType"], tags["citation_firstpage"]) == ("report", "3")
    assert tags["citation_title"].startswith("Rapport d'activité 2007")
    assert tags["citation_public_url"].endswith("/d/ktz3dy6kh1/3")


def test_theme_pages_offer_their_documents_to_zotero(client):
    page = page_of(client.get("/theme/sante"))
    assert len(page.cssselect(".Z3988")) == len(page.cssselect(".card")) > 0


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values()])
def test_what_leaves_the_site_bears_the_short_address(client, name, monkeypatch):
    monkeypatch.setattr("search_app.pages.citation.known_root", lambda: "https://fonds.example")
    answer = client.get(f"/recherche.{name}?q=sante")
    content = answer.data
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as package:
            content = package.read("content.xml")
    told = content.decode(errors="replace")
    assert "https://fonds.example/d/ktz3dy6kh1" in told.replace("\\", "")
    long = re.findall(r"fonds\.example/notice/[\w/-]+", told)
    assert all(each.endswith("/fichier") for each in long)  # the document itself, which programs fetch
