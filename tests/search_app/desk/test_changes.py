from tests.search_app.desk.conftest import form_of, send
from tests.search_app.desk.test_notice import bilan
from tests.search_app.pages.html import page_of, plain

__all__ = ["bilan"]
PAGE = "/atelier/historique"


def test_each_step_tells_what_it_changed_field_by_field(log_in, bilan):
    browser = log_in("claire")
    for title in ("Premier", "Second"):
        form = form_of(browser.get(bilan).text) | {"title": title, "issued": "mars 2009"}
        send(browser, bilan, page=bilan, **form)
    told = [plain(each.text_content()) for each in page_of(browser.get(PAGE)).cssselect(".told")]
    assert told[0] == "TitrePremier → Second"
    assert "Date— → 2009-03" in told[1] and "Titre— → Premier" in told[1]


def test_a_notice_that_was_not_readable_is_told_as_nothing(log_in, bilan, desk_library):
    browser = log_in("claire")
    send(browser, bilan, page=bilan, **(form_of(browser.get(bilan).text) | {"title": "Un titre"}))
    send(browser, f"{bilan}/corbeille", page=bilan)
    assert browser.get(PAGE).status_code == 200
