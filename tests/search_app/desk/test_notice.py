import hashlib
import re
from types import SimpleNamespace

import pytest

from catalogue.library import open_library
from catalogue.rights import STAFF_READER
from desk.trash import Trash
from search.reading import open_catalogue
from tests.search_app.desk.conftest import form_of, send

TEXT = "# Bilan du Sanitas\n\n" + "La rénovation urbaine du quartier avance avec ses habitants. " * 30


@pytest.fixture
def bilan(desk_library, run_index):
    """Address of the editor of the one document there is."""
    (desk_library.corpus / "bilan.md").write_text(TEXT, encoding="utf-8")
    run_index()
    return "/atelier/notice/" + hashlib.sha256(TEXT.encode()).hexdigest()


def notice(library):
    path = library.corpus / "bilan.md.toml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def save(browser, address, **changed):
    return send(browser, address, page=address, **(form_of(browser.get(address).text) | changed))


def test_only_what_was_changed_becomes_a_persons_word(log_in, bilan, desk_library):
    browser = log_in("claire")
    assert save(browser, bilan).status_code == 302 and notice(desk_library) == ""
    save(browser, bilan, title="Bilan voulu", themes=["Santé", ""], places=["Centre-Val de Loire"])
    assert notice(desk_library) == 'title = "Bilan voulu"\nthemes = ["sante"]\nplaces = ["reg:24"]\n'


def test_the_search_follows(log_in, bilan, run_index, visitor):
    save(log_in("claire"), bilan, title="Un titre remarquable")
    run_index()
    assert "remarquable" in visitor.get("/recherche?q=remarquable").text
    assert "1 résultat" in visitor.get("/recherche?q=remarquable").text


def test_a_wrong_date_is_told_beside_its_box_and_nothing_typed_is_lost(log_in, bilan, desk_library):
    answer = save(log_in("claire"), bilan, issued="hier", title="Tapé longuement")
    assert answer.status_code == 400 and notice(desk_library) == ""
    assert 'id="issued-error"' in answer.text and "écrivez 2007" in answer.text
    assert 'value="Tapé longuement"' in answer.text and 'value="hier"' in answer.text


def test_two_people_at_once_lose_nothing(log_in, bilan, desk_library):
    claire, anne = log_in("claire"), log_in("anne")
    form = form_of(claire.get(bilan).text)
    save(anne, bilan, title="Le titre d'Anne")
    answer = send(claire, bilan, page=bilan, **(form | {"title": "Le titre de Claire"}))
    assert answer.status_code == 409
    assert "Le titre d&#39;Anne" in answer.text and 'value="Le titre de Claire"' in answer.text
    assert "Anne" in notice(desk_library)
    again = form_of(answer.text)
    assert send(claire, bilan, page=bilan, **again).status_code == 302
    assert "Claire" in notice(desk_library)


def test_required_fields_are_asked_before_a_notice_counts_as_checked(log_in, bilan, desk_library):
    browser = log_in("claire")
    answer = save(browser, bilan, checked="1", issued="", type="")
    assert answer.status_code == 400 and "attendu" in answer.text
    assert "Vérifiée" not in browser.get(bilan).text
    assert save(browser, bilan, checked="1", issued="2009", type="etude").status_code == 302
    assert "Vérifiée" in browser.get(bilan).text


def test_a_required_field_that_does_not_exist_keeps_no_notice_from_being_finished(
    log_in, bilan, desk_library, monkeypatch
):
    (desk_library.folder / "fonds.toml").write_text('[desk.required]\n"*" = ["titre"]\n', encoding="utf-8")
    opened = SimpleNamespace(library=open_library(desk_library.folder))
    monkeypatch.setattr("search_app.desk.sheet.site_library", lambda: opened)
    browser = log_in("claire")
    assert save(browser, bilan, checked="1").status_code == 302
    assert "Vérifiée" in browser.get(bilan).text


