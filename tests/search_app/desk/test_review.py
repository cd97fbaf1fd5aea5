import re

import pytest

from catalogue.corrections import read_corrections
from catalogue.notice import read_notice
from desk.history import History
from tests.search_app.desk.conftest import form_of, send
from tests.search_app.desk.test_notice import TEXT
from tests.search_app.pages.html import page_of, texts

QUEUE = "/atelier/a-verifier"
#: What a notice is expected to hold and the software does not find in these two.
GIVEN = {"issued": "2009", "type": "etude"}


@pytest.fixture
def two(desk_library, run_index):
    for name in ("bilan", "note"):
        text = TEXT.replace("Bilan", name.title()) + f"\nLa santé des habitants, {name}."
        (desk_library.corpus / f"{name}.md").write_text(text, encoding="utf-8")
    run_index()


def first(browser):
    """Address of the first document that waits, and its form untouched."""
    page = re.search(rf'href="({QUEUE}/\w+)"', browser.get(QUEUE).text)[1]
    return page, form_of(browser.get(page).text)


def answered(browser, page, form, **said):
    return send(browser, page, page=page, **(form | said))


def test_each_value_stands_in_its_box_with_its_quote_beside_the_page(log_in, two):
    browser = log_in("claire")
    page, form = first(browser)
    sheet = page_of(browser.get(page))
    title = sheet.cssselect("[data-field=title] .value.proposed")[0]
    assert title.cssselect("input[name=title]")[0].get("value") == "Bilan du Sanitas"
    assert "Bilan du Sanitas" in title.cssselect("q")[0].text_content()
    assert "Bilan du Sanitas" in sheet.cssselect(".pane-text mark")[0].text_content()
    assert len(form["asked"]) > 2
    assert "2 documents à vérifier" in browser.get(QUEUE).text


def test_accepting_all_writes_the_notice_and_goes_on(log_in, two, desk_library, run_index):
    browser = log_in("claire")
    page, form = first(browser)
    answer = answered(browser, page, form, all="1", **GIVEN)
    assert answer.location.startswith(QUEUE + "/") and answer.location.partition("?")[0] != page
    assert "Bilan du Sanitas" in browser.get(answer.location).text
    assert read_notice(desk_library.corpus / "bilan.md.toml").values["title"] == "Bilan du Sanitas"
    assert len(History(desk_library).reviewed()) == 1
    run_index()
    assert "1 document à vérifier" in browser.get(QUEUE).text
    last = answer.location.partition("?")[0]
    answered(browser, last, form_of(browser.get(last).text), all="1", **GIVEN)
    assert "Rien n'attend" in browser.get(QUEUE).text


def test_what_is_expected_is_asked_before_all_is_accepted(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    answer = answered(browser, page, form, all="1", issued="")
    assert answer.status_code == 400 and 'id="issued-error"' in answer.text
    assert not (desk_library.corpus / "bilan.md.toml").exists()


def test_a_refusal_is_written_and_learnt_from(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    refused = theme_of(browser, page)
    answered(browser, page, form, all="1", **{f"v-{refused}": "refused"}, **GIVEN)
    given = read_corrections(desk_library.state)
    assert sorted({each.decision for each in given}) == ["accepted", "refused"]
    (taught,) = [each for each in given if each.decision == "refused" and each.field == "themes"]
    assert taught.value not in read_notice(desk_library.corpus / "bilan.md.toml").values["themes"]
    assert taught.by == "claire"


def test_a_value_is_corrected_in_its_place_and_that_teaches_too(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    answer = answered(browser, page, form, title="Le bilan de 2009", themes=[*form["themes"], "Emploi"])
    assert answer.status_code == 302, texts(page_of(answer), ".error")
    written = read_notice(desk_library.corpus / "bilan.md.toml").values
    assert written["title"] == "Le bilan de 2009" and "emploi" in written["themes"]
    (taught,) = read_corrections(desk_library.state)
    assert (taught.field, taught.value, taught.decision) == ("title", "Bilan du Sanitas", "refused")


def test_what_is_not_answered_stays_to_be_reviewed(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    title, *_others = form["asked"]
    answered(browser, page, form, **{f"v-{title}": "accepted"})
    assert list(read_notice(desk_library.corpus / "bilan.md.toml").values) == ["title"]
    assert not History(desk_library).reviewed()
    left = form_of(browser.get(page).text)
    assert title not in left["asked"] and left["asked"]


def test_a_proposal_the_form_did_not_show_is_not_judged(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    theme = theme_of(browser, page)
    form["asked"].remove(theme)
    answered(browser, page, form, all="1", **GIVEN)
    assert "themes" not in read_notice(desk_library.corpus / "bilan.md.toml").values
    assert not History(desk_library).reviewed()


def test_another_page_is_looked_at_and_nothing_typed_is_lost(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    theme = theme_of(browser, page)
    answer = answered(browser, page, form, look="1", title="Tapé", **{f"v-{theme}": "refused"})
    assert answer.status_code == 200 and 'value="Tapé"' in answer.text
    assert form_of(answer.text)[f"v-{theme}"] == ["refused"]
    assert not (desk_library.corpus / "bilan.md.toml").exists()


def test_a_review_is_undone_where_it_was_made(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    answer = answered(browser, page, form, all="1", **GIVEN)
    undo = page_of(browser.get(answer.location)).cssselect(".done form")[0]
    back = send(browser, undo.get("action"), page=page, retour="verifier")
    assert back.location.startswith(page)
    assert not (desk_library.corpus / "bilan.md.toml").exists()
    assert not History(desk_library).reviewed()
    assert {each.decision for each in read_corrections(desk_library.state)[-2:]} == {"withdrawn"}


def test_a_refused_title_is_asked_for(log_in, two, desk_library):
    browser = log_in("claire")
    page, form = first(browser)
    title, *_others = form["asked"]
    answer = answered(browser, page, form, all="1", **{f"v-{title}": "refused"}, **GIVEN)
    assert answer.status_code == 400 and "écrivez le bon" in answer.text
    assert not (desk_library.corpus / "bilan.md.toml").exists()


def theme_of(browser, page):
    """Key of the first theme proposed."""
    return page_of(browser.get(page)).cssselect("[data-field=themes] .proposed")[0].get("data-key")


def test_what_the_describer_doubts_is_shown_beside_its_field_and_in_no_box(
    log_in, desk_library, run_index, client
):
    text = "Note\n\nLe séminaire s'est tenu à Blois. Les transports sont cités une fois, comme le sport."
    (desk_library.corpus / "doute.md").write_text(text, encoding="utf-8")
    run_index()
    browser = log_in("claire")
    page, form = first(browser)
    sheet = page_of(browser.get(page))
    (doubted,) = sheet.cssselect("[data-field=places] .doubted")
    assert "Blois" in doubted.text_content() and doubted.cssselect("a[title*='Blois']")
    assert not any("Blois" in each for each in form["places"])
    (tick,) = doubted.cssselect("input")
    answered(browser, page, form, **{tick.get("name"): tick.get("value")})
    assert read_notice(desk_library.corpus / "doute.md.toml").values["places"] == ("com:41018",)
