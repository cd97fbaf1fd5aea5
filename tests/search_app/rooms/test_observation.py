from tests.search_app.pages.html import page_of, texts


def test_a_territory_shows_its_figures_with_their_source_programmes_actors_and_events(rooms_client):
    page = page_of(rooms_client.get("/territoires/R24"))
    assert texts(page, ".indicator caption") == ["Zones urbaines sensibles"]
    assert [texts(row, "td") for row in page.cssselect(".indicator tbody tr")] == [
        ["30", "Rapport 2007"], ["31", "Rapport 2009"],
    ]  # fmt: skip
    assert len(page.cssselect(".indicator svg rect")) == 2
    assert "Journée santé (12 mars 2126, 9 h 30)" in texts(page, "#seen-1 ~ ul li, #seen-2 ~ ul li")


def test_a_table_that_changes_shows_at_once(rooms_client, rooms_library):
    table = rooms_library.folder / "figures" / "zus.csv"
    before = table.read_text(encoding="utf-8")
    try:
        table.write_text(before.replace("30;", "1234;"), encoding="utf-8")
        assert "1 234" in rooms_client.get("/territoires/R24").get_data(as_text=True).replace("\u202f", " ")
    finally:
        table.write_text(before, encoding="utf-8")


def test_places_without_figures_say_nothing_of_them(rooms_client):
    assert page_of(rooms_client.get("/territoires/R53")).cssselect("#figures") == []