def test_required_fields_depend_on_the_type(desk_library):
    (desk_library.folder / "fonds.toml").write_text(
        '[desk.required]\n"*" = ["title"]\nrapport = ["title", "issued"]\n', encoding="utf-8"
    )
    required = open_library(desk_library.folder).settings.desk.required
    assert required == {"*": ("title",), "rapport": ("title", "issued")}


def test_a_broken_notice_is_shown_and_left_alone(log_in, bilan, desk_library):
    (desk_library.corpus / "bilan.md.toml").write_text("title = ", encoding="utf-8")
    browser = log_in("claire")
    assert "ligne 1" in browser.get(bilan).text
    assert save(browser, bilan, title="x").status_code == 400
    assert notice(desk_library) == "title = "


def test_history_shows_and_restores(log_in, bilan, desk_library):
    browser = log_in("claire")
    for title in ("Premier", "Second"):
        save(browser, bilan, title=title)
    page = browser.get(f"{bilan}/historique").text
    assert page.count("Restaurer cette version") == 1 and "la version qui vaut" in page
    oldest = re.findall(r'name="change" value="(\d+)"', page)[-1]
    send(browser, f"{bilan}/historique", page=bilan, change=oldest)
    assert "Premier" in notice(desk_library)


def test_the_trash_takes_out_of_search_and_gives_back(log_in, bilan, run_index, visitor, desk_library):
    browser = log_in("claire")
    save(browser, bilan, title="Un titre remarquable")
    run_index()
    send(browser, f"{bilan}/corbeille", page=bilan)
    run_index()
    assert "1 résultat" not in visitor.get("/recherche?q=remarquable").text
    page = browser.get("/atelier/corbeille").text
    assert "Un titre remarquable" in page and "Vider" not in page
    key = re.search(r'action="/atelier/corbeille/(\w+)"', page)[1]
    send(browser, f"/atelier/corbeille/{key}", page="/atelier/corbeille")
    run_index()
    assert "1 résultat" in visitor.get("/recherche?q=remarquable").text


def test_the_trash_is_emptied_after_confirmation(log_in, bilan, desk_library):
    send(log_in("claire"), f"{bilan}/corbeille", page=bilan)
    browser = log_in("anne")
    page = "/atelier/corbeille"
    keys = re.findall(r'name="key" value="(\w+)"', browser.get(page).text)
    assert "sans retour" in send(browser, page, page=page, key=keys).text
    assert "Bilan du Sanitas" in browser.get(page).text
    send(browser, page, page=page, key=keys, confirm="oui")
    assert "La corbeille est vide" in browser.get(page).text


def test_what_came_into_the_trash_since_it_was_shown_is_not_destroyed(log_in, bilan, run_index, desk_library):
    send(log_in("claire"), f"{bilan}/corbeille", page=bilan)
    browser, page = log_in("anne"), "/atelier/corbeille"
    shown = re.findall(r'name="key" value="(\w+)"', browser.get(page).text)
    (desk_library.corpus / "arrive.txt").write_text("Une note arrivée entre-temps.", encoding="utf-8")
    run_index()
    (arrived,) = open_catalogue(desk_library).records(STAFF_READER)
    (late,) = Trash(desk_library).discard([arrived], by="claire")
    send(browser, page, page=page, key=shown, confirm="oui")
    assert [each.key for each in Trash(desk_library).all()] == [late.key]


def test_many_notices_are_changed_previewed_and_undone(log_in, bilan, run_index, desk_library):
    (desk_library.corpus / "note.txt").write_text("Une note sur la rénovation urbaine.", encoding="utf-8")
    run_index()
    browser = log_in("claire")
    page = "/atelier/notices?q=r%C3%A9novation"
    form = {"s.q": "rénovation", "all": "1", "field": "publisher", "operation": "set", "value": "ORIV"}
    shown = send(browser, "/atelier/lot", page=page, **form).text
    assert "2 notices seront modifiées" in shown and notice(desk_library) == ""
    digest = re.search(r'name="digest" value="(\w+)"', shown)[1]
    assert send(browser, "/atelier/lot/appliquer", page=page, **form, digest="other").status_code == 409
    assert send(browser, "/atelier/lot/appliquer", page=page, **form, digest=digest).status_code == 302
    assert "ORIV" in notice(desk_library)
    step = re.search(r'action="/atelier/historique/([\w-]+)"', browser.get("/atelier/historique").text)[1]
    send(browser, f"/atelier/historique/{step}", page="/atelier/historique")
    assert notice(desk_library) == ""


