"""A table taken from the site, corrected and brought back at the desk: seen before, undone after."""

import io

from catalogue.notice import read_notice
from tests.search_app.desk.conftest import token_of

TABLE = "id;titre;cote;note\n1;Un été;B 12;à part\n"


def post(browser, text, **form):
    form |= {"csrf_token": token_of(browser, "/atelier/import"), "file": (io.BytesIO(text.encode()), "t.csv")}
    return browser.post("/atelier/import", data=form, content_type="multipart/form-data").text


def test_what_is_left_and_what_is_corrected_is_shown_and_can_be_undone(log_in, desk_library, run_index):
    browser = log_in("claire")
    assert "note (1)" in post(browser, TABLE)
    run_index()
    corrected = "Identifiant;Titre\ncsv-1;Un hiver\n"
    page = post(browser, corrected, look="1")
    assert "<del>Un été</del> → <ins>Un hiver</ins>" in page
    path = desk_library.corpus / "imports/csv/csv-1.toml"
    assert read_notice(path).values["title"] == "Un été"
    assert "/atelier/historique" in post(browser, corrected)
    assert read_notice(path).values["title"] == "Un hiver"
    assert "claire" in browser.get("/atelier/historique").text
