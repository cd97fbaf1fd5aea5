from catalogue.spreadsheet import read_rows
from tests.search_app.pages.html import page_of, texts

PERSON = {"User-Agent": "Mozilla/5.0"}


def counted(page, name):
    return next(
        row.cssselect("td")[0].text for row in page.cssselect("tr") if row.cssselect("th")[0].text == name
    )


def test_what_visitors_do_is_counted_and_nothing_of_who(log_in, run_index, desk_library, visitor):
    (desk_library.corpus / "a.txt").write_text("La santé au quartier des Rives.\n" * 30, encoding="utf-8")
    run_index()
    for _time in range(3):
        visitor.get("/recherche?q=santé", headers=PERSON)
    visitor.get("/recherche?q=xylophone", headers=PERSON)
    visitor.get("/recherche?q=santé", headers={"User-Agent": "Googlebot"})
    claire = log_in("claire")
    claire.get("/recherche?q=santé", headers=PERSON)
    page = page_of(claire.get("/atelier/activite"))
    assert counted(page, "Recherches") == "4"
    assert counted(page, "dont sans résultat") == "1"
    assert counted(page, "Documents entrés ou changés dans l'année") == "1"
    assert b"xylophone" not in (desk_library.state / "activity.sqlite").read_bytes()


def test_a_year_leaves_as_tables(log_in, run_index):
    run_index()
    claire = log_in("claire")
    rows = list(read_rows(claire.get("/atelier/activite.csv").data))
    assert {"Recherches", "Événements", "Vérifications"} <= {row.cells["Mesure"] for row in rows}
    assert claire.get("/atelier/activite.odt?annee=2025").data.startswith(b"PK")
    assert texts(page_of(claire.get("/atelier/activite?annee=2025")), "h1") == ["Activité 2025"]