@pytest.mark.parametrize(
    "form",
    [
        {"field": "themes", "operation": "add", "value": "sancté", "all": "1"},
        {"field": "identifier", "operation": "set", "value": "x", "all": "1"},
        {"field": "themes", "operation": "add", "value": "", "all": "1"},
        {"field": "themes", "operation": "add", "value": "sante"},
    ],
    ids=["unknown value", "field", "no value", "no notice"],
)
def test_a_bulk_edit_that_cannot_be_says_why(log_in, bilan, form):
    answer = send(log_in("claire"), "/atelier/lot", page="/atelier/notices", **form)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_a_town_of_several_is_asked_for_and_answered_without_a_script(log_in, bilan, desk_library):
    browser = log_in("claire")
    answer = save(browser, bilan, places=["Saint-Denis", ""])
    assert answer.status_code == 400 and "<title>Erreur" in answer.text
    assert "Saint-Denis (Seine-Saint-Denis)" in answer.text and "Saint-Denis (La Réunion)" in answer.text
    assert answer.text.count("aria-invalid") == 1
    save(browser, bilan, places=["Saint-Denis", ""], **{"meant.places.Saint-Denis": "com:97411"})
    assert 'places = ["com:97411"]' in notice(desk_library)


def test_a_town_misspelt_is_proposed_and_only_its_box_is_wrong(log_in, bilan):
    answer = save(log_in("claire"), bilan, places=["Tourcoin", "Tours", ""])
    proposed = re.findall(r'name="meant.places.Tourcoin" value="([^"]*)"', answer.text)
    assert proposed[0].startswith("Tourcoing") and answer.text.count("aria-invalid") == 1


def test_a_theme_is_made_where_it_is_refused(log_in, bilan, desk_library):
    browser = log_in("claire")
    answer = save(browser, bilan, themes=["Friches urbaines", ""])
    assert answer.status_code == 400 and "Créer ce thème" in answer.text
    created = {"meant.themes.Friches urbaines": "+", "below.themes.Friches urbaines": "cadre-de-vie"}
    assert save(browser, bilan, themes=["Friches urbaines", ""], **created).status_code == 302
    assert 'themes = ["friches-urbaines"]' in notice(desk_library)
    assert 'value="Friches urbaines"' in browser.get(bilan).text


def test_a_depositor_makes_no_term(log_in, bilan, desk_library):
    form = {
        "field": "themes",
        "operation": "add",
        "value": "Friches",
        "all": "1",
        "meant.themes.Friches": "+",
    }
    assert send(log_in("paul"), "/atelier/lot", **form).status_code == 403
    assert not desk_library.vocabularies.exists()


def test_dates_are_written_as_people_do(log_in, bilan, desk_library):
    browser = log_in("claire")
    save(browser, bilan, issued="septembre 2022", embargo="1er mars 2031")
    assert 'issued = "2022-09"' in notice(desk_library) and 'embargo = "2031-03-01"' in notice(desk_library)
    answer = save(browser, bilan, issued="printemps 2019")
    assert "une saison" in answer.text and 'name="meant.issued.printemps 2019" value="2019"' in answer.text


def test_a_change_of_many_asks_as_well(log_in, bilan):
    form = {"field": "places", "operation": "add", "value": "Saint-Denis", "all": "1"}
    browser = log_in("claire")
    answer = send(browser, "/atelier/lot", page="/atelier/notices", **form)
    assert answer.status_code == 400 and "Saint-Denis (La Réunion)" in answer.text
    again = send(
        browser, "/atelier/lot", page="/atelier/notices", **form, **{"meant.places.Saint-Denis": "com:97411"}
    )
    assert "La Réunion" in again.text and again.status_code == 200
