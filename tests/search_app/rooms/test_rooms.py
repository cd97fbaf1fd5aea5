import html
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from catalogue.library import create_library, open_library
from catalogue.rights import PUBLIC_COPIER, PUBLIC_READER
from catalogue.settings import SiteSettings
from indexer.pipeline import Run, index
from search.reading import open_catalogue
from search_app.application import create_app
from tests.search_app.pages.html import page_of, texts
from tests.search_app.rooms.conftest import ROOMS


def test_what_a_record_says_stands_on_its_notice_with_the_way_back(rooms_client):
    found = page_of(rooms_client.get("/recherche?q=ateliers+santé+ville"))
    page = page_of(rooms_client.get(found.cssselect(".card h3 a")[0].get("href")))
    assert "12 mars 2126, 9 h 30" in texts(page, "dd")
    assert texts(page, ".prose h3, .prose h4") == ["Programme"]
    assert "/agenda" in [each.get("href") for each in page.cssselect(".back a")]


def test_what_is_for_the_desk_is_in_no_page_search_or_json(rooms_client):
    for url in ("/recherche?q=41", "/notice/durand", "/notice/durand.json"):
        text = rooms_client.get(url).get_data(as_text=True)
        assert "2026-01-31" not in text
        assert "31 janvier 2026" not in text
    assert "Journée santé" not in rooms_client.get("/recherche?q=41").get_data(as_text=True)


def test_a_dossier_lists_its_documents_with_a_word_and_says_what_is_not_shown(rooms_client):
    page = page_of(rooms_client.get("/dossiers"))
    assert texts(page, ".room-list h2") == ["Habiter les quartiers"]
    whole = rooms_client.get(page.cssselect(".room-list a")[0].get("href")).get_data(as_text=True)
    assert "Pour commencer." in whole
    assert "Note secrète" not in whole
    assert "Pour nous." not in whole
    assert "1 document n'est plus dans le fonds" in html.unescape(whole)


def test_who_copies_is_not_told_of_persons(rooms_library, rooms_client):
    catalogue = open_catalogue(rooms_library)
    record = catalogue.record("durand", PUBLIC_READER)
    assert not PUBLIC_COPIER.may_see(record)
    assert "Durand" not in rooms_client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").get_data(
        as_text=True
    )


def test_a_closed_room_is_nowhere(rooms_library):
    closed = replace(rooms_library, settings=replace(rooms_library.settings, site=SiteSettings()))
    client = create_app(closed).test_client()
    assert client.get("/agenda").status_code == 404
    assert client.get("/agenda.ics").status_code == 404


def test_open_rooms_stand_in_the_menu(rooms_client):
    page = page_of(rooms_client.get("/agenda"))
    assert {"Agenda", "Dossiers"} <= set(texts(page, ".menu-open .ways a"))


def test_a_dossier_is_taken_away_as_its_reader_sees_it(rooms_client):
    page = page_of(rooms_client.get("/dossiers"))
    notice = page_of(rooms_client.get(page.cssselect(".room-list a")[0].get("href")))
    (link,) = [each.get("href") for each in notice.cssselect("a[download]") if ".odt" in each.get("href")]
    with ZipFile(BytesIO(rooms_client.get(link).data)) as package:
        told = package.read("content.xml").decode()
    assert "Une introduction." in told
    assert "Pour commencer." in told
    assert "Note secrète" not in told
    assert "Pour nous." not in told


def test_the_json_of_a_record_tells_no_word_on_another_that_may_be_hidden(rooms_client):
    page = page_of(rooms_client.get("/dossiers"))
    answer = rooms_client.get(page.cssselect(".room-list a")[0].get("href") + ".json")
    assert list(answer.json["details"]) == ["text"]
    assert "Pour nous." not in answer.get_data(as_text=True)


def test_a_theme_has_its_events_to_come(rooms_client):
    page = page_of(rooms_client.get("/theme/sante"))
    assert "Journée santé (12 mars 2126, 9 h 30)" in texts(page, "#beside-1 ~ ul a")


def test_the_systems_of_2007_live_where_the_document_says(rooms_client):
    text = (Path(__file__).parents[3] / "docs" / "centre-2007.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == 9
    addresses = [each for row in rows for each in re.findall(r"`(/[a-z-]*)`", row)]
    assert len(addresses) >= 9
    answers = {each: rooms_client.get(each).status_code for each in addresses if each != "/alertes"}
    assert {each: status for each, status in answers.items() if status not in (200, 302)} == {}


def test_a_room_in_which_nothing_stands_yet_speaks_of_no_words(tmp_path):
    """Nobody typed any."""
    library = create_library(tmp_path)
    with (library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write(ROOMS)
    index(Run(library := open_library(library.folder), workers=1))
    visitor = create_app(library).test_client()
    for room in ("questions", "indicateurs"):
        (untyped, typed) = (visitor.get(f"/{room}{each}").text for each in ("", "?q=logement"))
        assert "encore" in untyped and "ne répond à" not in untyped
        assert "ne répond à" in typed


def test_what_follows_a_search_stands_in_one_line(rooms_client):
    """Each in a line of its own, they were pushed to the right, and two touched."""
    (line,) = page_of(rooms_client.get("/recherche?q=rencontre")).cssselect(".take-away > p")
    assert texts(line, "a") == ["Faire l'état des lieux", "Suivre dans un lecteur d'actualités"]
