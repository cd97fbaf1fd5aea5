import io

import pytest

from catalogue.notice import read_notice
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of, texts

PAGE = "/atelier/qualite"


def test_what_is_to_be_seen_to_is_told_with_its_line_and_remedy(desk_library, log_in, run_index):
    (desk_library.corpus / "note.md").write_text("# Note\n\nLe chat dort.\n", encoding="utf-8")
    (desk_library.corpus / "note.md.toml").write_text('title = "A"\nthemez = []\n', encoding="utf-8")
    run_index()
    page = page_of(log_in("claire").get("/atelier/qualite"))
    assert any("note.md.toml, ligne 2" in each and "themez" in each for each in texts(page, "li"))
    assert {"Notices à corriger 1", "Sans thème 1", "Sans date 1"} <= set(texts(page, "h2"))


def test_the_matrix_counts_what_the_librarian_sees_and_the_public_does_not(
    desk_library, log_in, run_index, visitor
):
    path = desk_library.corpus / "secret.toml"
    path.write_text(
        'title = "S"\nissued = "2007"\nthemes = ["sante"]\naccess = "internal"\n', encoding="utf-8"
    )
    run_index()
    assert "(1 document)" in log_in("claire").get("/lacunes").text.replace("\xa0", " ")
    assert "(1 document)" not in visitor.get("/lacunes").text.replace("\xa0", " ")


def test_only_librarians_may_look(log_in, visitor):
    assert log_in("paul").get("/atelier/qualite").status_code == 403
    assert visitor.get("/atelier/qualite").status_code == 302


def test_before_anything_is_indexed_there_is_nothing_to_say(desk_library, log_in, run_index):
    assert log_in("claire").get("/atelier/qualite").status_code == 200


def test_notices_are_imported_with_a_line_for_each_refused_one(desk_library, log_in):
    table = io.BytesIO(b"id;titre;themes\n1;Un;Sport\n2;;\n")
    browser = log_in("claire")
    answer = send(browser, "/atelier/import", file=(table, "liste.csv"))
    assert any("n° 2, ligne 3" in each for each in texts(page_of(answer), "li"))
    assert (desk_library.corpus / "imports/csv/csv-1.toml").exists()


def test_a_look_writes_nothing_and_a_wrong_file_is_said(desk_library, log_in):
    browser = log_in("claire")
    look = send(browser, "/atelier/import", file=(io.BytesIO(b"titre\nUn\n"), "a.csv"), look="1")
    assert look.status_code == 200
    wrong = send(browser, "/atelier/import", file=(io.BytesIO(b"rien"), "a.ris"))
    assert (wrong.status_code, "RIS" in wrong.text) == (400, True)
    assert not list(desk_library.corpus.rglob("*.toml"))


@pytest.fixture
def undated(desk_library, run_index):
    (desk_library.corpus / "a.md").write_text("# Une note\n\nLe chat dort.\n", encoding="utf-8")
    run_index()


def form_of(page, field):
    """The form in the line of the first document that lacks a field."""
    form = next(
        each for each in page.cssselect("form.fix") if dict(each.form_values())["field"] == field
    )  # fmt: skip
    return {name: value for name, value in form.form_values() if name != "csrf_token"}


def test_what_lacks_is_told_by_its_title_and_leads_to_its_box(log_in, undated):
    page = log_in("claire").get(PAGE).text
    assert '#issued-1">Une note</a>' in page and "Écrire la date" in page and "issued = " not in page
    assert 'href="/atelier/notices?theme=(sans)"' in page


def test_what_lacks_is_written_in_its_line_and_undone(log_in, undated, desk_library):
    browser = log_in("claire")
    form = form_of(page_of(browser.get(PAGE)), "issued") | {"value": "septembre 2022"}
    answer = send(browser, PAGE, page=PAGE, **form)
    assert read_notice(desk_library.corpus / "a.md.toml").values == {"issued": "2022-09"}
    undo = page_of(browser.get(answer.location)).cssselect(".done form")[0]
    send(browser, undo.get("action"), page=PAGE)
    assert not (desk_library.corpus / "a.md.toml").exists()


def test_a_theme_unknown_is_asked_about_in_its_line(log_in, undated, desk_library):
    browser = log_in("claire")
    form = form_of(page_of(browser.get(PAGE)), "themes") | {"value": "Friches urbaines"}
    answer = send(browser, PAGE, page=PAGE, **form)
    assert answer.status_code == 400 and "Créer ce thème" in answer.text
    created = {"meant.themes.Friches urbaines": "+", "below.themes.Friches urbaines": "cadre-de-vie"}
    assert send(browser, PAGE, page=PAGE, **form, **created).status_code == 302
    assert read_notice(desk_library.corpus / "a.md.toml").values == {"themes": ("friches-urbaines",)}


def test_no_other_field_is_written_there(log_in, undated, desk_library):
    browser = log_in("claire")
    form = form_of(page_of(browser.get(PAGE)), "issued") | {"field": "title", "value": "Volé"}
    assert send(browser, PAGE, page=PAGE, **form).status_code == 400
    assert not (desk_library.corpus / "a.md.toml").exists()
