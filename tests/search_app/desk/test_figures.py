import io

import pytest
import xlsxwriter

from catalogue.library import open_library
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of, texts

TABLE = "lieu;indicateur;année;valeur;source\nCentre;ZUS;2007;30;Rapport 2007\nNulle part;ZUS;2007;1;R\n"


@pytest.fixture
def desk_library(desk_library):
    with (desk_library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[site]\nrooms = ["territoires"]\n')
    return open_library(desk_library.folder)


def sent(browser, content, name):
    page = "/atelier/chiffres"
    return send(browser, page, page=page, file=(io.BytesIO(content), name))


def test_a_table_is_kept_and_rows_left_out_are_told(log_in, run_index, desk_library):
    run_index()
    claire = log_in("claire")
    page = page_of(sent(claire, TABLE.encode(), "Chiffres été.csv"))
    assert texts(page, ".done") == ["1 chiffre gardé."]
    assert "chiffres-ete.csv, ligne 3" in texts(page, "#refused ~ ul li")[0]
    assert "Rapport 2007" in claire.get("/territoires/R24").get_data(as_text=True)
    send(claire, "/atelier/chiffres/chiffres-ete.csv/retirer", page="/atelier/chiffres")
    assert "Rapport 2007" not in claire.get("/territoires/R24").get_data(as_text=True)
    assert (desk_library.folder / "figures" / "chiffres-ete.csv.retire").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a;b\n1;2\n"])
def test_what_is_no_table_of_figures_is_refused_in_a_sentence(log_in, run_index, desk_library, content):
    run_index()
    answer = sent(log_in("claire"), content, "x.xlsx")
    assert answer.status_code == 400
    assert texts(page_of(answer), ".alert")
    assert not (desk_library.folder / "figures").exists()


def test_no_name_leads_out_of_the_folder(log_in, run_index, desk_library):
    run_index()
    claire = log_in("claire")
    sent(claire, TABLE.encode(), "../../fonds.toml")
    assert [each.name for each in (desk_library.folder / "figures").iterdir()] == ["fonds.csv"]


def test_a_workbook_is_read_by_its_first_sheet(log_in, run_index):
    run_index()
    assert "2 chiffres" in sent(log_in("claire"), workbook(), "c.xlsx").get_data(as_text=True)


def workbook():
    """The same as a workbook."""
    rows = (["lieu", "indicateur", "année", "valeur", "source"], ["Centre", "ZUS", 2007, 30, "R"],
            ["Bretagne", "ZUS", 2007, 8, "R"])  # fmt: skip
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Chiffres")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()
