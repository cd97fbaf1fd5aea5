import vobject

from catalogue.spreadsheet import read_rows
from tests.search_app.pages.html import page_of, texts


def test_the_directory_lists_who_does_what_and_is_searched(rooms_client):
    page = page_of(rooms_client.get("/acteurs"))
    assert texts(page, ".room-list h2") == ["Anne Durand"]
    assert texts(page_of(rooms_client.get("/acteurs?q=cheffe")), ".room-list h2") == ["Anne Durand"]
    assert texts(page_of(rooms_client.get("/acteurs?q=jardinier")), ".room-list h2") == []
    assert texts(page_of(rooms_client.get("/acteurs?theme=habitat")), ".room-list h2") == []


def test_looking_for_somebody_else_stays_as_narrow(rooms_client):
    page = page_of(rooms_client.get("/acteurs?q=anne&theme=habitat&region=24"))
    (form,) = page.cssselect("form.line-form")
    assert dict(form.form_values()) == {"q": "anne", "theme": "habitat", "region": "24"}


def test_it_leaves_as_table_and_cards_without_what_is_private(rooms_client):
    (row,) = read_rows(rooms_client.get("/acteurs.csv").data)
    assert row.cells["Courriel professionnel"] == "a.durand@ville.example"
    cards = rooms_client.get("/acteurs.vcf").get_data(as_text=True)
    (card,) = vobject.readComponents(cards)
    assert (card.fn.value, card.email.value) == ("Anne Durand", "a.durand@ville.example")
    assert "2026-01-31" not in cards + rooms_client.get("/acteurs.csv").get_data(as_text=True)
