import re

import pytest

from catalogue.corrections import read_corrections
from catalogue.notice import read_notice
from desk.history import History
from tests.search_app.desk.conftest import send
from tests.search_app.desk.test_notice import TEXT

QUEUE = "/atelier/a-verifier"


@pytest.fixture
def two(desk_library, run_index):
    for name in ("bilan", "note"):
        text = TEXT.replace("Bilan", name.title()) + f"\nLa santé des habitants, {name}."
        (desk_library.corpus / f"{name}.md").write_text(text, encoding="utf-8")
    run_index()


def first(browser):
    """Address and answers' names, the title's first, of the first document that waits."""
    page = re.search(rf'href="({QUEUE}/\w+)"', browser.get(QUEUE).text)[1]
    return page, re.findall(r'name="(v-\w+)" value="refused"', browser.get(page).text)


def test_each_value_stands_beside_its_quote(log_in, two):
    browser = log_in("claire")
    page, names = first(browser)
    text = browser.get(page).text
    assert names and "Bilan du Sanitas" in text and "«" in text
    assert "2 documents à vérifier" in browser.get(QUEUE).text


def test_accepting_all_writes_the_notice_and_goes_on(log_in, two, desk_library, run_index):
    browser = log_in("claire")
    page, _names = first(browser)
    answer = send(browser, page, page=page, all="1")
    assert answer.location.startswith(QUEUE + "/") and answer.location.partition("?")[0] != page
    assert read_notice(desk_library.corpus / "bilan.md.toml").values["title"] == "Bilan du Sanitas"
    assert len(History(desk_library).reviewed()) == 1
    run_index()
    assert "1 document à vérifier" in browser.get(QUEUE).text
    send(browser, answer.location, page=QUEUE, all="1")
    assert "Rien n'attend" in browser.get(QUEUE).text


def test_a_refusal_is_written_and_learnt_from(log_in, two, desk_library):
    browser = log_in("claire")
    page, names = first(browser)
    send(browser, page, page=page, all="1", **{names[1]: "refused"})
    given = read_corrections(desk_library.state)
    assert sorted({each.decision for each in given}) == ["accepted", "refused"]
    refused = next(each for each in given if each.decision == "refused")
    assert refused.value not in str(
        read_notice(desk_library.corpus / "bilan.md.toml").values.get(refused.field)
    )
    assert refused.by == "claire"


def test_what_is_not_answered_stays_to_be_reviewed(log_in, two, desk_library):
    browser = log_in("claire")
    page, names = first(browser)
    send(browser, page, page=page, **{names[0]: "accepted"})
    assert not History(desk_library).reviewed()
    assert f'name="{names[0]}" value="accepted" checked' in browser.get(page).text


def test_a_review_is_undone_as_one_step(log_in, two, desk_library):
    browser = log_in("claire")
    page, _names = first(browser)
    send(browser, page, page=page, all="1")
    step = re.search(r'action="/atelier/historique/([\w-]+)"', browser.get("/atelier/historique").text)[1]
    send(browser, f"/atelier/historique/{step}", page="/atelier/historique")
    assert not (desk_library.corpus / "bilan.md.toml").exists()
    assert not History(desk_library).reviewed()
    assert {each.decision for each in read_corrections(desk_library.state)[-2:]} == {"withdrawn"}


def test_a_refused_title_leads_to_the_form(log_in, two, desk_library):
    browser = log_in("claire")
    page, names = first(browser)
    answer = send(browser, page, page=page, all="1", **{names[0]: "refused"})
    assert "/atelier/notice/" in answer.location and "le bon titre" in browser.get(answer.location).text
    assert "title" not in read_notice(desk_library.corpus / "bilan.md.toml").values
