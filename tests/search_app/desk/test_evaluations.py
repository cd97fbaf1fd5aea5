import pytest

from catalogue.library import open_library
from catalogue.spreadsheet import read_rows
from desk.evaluations import Evaluation, Evaluations
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of, texts

PAGE = "/atelier/evaluations/journee"
EVENT = 'room = "agenda"\nidentifier = "journee"\ntitle = "Journée de lancement"\nbegins = "2007-10-09"\n'


@pytest.fixture
def desk_library(desk_library):
    with (desk_library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[site]\nrooms = ["agenda"]\n')
    (desk_library.corpus / "journee.toml").write_text(EVENT, encoding="utf-8")
    kept = Evaluations(desk_library)
    kept.receive("journee", Evaluation({"useful": 4, "speakers": 2}, {"better": "Le micro."}), "192.0.2.1")
    kept.receive("journee", Evaluation({"useful": 3}), "192.0.2.1")
    return open_library(desk_library.folder)


@pytest.fixture
def claire(log_in, run_index):
    run_index()
    return log_in("claire")


def row(page, words):
    line = next(each for each in page.cssselect("tbody tr") if words in each.text_content())
    return [" ".join(each.text_content().split()) for each in line.cssselect("td")]


def test_what_the_sheets_say_is_counted_drawn_and_told(claire):
    assert "2 fiches" in claire.get("/atelier/evaluations").text
    page = page_of(claire.get(PAGE))
    assert row(page, "me servira") == ["0", "0", "1", "1", "2", "3,5"]
    assert [each.get("width") for each in page.cssselect("svg rect")] == ["0", "50", "0", "0", "88"]
    assert texts(page, ".letter") == ["Le micro."]


def test_a_sheet_of_paper_is_entered_and_one_is_deleted(claire, desk_library):
    send(claire, PAGE, page=PAGE, act="enter", useful="1", kept="Sur papier.")
    assert row(page_of(claire.get(PAGE)), "me servira")[-2:] == ["3", "2,7"]
    sheet = Evaluations(desk_library).remarks("journee")[0].sheet
    send(claire, PAGE, page=PAGE, act="delete", sheet=str(sheet))
    assert texts(page_of(claire.get(PAGE)), ".letter") == ["Sur papier."]


def test_who_came_is_counted_and_stands_in_the_figures_of_the_year(claire, run_index):
    assert send(claire, PAGE, page=PAGE, act="count", attendance="beaucoup").status_code == 400
    assert send(claire, PAGE, page=PAGE, act="count", attendance="90").status_code == 302
    run_index()
    cells = [
        tuple(each.cells.values()) for each in read_rows(claire.get("/atelier/activite.csv?annee=2007").data)
    ]
    assert ("Dans l'année", "Participants comptés", "90") in cells
    assert ("Dans l'année", "Fiches d'évaluation", "2") in cells
    assert ("Fiches d'évaluation par événement", "Journée de lancement", "2") in cells
    assert any(
        measure.startswith("Ce que j'ai appris") and number == "3,5" for _table, measure, number in cells
    )


def test_only_those_who_describe_see_what_was_said(claire, visitor, log_in):
    assert visitor.get(PAGE).status_code == 302
    assert log_in("paul").get(PAGE).status_code == 403
    assert "micro" not in visitor.get("/notice/journee").text
