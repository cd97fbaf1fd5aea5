import re
from io import BytesIO

import pytest
from PIL import Image

from desk.inbox import Inbox, Letter, Subject
from desk.site_files import SiteFiles
from search_app.desk.logo import MOST_BYTES, LogoError, logo_of
from tests.search_app.desk.conftest import send, token_of
from tests.search_app.pages.html import page_of, texts

pytestmark = pytest.mark.usefixtures("memory")


@pytest.fixture
def claire(log_in):
    return log_in("claire")


def seen(browser):
    """The version of the files that the form was made of."""
    return re.search(r'name="version" value="(\w+)"', browser.get("/atelier/site").text)[1]


def picture(kind="PNG", size=(900, 300)):
    made = BytesIO()
    Image.new("RGB", size, "#aa3311").save(made, kind)
    return made.getvalue()


def send_logo(browser, content, name):
    form = {"csrf_token": token_of(browser), "name": "Villes", "logo": (BytesIO(content), name)}
    return browser.post("/atelier/site", data=form, content_type="multipart/form-data")


def test_a_depositor_does_not_change_the_site(log_in):
    assert log_in("paul").get("/atelier/site").status_code == 403


def test_names_and_colour_show_on_every_page(claire, visitor):
    answer = send(
        claire, "/atelier/site", name="Villes", centre_name="V2", colour="#123456", version=seen(claire)
    )
    assert answer.status_code == 302
    page = page_of(visitor.get("/aide"))
    assert texts(page, ".brand") == ["Villes"]
    assert page.cssselect("link[href='/couleurs/123456.css']")


def test_a_colour_that_is_none_is_refused_with_what_was_typed(claire):
    answer = send(claire, "/atelier/site", name="Gardé", colour="rouge")
    assert answer.status_code == 400
    assert page_of(answer).cssselect("#name")[0].get("value") == "Gardé"


def test_a_preview_writes_nothing(claire, desk_library):
    answer = send(claire, "/atelier/site", name="Essai", colour="#aa3311", apercu="1")
    assert texts(page_of(answer), "h1") == ["Essai"]
    assert SiteFiles(desk_library).presentation().name == ""


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_logo_is_made_anew(claire, visitor, kind):
    assert send_logo(claire, picture(kind), "logo." + kind.lower()).status_code == 302
    address = page_of(visitor.get("/")).cssselect(".brand img")[0].get("src")
    answer = visitor.get(address)
    image = Image.open(BytesIO(answer.data))
    assert (answer.mimetype, image.format) == ("image/webp", "WEBP")
    assert image.height <= 112
    assert answer.data != picture(kind)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<?xml version='1.0'?><svg onload='x'/>", "SVG"),
        (b"\xef\xbb\xbf<!-- --><svg/>", "SVG"),
        (b"%PDF-1.7", "pas une image"),
        (picture()[:60], "pas une image"),
    ],
)
def test_what_is_no_image_is_refused_and_said(claire, content, told):
    answer = send_logo(claire, content, "logo.png")
    assert answer.status_code == 400
    assert told in texts(page_of(answer), ".alert")[0]


def test_an_image_that_is_too_large_is_not_opened(desk_app):
    with desk_app.test_request_context("/"), pytest.raises(LogoError, match="4 Mo"):
        logo_of(b"x" * (MOST_BYTES + 1))


def test_parts_of_the_home_page_are_moved_left_out_and_shown_again(claire, visitor):
    def order():
        return [each.get("id") for each in page_of(visitor.get("/")).cssselect(".blocks h2")]

    first = order()
    send(claire, "/atelier/site/accueil/bloc", block="themes", act="up")
    send(claire, "/atelier/site/accueil/bloc", block="themes", act="up")
    assert order().index("themes") < first.index("themes")
    send(claire, "/atelier/site/accueil/bloc", block="map", act="hide")
    assert "regions" not in order()
    send(claire, "/atelier/site/accueil/bloc", block="map", act="show")
    assert order()[-1] == "regions"


@pytest.mark.parametrize("named", ["rapport-2007", "http://exemple.fr/notice/rapport-2007/page/3?q=a"])
def test_a_document_is_put_first_by_the_address_of_its_page(claire, visitor, named):
    assert send(claire, "/atelier/site/une", document=named).status_code == 302
    (card,) = page_of(visitor.get("/")).cssselect("section[aria-labelledby=featured] h3 a")
    assert card.get("href") == "/notice/rapport-2007"
    send(claire, "/atelier/site/une", remove="rapport-2007")
    assert not page_of(visitor.get("/")).cssselect("#featured")


def test_what_nobody_may_see_is_not_put_first(claire, visitor):
    assert send(claire, "/atelier/site/une", document="inconnu").status_code == 400


def test_a_page_is_filled_in_until_its_light_is_green(claire, visitor):
    def lights():
        return {each.get("class") for each in page_of(claire.get("/atelier/site")).cssselect(".lights li")}

    assert "lacking" in lights()
    filled = {
        "a-propos": {"text": "## Qui\n\nUn **centre**."},
        "contact": {"contact": "doc@exemple.fr", "phone": "02 47", "address": "2 rue\nTours"},
        "mentions-legales": {
            "publisher": "Asso", "director": "A. D.", "host": "H", "phone": "02 47", "address": "2 rue",
        },
        "donnees-personnelles": {"publisher": "Asso"},
    }  # fmt: skip
    for name, form in filled.items():
        form["csrf_token"] = token_of(claire)
        assert claire.post(f"/atelier/site/page/{name}", data=form).status_code == 302
    assert lights() == {"complete"}
    assert "<strong>centre</strong>" in visitor.get("/a-propos").text


def test_a_step_is_undone_from_its_page_and_from_the_history(claire, visitor):
    send(claire, "/atelier/site/page/accueil", lead="Une phrase", text="Bienvenue.")
    assert "Bienvenue" in visitor.get("/").text
    step = page_of(claire.get("/atelier/site")).cssselect("#pas input[name=step]")[0].get("value")
    send(claire, "/atelier/site/annuler", step=step)
    assert "Bienvenue" not in visitor.get("/").text
    (again, *_) = page_of(claire.get("/atelier/historique")).cssselect(".rows form")
    send(claire, again.get("action"))
    assert "Bienvenue" in visitor.get("/").text


def test_what_visitors_wrote_waits_at_the_desk(claire, desk_library):
    Inbox(desk_library.state).receive(Letter(subject=Subject.QUESTION, text="Avez-vous <b>?"), "192.0.2.1")
    assert any("message à lire" in each for each in texts(page_of(claire.get("/atelier")), ".waiting a"))
    assert texts(page_of(claire.get("/atelier/messages")), ".letter") == ["Avez-vous <b>?"]
    send(claire, "/atelier/messages/1", act="done")
    assert not any("message à lire" in each for each in texts(page_of(claire.get("/atelier")), ".waiting a"))
    send(claire, "/atelier/messages/1", act="delete")
    assert not texts(page_of(claire.get("/atelier/messages")), ".letter")
