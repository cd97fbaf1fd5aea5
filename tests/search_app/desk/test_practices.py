from datetime import timedelta

import pytest

from catalogue.library import open_library
from catalogue.rights import today
from search_app.application import create_app
from tests.search_app.conftest import Client
from tests.search_app.desk.conftest import PASSWORD, send
from tests.search_app.pages.html import page_of, texts

PAGE = "/atelier/experiences"
SHEETS = {
    "velo": 'room = "experiences"\ntitle = "Une école du vélo"\nidentifier = "velo"\nlead = "Dreux"\n',
    "jardin": 'room = "experiences"\ntitle = "Un jardin"\nidentifier = "jardin"\nactive_on = "2020-01-01"\n',
    "frais": 'room = "experiences"\ntitle = "Fraîche"\nidentifier = "frais"\nreview_on = "2999-01-01"\n',
    "fini": 'room = "experiences"\ntitle = "Finie"\nidentifier = "fini"\nended_on = "2021-01-01"\n',
    # A sheet of a document, or one that only a notice tells of, is asked about as well.
    "ailleurs": 'title = "Une régie"\nidentifier = "ailleurs"\ntype = "fiche-experience"\n',
}


@pytest.fixture
def desk_library(desk_library):
    with (desk_library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[site]\nrooms = ["experiences"]\n')
    for name, lines in SHEETS.items():
        (desk_library.corpus / f"{name}.toml").write_text(lines, encoding="utf-8")
    return open_library(desk_library.folder)


@pytest.fixture
def claire(log_in, run_index):
    run_index()
    return log_in("claire")


def asked(claire):
    return texts(page_of(claire.get(PAGE)), ".rows h2")


def test_sheets_whose_day_has_come_or_that_have_none_are_asked_about(claire):
    assert set(asked(claire)) == {"Un jardin", "Une école du vélo", "Une régie"}
    assert asked(claire)[0] == "Un jardin"
    assert "<strong>3</strong> <span>expériences à redemander" in claire.get("/atelier").text


def test_one_act_says_that_it_goes_on_and_the_sheet_tells_it(claire, run_index, visitor):
    later = (today() + timedelta(400)).isoformat()
    answer = send(claire, PAGE, page=PAGE, id="jardin", act="active", again=later)
    assert answer.status_code == 302
    assert "Un jardin" not in asked(claire)  # before the index follows
    run_index()
    assert "Un jardin" not in asked(claire)
    notice = visitor.get("/notice/jardin")
    assert "Toujours active au" in notice.text and later not in notice.text
    assert later not in visitor.get("/notice/jardin.json").text


def test_one_act_says_that_it_is_over_and_a_button_takes_it_back(claire, run_index, visitor):
    answer = send(claire, PAGE, page=PAGE, id="ailleurs", act="ended")
    run_index()
    assert "Terminée le" in visitor.get("/notice/ailleurs").text
    assert "Une régie" not in asked(claire)
    (undo,) = page_of(claire.get(answer.location)).cssselect(".done form")
    assert send(claire, undo.get("action"), page="/atelier").status_code == 302
    run_index()
    assert "Une régie" in asked(claire)


def test_a_day_that_is_past_is_refused(claire):
    answer = send(claire, PAGE, page=PAGE, id="jardin", act="active", again="2001-01-01")
    assert answer.status_code == 400 and "jour à venir" in answer.text


def test_a_closed_room_asks_nothing(claire, desk_library):
    settings = desk_library.folder / "fonds.toml"
    opened = settings.read_text(encoding="utf-8")
    settings.write_text(opened.replace('["experiences"]', "[]"), encoding="utf-8")
    site = create_app(open_library(desk_library.folder))
    site.test_client_class = Client
    other = site.test_client()
    send(other, "/atelier/connexion", name="claire", password=PASSWORD)
    assert other.get(PAGE).status_code == 302
    assert "à redemander" not in other.get("/atelier").text
