import pytest

from catalogue.library import create_library
from indexer.pipeline import Run, index
from search_app.application import create_app
from tests.search_app.pages.html import page_of, plain, texts

NOTICES = {
    "tours": 'issued = "2009"\nthemes = ["sante"]\nprogrammes = ["cucs"]\nplaces = ["com:37261"]\n'
    'creators = ["Martin, Claire", "Ville de Tours / CCAS"]\nkeywords = ["jardin partagé"]\n',
    "poitou": 'issued = "2012"\nthemes = ["habitat"]\nplaces = ["reg:54"]\ncreators = ["Martin, Claire"]\n',
    "vide": "",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("fonds"))
    for name, lines in NOTICES.items():
        (library.corpus / f"{name}.toml").write_text(f'title = "Bilan {name}"\n{lines}', encoding="utf-8")
    index(Run(library, workers=1))
    return create_app(library).test_client()


def linked(page, selector):
    return {plain(each.text_content()): each.get("href") for each in page.cssselect(selector)}


def test_themes_stand_as_a_tree_with_counts_and_what_lacks_one(client):
    page = page_of(client.get("/themes"))
    assert linked(page, ".branches a")["Santé"] == "/theme/sante"
    assert "Sans thème : 1 document" in texts(page, ".lacking")


def test_programmes_in_force_come_first_in_the_drawing_as_in_its_tables(client):
    page = page_of(client.get("/dispositifs"))
    drawn = [each.text_content() for each in page.cssselect("svg.frise g:not(.tick) text")]
    told = texts(page, "#in-force ~ .wide tbody th, #ended ~ .wide tbody th")
    assert [plain(each) for each in drawn] == told
    assert texts(page, "h2")[:2] == ["En vigueur", "Terminés"]
    row = next(
        each
        for each in page.cssselect("tbody tr")
        if "/dispositif/cucs" in each.cssselect("a")[0].get("href")
    )
    assert plain(row.cssselect("td")[0].text_content()) == "2007-2014"
    assert plain(row.cssselect("td")[-1].text_content()) == "1"


def test_territories_go_from_regions_to_communes_that_have_documents(client):
    links = linked(page_of(client.get("/territoires")), ".branches a")
    assert links["Centre-Val de Loire"] == "/territoires/R24"
    assert links["Indre-et-Loire"] == "/territoires/D37"
    assert links["Tours"] == "/territoires/C37261"
    assert links["Poitou-Charentes"] == "/territoires/R54"
    assert "Bretagne" not in links


@pytest.mark.parametrize(
    ("place", "kind", "count"),
    [
        ("C37261", "Commune", "1 document"),
        ("D37", "Département", "1 document"),
        ("R24", "Région", "1 document"),
        ("R54", "Ancienne région", "1 document"),
        ("R75", "Région", "1 document"),
        ("E243700754", "Intercommunalité", "1 document"),
        ("C44109", "Commune", "Aucun"),
    ],
)
def test_a_territory_counts_what_lies_in_it_as_its_search_does(client, place, kind, count):
    page = page_of(client.get(f"/territoires/{place}"))
    assert kind in texts(page, ".facts span")
    (button,) = page.cssselect("a.button")
    total = client.get(button.get("href").replace("/recherche", "/recherche.json")).json["total"]
    assert total == (0 if count == "Aucun" else 1)
    assert len(texts(page, "ol.cards li")) == total


def test_a_former_region_leads_to_todays_and_back(client):
    assert "/territoires/R75" in linked(page_of(client.get("/territoires/R54")), "dd a").values()
    assert "/territoires/R54" in linked(page_of(client.get("/territoires/R75")), "dd a").values()


@pytest.mark.parametrize("name", ["Martin, Claire", "Ville de Tours / CCAS"])
def test_an_author_named_on_a_notice_has_a_page(client, name):
    (found,) = client.get("/recherche.json?lieu=com:37261").json["hits"]
    notice = page_of(client.get(found["url"]))
    address = linked(notice, "dl.description a")[name]
    page = page_of(client.get(address))
    assert texts(page, "h1") == [name]
    assert "Bilan tours" in texts(page, "ol.cards h3")


def test_each_value_of_a_notice_leads_to_its_page(client):
    (found,) = client.get("/recherche.json?lieu=com:37261").json["hits"]
    links = linked(page_of(client.get(found["url"])), "dl.description a")
    assert links["Santé"] == "/theme/sante"
    assert links["Contrat urbain de cohésion sociale"] == "/dispositif/cucs"
    assert links["Tours (Indre-et-Loire)"] == "/territoires/C37261"
    assert links["jardin partagé"] == "/recherche?motcle=jardin+partag%C3%A9"


