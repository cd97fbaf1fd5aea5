import pytest

from desk.history import History
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of, plain, texts

PAGE = "/atelier/notices"


@pytest.fixture
def three(desk_library, run_index):
    corpus = desk_library.corpus
    for name, notice in {
        "sante": 'title = "Santé"\nthemes = ["sante"]\nissued = "2009"\n',
        "emploi": 'title = "Emploi"\nthemes = ["emploi"]\nplaces = ["reg:24"]\nissued = "2012"\n',
        "attente": 'title = "Attente"\nstatus = "proposed"\n',
    }.items():
        (corpus / f"{name}.txt").write_text(f"Une note sur le sujet, {name}.", encoding="utf-8")
        (corpus / f"{name}.txt.toml").write_text(notice, encoding="utf-8")
    run_index()


def titles(answer):
    return sorted(texts(page_of(answer), ".ticks a"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("theme=sante", ["Santé"]),
        ("theme=(sans)", ["Attente"]),
        ("region=(sans)", ["Attente", "Santé"]),
        ("annee=(sans)", ["Attente"]),
        ("annee=2012", ["Emploi"]),
        ("etat=a-publier", ["Attente"]),
        ("etat=a-publier&theme=sante", []),
        ("etat=inconnu", ["Attente", "Emploi", "Santé"]),
        ("q=emploi", ["Emploi"]),
    ],
)
def test_notices_are_narrowed_by_what_they_hold_or_lack(log_in, three, asked, found):
    assert titles(log_in("claire").get(f"{PAGE}?{asked}")) == found


def test_each_filter_counts_and_keeps_what_is_chosen(log_in, three):
    page = page_of(log_in("claire").get(f"{PAGE}?theme=(sans)&tri=titre"))
    theme = page.cssselect("#f-theme option")
    assert [plain(each.text_content()) for each in theme][:2] == ["Tous", "Sans thème (1)"]
    chosen = page.cssselect("#f-theme option[selected], #f-tri option[selected]")
    assert [each.get("value") for each in chosen] == ["(sans)", "titre"]


def test_those_read_by_a_person_are_a_state(log_in, three, desk_library, visitor):
    browser = log_in("claire")
    (record,) = [
        each.get("value")
        for each in page_of(browser.get(f"{PAGE}?theme=sante")).cssselect(".ticks input")
    ]  # fmt: skip
    assert titles(browser.get(f"{PAGE}?etat=verifiees")) == []
    History(desk_library).mark_reviewed(record, "claire")
    assert titles(browser.get(f"{PAGE}?etat=verifiees")) == ["Santé"]
    assert "Santé" not in titles(browser.get(f"{PAGE}?etat=a-verifier"))


def test_a_change_of_all_that_is_found_heeds_the_state(log_in, three):
    browser = log_in("claire")
    form = {"s.etat": "a-publier", "all": "1", "field": "publisher", "operation": "set", "value": "ORIV"}
    answer = send(browser, "/atelier/lot", page=PAGE, **form)
    assert "1 notice sera modifiée" in answer.text


def test_a_view_is_named_found_again_and_removed(log_in, three):
    browser = log_in("claire")
    answer = send(browser, f"{PAGE}/vue", page=PAGE, name="Sans région", **{"s.region": "(sans)"})
    (view,) = page_of(browser.get(answer.location)).cssselect(".views a[aria-current]")
    assert view.text_content() == "Sans région"
    assert titles(log_in("anne").get(view.get("href"))) == ["Attente", "Santé"]
    assert send(browser, f"{PAGE}/vue", page=PAGE, name="", **{"s.q": "a"}).status_code == 400
    send(browser, f"{PAGE}/vue/retirer", page=PAGE, name="Sans région")
    assert not page_of(browser.get(PAGE)).cssselect(".views")
