"""What a depositor sends waits at the desk, and is found by anybody once somebody has published it."""

import hashlib

import pytest

from catalogue.library import open_library
from catalogue.settings import FILE_NAME
from indexer.pipeline import Run, index
from tests.search_app.desk.conftest import form_of, send
from tests.search_app.desk.test_deposit import TEXT, deposit, stages

IDENTIFIER = hashlib.sha256(TEXT.encode()).hexdigest()
EDIT = f"/atelier/notice/{IDENTIFIER}"
NOTICE = f"/notice/{IDENTIFIER}"


@pytest.fixture
def paul(log_in, run_index):
    """Paul's browser, after he sent a document that was indexed."""
    browser = log_in("paul")
    browser.sent = deposit(browser, ("bilan.md", TEXT.encode()))
    run_index()
    return browser


def found(browser):
    return browser.get("/recherche.json?q=sanitas").get_json()["total"]


def test_it_waits_where_its_depositor_and_the_desk_see_it(paul, log_in, visitor):
    assert stages(paul, paul.sent)["bilan.md"][0] == "unpublished"
    assert EDIT in paul.get(paul.sent.location).text
    assert found(visitor) == found(paul) == 0
    assert visitor.get(NOTICE).status_code == 404
    claire = log_in("claire")
    assert found(claire) == 1
    page = claire.get("/atelier/a-publier").text
    assert "envoyé par paul" in page and "notice non relue" in page


def test_its_depositor_corrects_it_and_it_is_published_so(paul, log_in, visitor, run_index, desk_library):
    assert "Publier" not in paul.get(EDIT).text
    answer = send(
        paul, EDIT, page=EDIT, title="Bilan corrigé", access="public", status="published", checked="1"
    )
    assert answer.status_code == 302, answer.text
    run_index()
    assert found(visitor) == 0
    answer = send(log_in("claire"), "/atelier/a-publier", id=IDENTIFIER)
    assert answer.status_code == 302
    run_index()
    assert "Bilan corrigé" in visitor.get("/recherche?q=sanitas").text
    assert visitor.get(NOTICE).status_code == 200
    # It is the centre's now.
    assert paul.get(EDIT).status_code == 404
    assert send(paul, f"{EDIT}/corbeille").status_code == 404


def test_a_publication_is_undone_in_one_step(paul, log_in, visitor, run_index):
    claire = log_in("claire")
    answer = send(claire, "/atelier/a-publier", shown=IDENTIFIER, all="1")
    run_index()
    assert found(visitor) == 1
    page = claire.get(answer.location).text
    assert "1 document publié" in page and "Rien n'attend" in page.replace("&#39;", "'")
    step = answer.location.partition("fait=")[2].partition("&")[0]
    send(claire, f"/atelier/historique/{step}")
    run_index()
    assert found(visitor) == 0
    assert visitor.get(NOTICE).status_code == 410  # who had read it is told


def test_its_depositor_withdraws_it(paul, log_in, run_index):
    assert send(paul, f"{EDIT}/corbeille").status_code == 302
    run_index()
    assert found(log_in("claire")) == 0
    assert "Sanitas" in log_in("claire").get("/atelier/corbeille").text


def test_nobody_else_s_document_is_theirs(log_in, run_index):
    deposit(log_in("claire"), ("bilan.md", TEXT.encode()))
    run_index()
    paul = log_in("paul")
    assert paul.get(EDIT).status_code == 404
    assert send(paul, EDIT, title="Volé").status_code == 404
    assert send(paul, "/atelier/a-publier", id=IDENTIFIER).status_code == 403


def test_a_library_may_have_everything_wait(log_in, visitor, desk_library):
    (desk_library.corpus / "bilan.md").write_text(TEXT)
    (desk_library.folder / FILE_NAME).write_text('[desk]\npublish = "by_hand"\n')
    index(Run(open_library(desk_library.folder), workers=1))
    assert found(visitor) == 0 and found(log_in("claire")) == 1


def test_it_is_published_as_it_is_reviewed(paul, log_in, visitor, run_index):
    claire = log_in("claire")
    page = f"/atelier/a-verifier/{IDENTIFIER}"
    assert "Publier ce document" in claire.get(page).text
    form = form_of(claire.get(page).text) | {"issued": "2009", "type": "etude"}
    assert send(claire, page, page=page, **form, all="1", publish="1").status_code == 302
    run_index()
    assert found(visitor) == 1
    assert "notice non relue" not in visitor.get(NOTICE).text
    assert "Publier ce document" not in claire.get(page).text


def test_an_embargo_is_told_at_the_desk_and_to_nobody_else(log_in, visitor, run_index, desk_library):
    (desk_library.corpus / "bilan.md").write_text(TEXT)
    (desk_library.corpus / "bilan.md.toml").write_text("embargo = 2999-12-31\n")
    run_index()
    assert found(visitor) == found(log_in("paul")) == 0
    page = log_in("claire").get("/atelier/a-publier").text
    assert "31 décembre 2999" in page and "Rien n" in page
