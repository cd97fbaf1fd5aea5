import pytest

from catalogue.library import create_library
from indexer.pipeline import Run, index
from search_app.application import create_app
from tests.search_app.pages.html import page_of, texts

NOTICE = 'title = "Bilan {n}"\nissued = "2009"\nthemes = ["sante"]\nprogrammes = ["cucs"]\n'


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("fonds"))
    for number in range(3):
        (library.corpus / f"bilan-{number}.toml").write_text(NOTICE.format(n=number), encoding="utf-8")
    index(Run(library, workers=1))
    return create_app(library).test_client()


def test_a_programme_says_its_years_and_what_came_before_and_after(client):
    page = page_of(client.get("/dispositif/cucs"))
    assert texts(page, "h1") == ["Contrat urbain de cohésion sociale"]
    assert "2007-2014" in texts(page, ".facts span")
    links = {each.get("href") for each in page.cssselect("dl.description a")}
    assert {"/dispositif/contrat-de-ville-2000", "/dispositif/contrat-de-ville-2015"} <= links


def test_a_theme_leads_to_its_search_with_the_right_count(client):
    page = page_of(client.get("/theme/sante"))
    (button,) = page.cssselect("a.button")
    found = client.get(button.get("href").replace("/recherche", "/recherche.json")).json
    assert texts(page, "a.button")[0].split()[0] == str(found["total"]) == "3"
    assert len(texts(page, "ol.cards li")) == 3
    assert any("Piliers" in each for each in texts(page, "dd li"))


@pytest.mark.parametrize("url", ["/theme/neige", "/dispositif/sante"])
def test_an_unknown_concept_is_not_found(client, url):
    assert client.get(url).status_code == 404


@pytest.fixture
def merging(tmp_path):
    """A library whose own vocabulary says that « précarité » is « santé » now."""
    library = create_library(tmp_path / "fonds")
    library.vocabularies.mkdir(exist_ok=True)
    (library.vocabularies / "themes.ttl").write_text(MERGED, encoding="utf-8")
    (library.corpus / "bilan.toml").write_text(NOTICE.format(n=1), encoding="utf-8")
    index(Run(library, workers=1))
    app = create_app(library)
    yield app.test_client()
    app.extensions["site_library"].images.close()


MERGED = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix fonds: <urn:x-fonds:terms:> .
@prefix : <urn:x-fonds:themes:> .
:precarite a skos:Concept ; skos:prefLabel "Précarité de tous"@fr ; fonds:mergedInto :sante .
"""


def test_a_merged_theme_leads_to_what_took_its_place(merging):
    assert merging.get("/theme/precarite").location == "/theme/sante"
    assert merging.get("/recherche?theme=precarite&q=bilan").location == "/recherche?q=bilan&theme=sante"
    assert merging.get("/recherche.json?theme=precarite").json["total"] == 1