@pytest.mark.parametrize("facet", ["theme", "region", "programme", "annee", "auteur"])
def test_what_is_said_to_lack_a_value_is_found_by_it(client, facet):
    found = client.get(f"/recherche.json?{facet}=(sans)").json
    assert "Bilan vide" in [each["title"] for each in found["hits"]]
    assert not found["problems"]


def test_the_gap_matrix_counts_what_has_no_theme_and_no_region(client):
    page = page_of(client.get("/lacunes"))
    last = page.cssselect("tbody tr")[-1]
    assert plain(last.cssselect("th")[0].text_content()) == "Sans thème"
    headed = [plain(each.text_content()) for each in page.cssselect("thead th")]
    cell = last.cssselect("td a")[-2]
    assert (cell.text_content(), cell.get("href")) == ("1", "/recherche?theme=(sans)&region=(sans)")
    # The cells of a row stand under the headings but for the first, and a total closes both.
    assert headed[-2] == "Sans région"


def test_the_map_for_search_engines_holds_themes_programmes_and_territories(client):
    told = client.get("/sitemap-pages.xml").text
    for path in (
        "/themes",
        "/dispositifs",
        "/territoires",
        "/theme/sante",
        "/dispositif/cucs",
        "/territoires/C37261",
    ):
        assert f"{path}</loc>" in told
    assert "(sans)" not in told


def test_the_plan_of_the_site_lists_them(client):
    links = linked(page_of(client.get("/plan")), "main a")
    assert links["Santé"] == "/theme/sante"
    assert links["Contrat urbain de cohésion sociale"] == "/dispositif/cucs"
    assert links["Centre-Val de Loire"] == "/territoires/R24"


@pytest.mark.parametrize(
    "url", ["/territoires/C99999", "/territoires/Rxx", "/territoire/pays:FR", "/auteur/Personne"]
)
def test_what_nobody_knows_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_completion_offers_towns_by_name_and_departements_by_number(client):
    _typed, texts_, kinds, urls = client.get("/suggestions?q=tou").json
    assert (texts_[0], kinds[0], urls[0]) == ("Tours (Indre-et-Loire)", "Lieu", "/territoires/C37261")
    assert client.get("/suggestions?q=37").json[1:4] == [
        ["Indre-et-Loire"], ["Région"], ["/territoires/D37"],
    ]  # fmt: skip


def test_a_search_that_is_the_name_of_a_town_leads_to_it(client):
    links = linked(page_of(client.get("/recherche?q=tours")), ".notice a")
    assert links["Voir le territoire Tours (Indre-et-Loire), 1 document"] == "/territoires/C37261"


def test_a_long_list_has_a_page_from_a_to_z_that_can_be_searched(tmp_path):
    library = create_library(tmp_path / "fonds")
    for number in range(30):
        lines = f'title = "Note {number}"\ncreators = ["{chr(65 + number % 26)}uteur {number}"]\n'
        (library.corpus / f"n{number}.toml").write_text(lines, encoding="utf-8")
    index(Run(library, workers=1))
    client = create_app(library).test_client()
    form = page_of(client.get("/recherche?q=note"))
    (link,) = form.cssselect(".all a[aria-label*=Auteur]")
    page = page_of(client.get(link.get("href")))
    assert len(texts(page, ".values li")) == 30
    assert texts(page, ".letters li")[:3] == ["Toutes", "A", "B"]
    by_letter = page_of(client.get(linked(page, ".letters a")["B"]))
    assert texts(by_letter, ".values a") == ["Buteur 1", "Buteur 27"]
    found = page_of(client.get("/recherche/valeurs/auteur?q=note&contient=uteur+2"))
    assert len(texts(found, ".values li")) == 11
    chosen = client.get(linked(found, ".values a")["Cuteur 2"].replace("/recherche", "/recherche.json")).json
    assert (chosen["total"], chosen["query"]["text"]) == (1, "note")
    assert client.get("/recherche/valeurs/annee").status_code == 404


def test_the_map_leads_to_every_region_and_says_how_much_is_held(client):
    page = page_of(client.get("/territoires"))
    shapes = {each.get("href"): each.get("aria-label") for each in page.cssselect("svg.map a")}
    assert len(shapes) == 18
    assert shapes["/territoires/R24"] == "Centre-Val de Loire, 1 document"
    assert shapes["/territoires/R11"].endswith("0 document")
    departements = page_of(client.get("/territoires/R24")).cssselect("svg.map a")
    assert "/territoires/D37" in [each.get("href") for each in departements]


def test_addresses_of_territories_of_before_go_on(client):
    answer = client.get("/territoire/com:37261")
    assert (answer.status_code, answer.location) == (301, "/territoires/C37261")
    assert client.get("/territoire/com:99999").status_code == 404
    assert client.get("/territoires/X1").status_code == 404
