import pytest

from catalogue.library import create_library
from desk.inbox import FROM_ONE, Inbox, Subject
from desk.site_files import SiteFiles
from tests.search_app.conftest import site_of
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts

PAGES = ["/a-propos", "/contact", "/mentions-legales", "/donnees-personnelles", "/accessibilite"]


@pytest.fixture
def new_library(tmp_path):
    return create_library(tmp_path / "lib")


@pytest.fixture
def visitor(new_library):
    return site_of(new_library, MemoryCatalogue(new_library.folder)).test_client()


@pytest.mark.parametrize("address", PAGES)
def test_a_new_centre_shows_no_identifier_no_machine_and_no_advice(visitor, address):
    answer = visitor.get(address)
    shown = " ".join(page_of(answer).text_content().split())
    assert answer.status_code == 200
    assert not {"lib", "127.0.0.1", "localhost", "fonds.toml"} & set(shown.replace(",", " ").split())
    assert "fonds.toml" not in shown
    assert "Set-Cookie" not in answer.headers


def test_what_the_centre_says_is_shown_at_once(visitor, new_library):
    before = visitor.get("/mentions-legales")
    said = {
        "name": "Villes",
        "director": "A. Durand",
        "host": "Hébergeur SARL\n1 rue du Serveur",
        "place": "Tours",
    }
    SiteFiles(new_library).write(said, by="claire", title="Identité")
    after = visitor.get("/mentions-legales", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    page = page_of(after)
    assert texts(page, ".brand") == ["Villes"]
    assert {"A. Durand", "Hébergeur SARL1 rue du Serveur"} <= set(texts(page, "main p"))


def test_the_truth_about_cookies_is_told_with_their_names(visitor):
    shown = page_of(visitor.get("/donnees-personnelles")).text_content()
    visitor.get("/atelier/connexion")
    cookie = visitor.get_cookie("fonds")
    assert cookie is not None
    assert "« fonds »" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "fonds-navigateur" in shown


def test_a_mistake_is_reported_from_its_notice(visitor, new_library):
    link = page_of(visitor.get("/notice/rapport-2007")).xpath("//a[contains(., 'Signaler une erreur')]")[0]
    form = page_of(visitor.get(link.get("href")))
    assert form.cssselect("input[name=objet][checked]")[0].get("value") == "erreur"
    sent = {"objet": "erreur", "notice": "rapport-2007", "text": "Ce n'est pas la bonne date."}
    assert visitor.post("/contact", data=sent).status_code == 302
    (letter,) = Inbox(new_library.state).letters()
    assert (letter.subject, letter.about, bool(letter.title)) == (Subject.ERROR, "rapport-2007", True)


def test_what_cannot_be_sent_is_said_beside_its_box_and_kept(visitor):
    answer = visitor.post("/contact", data={"text": "", "email": "pas une adresse", "name": "Paul"})
    page = page_of(answer)
    assert answer.status_code == 400
    assert len(texts(page, ".problem")) == 2
    assert page.cssselect("#name")[0].get("value") == "Paul"


def test_nobody_fills_the_inbox(visitor, new_library):
    for _ in range(FROM_ONE):
        visitor.post("/contact", data={"text": "Bonjour"})
    answer = visitor.post("/contact", data={"text": "Encore"})
    assert answer.status_code == 429
    assert "60" in texts(page_of(answer), ".problem")[0]
    assert "Encore" in answer.text
    assert Inbox(new_library.state).waiting() == FROM_ONE


def test_another_address_of_the_same_ipv6_network_fills_no_more(visitor, new_library):
    for last in range(FROM_ONE + 1):
        asked = {"REMOTE_ADDR": f"2001:db8:1:2::{last + 1}"}
        answer = visitor.post("/contact", data={"text": "Bonjour"}, environ_base=asked)
    assert answer.status_code == 429
    assert Inbox(new_library.state).waiting() == FROM_ONE


def test_a_program_that_fills_every_box_is_thanked_and_forgotten(visitor, new_library):
    assert visitor.post("/contact", data={"text": "Achetez", "site": "x"}).status_code == 302
    assert Inbox(new_library.state).waiting() == 0


def test_a_house_colour_is_a_style_sheet_and_nothing_else(visitor):
    assert "--accent: #123456" in visitor.get("/couleurs/123456.css").text
    assert visitor.get("/couleurs/zzz.css").status_code == 404
    assert visitor.get("/logo/0123456789abcdef.webp").status_code == 404


@pytest.mark.parametrize(
    "address", ["/recherche", "/notice/rapport-2007", "/notice/rapport-2007/page/3", "/reseau", "/"]
)
def test_no_page_shows_the_address_of_the_machine_itself(visitor, address):
    shown = page_of(visitor.get(address, base_url="http://127.0.0.1:8471")).find("body").text_content()
    assert "127.0.0.1" not in shown


def test_paper_has_the_address_that_the_public_knows(visitor):
    shown = page_of(visitor.get("/recherche", base_url="https://doc.exemple.fr")).find("body").text_content()
    assert "https://doc.exemple.fr/recherche" in shown
