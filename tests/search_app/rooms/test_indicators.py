import pytest

from catalogue.indicators import Indicators
from catalogue.library import create_library, open_library
from catalogue.spreadsheet import read_rows
from indexer.pipeline import Run, index
from search_app.application import create_app
from tests.search_app.conftest import Client
from tests.search_app.pages.html import page_of, texts

DOCUMENTS = {
    "bilan.md": "# Bilan\n\nÀ Dreux, 31 % des logements du CUCS sont vacants.\n\n"
    "La région compte 44 quartiers, selon le recensement de la préfecture.\n\n"
    "En 2009, le centre a reçu 1 200 visiteurs dans ses deux salles.\n",
    "secret.md": "# Note\n\nLe quartier caché compte 98 765 habitants et une seule école.\n",
}
NOTICES = {
    "bilan.md": 'identifier = "bilan"\ntitle = "Bilan"\nissued = "2012"\nthemes = ["habitat"]\n'
    'language = "fr"\n'
    'places = ["com:28134", "reg:24"]\nprogrammes = ["cucs", "zus"]\n',
    "secret.md": 'title = "Note"\nissued = "2012"\naccess = "internal"\nlanguage = "fr"\n',
}


def library_with(folder, rooms):
    library = create_library(folder)
    with (library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[site]\nrooms = {rooms}\n")
    for name, text in DOCUMENTS.items():
        (library.corpus / name).write_text(text, encoding="utf-8")
        (library.corpus / f"{name}.toml").write_text(NOTICES[name], encoding="utf-8")
    library = open_library(library.folder)
    index(Run(library, workers=1))
    return library


@pytest.fixture(scope="module")
def indicators_library(tmp_path_factory):
    return library_with(
        tmp_path_factory.mktemp("indicateurs") / "lib", ["indicateurs", "etat-des-lieux", "territoires"]
    )


@pytest.fixture
def visitor(indicators_library):
    site = create_app(indicators_library)
    site.test_client_class = Client
    return site.test_client()


def numbers(visitor, asked=""):
    return texts(page_of(visitor.get(f"/indicateurs{asked}")), ".stated strong")


def test_figures_stand_with_sentence_document_page_and_year(visitor):
    page = page_of(visitor.get("/indicateurs"))
    assert texts(page, ".stated strong") == ["31 %", "44", "1 200"]
    assert texts(page, ".stated .hint") == ["2012 (année du document)", "2012 (année du document)", "2009"]
    assert texts(page, ".quoted p")[0] == "À Dreux, 31 % des logements du CUCS sont vacants."
    (link,) = {each.get("href") for each in page.cssselect("figcaption a:last-child")}
    assert visitor.get(link).status_code == 200


def test_what_the_sentence_names_narrows_it_and_else_what_the_notice_says(visitor):
    assert numbers(visitor, "?lieu=com:28134") == ["31 %", "44", "1 200"]
    assert numbers(visitor, "?programme=zus") == ["44", "1 200"]  # the first one names the CUCS
    assert numbers(visitor, "?programme=cucs&lieu=reg:24") == ["31 %", "44", "1 200"]
    assert numbers(visitor, "?an=2009") == ["1 200"]
    assert numbers(visitor, "?q=logements+vacants") == ["31 %"]
    assert numbers(visitor, "?theme=sante") == []


def test_the_table_says_where_each_thing_comes_from(visitor):
    rows = [each.cells for each in read_rows(visitor.get("/indicateurs.csv").data)]
    assert [each["Nombre"] for each in rows] == ["31", "44", "1 200"]
    assert [each["Année dite par"] for each in rows] == ["la notice", "la notice", "la phrase"]
    assert [each["Territoires dits par"] for each in rows] == ["la phrase", "la notice", "la notice"]


def test_territories_and_reports_lead_there(visitor):
    for address in ("/territoires/C28134", "/etat-des-lieux?theme=habitat"):
        assert "3 indicateurs relevés dans les documents" in page_of(visitor.get(address)).text_content()
    assert "relevé" not in visitor.get("/territoires/C37261").text


def test_an_internal_document_states_nothing_to_a_visitor(visitor, indicators_library):
    assert "98 765" not in visitor.get("/indicateurs").text + visitor.get("/indicateurs.csv").text
    assert any(each.figure.number == "98 765" for each in Indicators(indicators_library).read())


def test_what_a_document_no_longer_says_goes_and_a_closed_room_keeps_nothing(tmp_path):
    library = library_with(tmp_path / "lib", ["indicateurs"])
    (library.corpus / "bilan.md").write_text("# Bilan\n\nRien à dire.\n", encoding="utf-8")
    (library.corpus / "secret.md").unlink()
    (library.corpus / "secret.md.toml").unlink()
    index(Run(library, workers=1))
    assert Indicators(library).read() == ()
    settings = library.folder / "fonds.toml"
    opened = settings.read_text(encoding="utf-8")
    settings.write_text(opened.replace("['indicateurs']", "[]"), encoding="utf-8")
    closed = open_library(library.folder)
    index(Run(closed, workers=1))
    assert not list(closed.index.glob("indicators*"))
    site = create_app(closed).test_client()
    assert site.get("/indicateurs").status_code == 404
