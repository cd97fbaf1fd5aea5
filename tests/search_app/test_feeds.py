import feedparser
import pytest
from lxml import etree

from catalogue.library import create_library
from catalogue.log import open_writer
from catalogue.record import Access, Record
from search.reading import open_catalogue
from search_app.application import create_app
from tests.schemas import needs_schemas, schema
from tests.search_app.conftest import Client, site_of
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
WILD = "]]> \x00\uffff <b>&amp;</b> \u202egras \N{PARTY POPPER}"


def parsed(answer):
    feed = feedparser.parse(answer.data)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_a_search_is_followed_as_a_feed(client):
    feed = parsed(client.get("/recherche.atom?q=sante"))
    found = client.get("/recherche.json?q=sante").json
    assert feed.feed.opensearch_totalresults == str(found["total"])
    assert {entry.title for entry in feed.entries} == {hit["title"] for hit in found["hits"]}
    entry = next(each for each in feed.entries if each.id.endswith("ktz3dy6kh1"))
    assert (entry.link, entry.updated) == ("http://localhost/d/ktz3dy6kh1", "2026-01-01T12:00:00Z")
    assert [author.name for author in entry.authors] == ["Martin, Claire", "Villes au carré"]
    assert {link.rel for link in feed.feed.links} >= {"self", "alternate", "search", "first", "last"}


def test_a_theme_and_a_region_have_their_feed(client):
    feed = parsed(client.get("/recherche.atom?theme=sante&region=24"))
    assert feed.feed.title == "Fonds documentaire\xa0: Thème\xa0: Santé, Région\xa0: Centre-Val de Loire"
    assert [each.title[:8] for each in feed.entries] == ["Rapport "]


def test_nothing_internal_and_nothing_at_all_are_feeds_too(client):
    assert "interne" not in client.get("/recherche.atom").text.lower()
    assert parsed(client.get("/recherche.atom?q=xylophone")).entries == []


def test_no_title_breaks_a_feed(library):
    wild = MemoryCatalogue(library.folder, ((Record("x", WILD, abstract=WILD, creators=(WILD,)), ()),))
    (entry,) = parsed(site_of(library, wild).test_client().get("/recherche.atom")).entries
    assert "\N{PARTY POPPER}" in entry.title


@pytest.mark.parametrize("url", ["/", "/recherche?q=sante", "/recherche?theme=sante"])
def test_pages_lead_to_their_feed_and_to_the_search_box(client, url):
    page = page_of(client.get(url))
    (atom,) = page.cssselect("link[type='application/atom+xml']")
    assert client.get(atom.get("href")).status_code == 200
    (search,) = page.cssselect("link[rel=search]")
    assert client.get(search.get("href")).mimetype == "application/opensearchdescription+xml"


def test_a_browser_learns_to_search_and_to_complete(client):
    root = etree.fromstring(client.get("/opensearch.xml").data)
    name = root.findtext("{http://a9.com/-/spec/opensearch/1.1/}ShortName")
    assert 0 < len(name) <= 16
    templates = {each.get("type"): each.get("template") for each in root if each.get("template")}
    assert templates["text/html"] == "http://localhost/recherche?q={searchTerms}&page={startPage?}"
    assert templates["application/x-suggestions+json"] == "http://localhost/suggestions?q={searchTerms}"


@pytest.fixture
def mapped(tmp_path, monkeypatch):
    """A library whose notices share maps by three."""
    monkeypatch.setattr("search_app.feeds.MAPPED", 3)
    library = create_library(tmp_path / "fonds")
    with open_writer(library) as writer, writer.transaction():
        for number in range(9):
            access = Access.PUBLIC if number not in {4, 5, 6, 7} else Access.INTERNAL
            writer.put(Record(f"r{number}", WILD, access=access), ())
        writer.withdraw("r0")
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    catalogue.close()
    app = create_app(library)
    app.test_client_class = Client
    yield app.test_client()
    app.extensions["site_library"].catalogue.close()


def locations(answer):
    assert answer.status_code == 200
    return [each.text for each in etree.fromstring(answer.data).iter(SITEMAP)]


def test_the_map_leads_to_every_public_notice_and_to_no_other(mapped):
    assert "Sitemap: http://localhost/sitemap.xml" in mapped.get("/robots.txt").text
    maps = locations(mapped.get("/sitemap.xml"))
    urls = [url for each in maps for url in locations(mapped.get(each.removeprefix("http://localhost")))]
    assert {url for url in urls if "/notice/" in url} == {
        f"http://localhost/notice/r{number}" for number in (1, 2, 3, 8)
    }
    assert all(mapped.get(url.removeprefix("http://localhost")).status_code == 200 for url in urls)


def test_a_map_of_nothing_is_not_found(mapped):
    assert mapped.get("/sitemap-99.xml").status_code == 404


@needs_schemas
def test_maps_and_feeds_are_valid(mapped, client):
    schema("sitemap/siteindex.xsd").assertValid(etree.fromstring(mapped.get("/sitemap.xml").data))
    for url in locations(mapped.get("/sitemap.xml")):
        answer = mapped.get(url.removeprefix("http://localhost"))
        schema("sitemap/sitemap.xsd").assertValid(etree.fromstring(answer.data))
    for site in (client, mapped):
        for url in ("/recherche.atom", "/recherche.atom?q=sante", "/recherche.atom?q=xylophone"):
            schema("atom/atom.rng").assertValid(etree.fromstring(site.get(url).data))
