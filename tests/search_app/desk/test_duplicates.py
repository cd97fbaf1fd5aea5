import re

import pytest

from catalogue.log import Log
from catalogue.notice import read_notice
from desk.quality import alike_findings
from search_app.desk.compared import marked
from tests.search_app.desk.conftest import send
from tests.search_app.desk.test_deposit import TEXT
from tests.search_app.pages.html import page_of, texts

PAGE = "/atelier/doublons"


@pytest.fixture
def two(run_index, desk_library):
    """Two documents of one text."""
    (desk_library.corpus / "a.md").write_text(TEXT, encoding="utf-8")
    (desk_library.corpus / "b.txt").write_text(TEXT.replace("# ", ""), encoding="utf-8")
    run_index()


def pair(browser):
    address = page_of(browser.get(PAGE)).cssselect("#pairs ~ .rows h3 a")[0].get("href")
    return re.findall(r"[ab]=(\w+)", address)


def judge(browser, one, other, said):
    answer = send(browser, PAGE, page=PAGE, one=one, other=other, said=said)
    assert answer.status_code == 302, answer.text
    return answer


def waiting(browser):
    return len(page_of(browser.get(PAGE)).cssselect(".pair"))


def test_the_sweep_names_copies_and_pairs(log_in, run_index, two, desk_library):
    (desk_library.corpus / "copie.md").write_text(TEXT, encoding="utf-8")
    run_index()
    page = log_in("claire").get(PAGE).text
    assert "Même texte" in page and "b.txt" in page
    assert "copie.md" in page and "Même contenu que a.md" in page


def test_an_empty_library_has_no_duplicates(log_in, run_index):
    page = log_in("claire").get(PAGE).text
    assert "Aucun fichier n'est là deux fois" in page


def test_a_pair_told_apart_does_not_come_back_until_that_is_taken_back(
    log_in, run_index, two, desk_library, visitor
):
    browser = log_in("claire")
    one, other = pair(browser)
    assert len(list(alike_findings(desk_library, Log(desk_library.log_path)))) == 1
    judge(browser, one, other, "different")
    (desk_library.corpus / "c.txt").write_text("Une note.", encoding="utf-8")
    run_index()
    assert waiting(browser) == 0
    assert "<strong>0</strong> <span>ressemblance" in browser.get("/atelier").text
    assert not list(alike_findings(desk_library, Log(desk_library.log_path)))
    send(browser, f"{PAGE}/reprendre", page=PAGE, one=other, other=one)
    assert waiting(browser) == 1


def test_the_newer_version_leads_to_the_older_and_forgets_it_again(
    log_in, two, run_index, visitor, desk_library
):
    browser = log_in("claire")
    one, other = pair(browser)
    judge(browser, other, one, "version")
    assert read_notice(desk_library.corpus / "b.txt.toml").values["relations"] == (one,)
    run_index()
    assert waiting(browser) == 0
    links = page_of(visitor.get(f"/notice/{other}")).cssselect(f'a[href="/notice/{one}"]')
    assert one not in [each.text_content() for each in links] and links
    send(browser, f"{PAGE}/reprendre", page=PAGE, one=one, other=other)
    assert not (desk_library.corpus / "b.txt.toml").exists()


def test_of_two_that_are_the_same_the_other_goes_to_the_trash(log_in, two, desk_library):
    browser = log_in("claire")
    one, other = pair(browser)
    judge(browser, other, one, "same")
    assert (desk_library.corpus / "b.txt").exists() and not (desk_library.corpus / "a.md").exists()
    assert waiting(browser) == 0
    key = re.search(r'action="/atelier/corbeille/(\w+)"', browser.get("/atelier/corbeille").text)[1]
    send(browser, f"/atelier/corbeille/{key}", page="/atelier/corbeille")
    assert waiting(browser) == 1


def test_a_copy_goes_to_the_trash(log_in, two, run_index, desk_library):
    (desk_library.corpus / "copie.md").write_text(TEXT, encoding="utf-8")
    run_index()
    browser = log_in("claire")
    assert send(browser, f"{PAGE}/copie", page=PAGE, path="a.md").status_code == 404
    send(browser, f"{PAGE}/copie", page=PAGE, path="copie.md")
    assert (desk_library.corpus / "a.md").exists() and not (desk_library.corpus / "copie.md").exists()


def test_two_are_compared_side_by_side(log_in, two, run_index, desk_library):
    (desk_library.corpus / "b.txt.toml").write_text('publisher = "ORIV"\n', encoding="utf-8")
    run_index()
    browser = log_in("claire")
    one, other = pair(browser)
    page = page_of(browser.get(f"{PAGE}/comparer?a={one}&b={other}"))
    assert "Éditeur (différent)" in texts(page, ".differs th")
    assert len(page.cssselect(".compared-text")) == 2
    assert browser.get(f"{PAGE}/comparer?a={one}&b=inconnu").status_code == 404


@pytest.mark.parametrize("form", [{"said": "peut-être"}, {"other": "one"}])
def test_a_verdict_that_is_none_is_refused(log_in, two, form):
    browser = log_in("claire")
    one, other = pair(browser)
    asked = {"one": one, "other": one if "other" in form else other, "said": form.get("said", "same")}
    assert send(browser, PAGE, page=PAGE, **asked).status_code == 400
    assert waiting(browser) == 1


def test_words_that_differ_are_marked_and_markup_is_text():
    one, other = marked("le <b>bilan</b> de 2007", "le <b>bilan</b> de 2008 revu")
    assert one == "le &lt;b&gt;bilan&lt;/b&gt; de <mark>2007</mark>"
    assert other == "le &lt;b&gt;bilan&lt;/b&gt; de <mark>2008</mark> <mark>revu</mark>"
