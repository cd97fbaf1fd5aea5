"""A day at the desk, from an empty library: `fonds serve` as its user runs it, and a browser before it.

The tests of this file follow each other in one library, as the day does.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.serving import FONDS, add_user, served
from tests.web.test_accessibility import ALL_RULES, COLOURS, explain, run
from tests.web.test_layout import OVERFLOW
from tests.web.views import DARK, DESKTOP, NARROW, View

CORPUS = Path(__file__).parents[2] / "corpus"
PASSWORD = "quatre mots pris au hasard"
#: Twelve documents of eight formats, and what the browser calls them.
DOCUMENTS = [
    "annonces/2008-02-28_demi-journee_discriminations.html",
    "comptes-rendus/CLSPD_pleniere_2022.rtf",
    "comptes-rendus/CR copil 12-03-2009 VF2.doc.pdf",
    "comptes-rendus/conseil citoyen 2016 11 17.docx",
    "comptes-rendus/notes atelier santé mentale.txt",
    "conventions/Convention régie de quartier (signée).pdf",
    "diagnostics/Diagnostic en marchant_Saint-Denis_mai2019.pdf",
    "diagnostics/ZFU Reims bilan cinq ans.odt",
    "dossiers/Dossier ressources - relogement.docx",
    "annonces/Ateliers sociolinguistiques rencontre du 14 mai.eml",
    "fiches/fiche-mediation-numerique.md",
    "fiches/clauses_sociales_ANRU_lorraine.pdf",
]
#: Reading and indexing take seconds on a busy machine.
PATIENCE = 90_000
PAGES = [
    "/atelier", "/atelier/deposer", "/atelier/a-verifier", "/atelier/notices", "/atelier/doublons",
    "/atelier/historique", "/atelier/corbeille", "/atelier/comptes", "/atelier/compte", "/atelier/import",
    "/atelier/a-publier", "/atelier/echecs", "/atelier/qualite", "/atelier/partenaires",
    "/atelier/notices?theme=(sans)&etat=a-verifier",
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of `fonds serve` over a new library whose administrator was made by `fonds user add`."""
    folder = str(tmp_path_factory.mktemp("atelier") / "bibliotheque")
    subprocess.run([*FONDS, "init", folder], check=True, capture_output=True)
    add_user(folder, "claire", PASSWORD)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, desk: str) -> Iterator[Page]:
    """One browser for the whole day, logged in by its first test."""
    context = browser.new_context(base_url=desk, locale="fr-FR", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def found(page: Page, words: str) -> int:
    """How many results the site gives."""
    return int(page.request.get("/recherche.json", params={"q": words}).json()["total"])


def wait_until_found(page: Page, words: str, total: int) -> None:
    for _ in range(PATIENCE // 500):
        if found(page, words) == total:
            return
        page.wait_for_timeout(500)
    assert found(page, words) == total


def test_one_logs_in_by_keyboard(page: Page) -> None:
    page.goto("/atelier")
    page.locator("#name").focus()
    page.keyboard.type("claire")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aujourd'hui")


def test_twelve_files_are_dropped_and_followed_until_searchable(page: Page) -> None:
    expect(page.locator(".waiting")).to_be_visible(timeout=PATIENCE)
    page.goto("/atelier/deposer")
    page.locator("#files").set_input_files([CORPUS / each for each in DOCUMENTS])
    page.get_by_role("button", name="Déposer", exact=True).click()
    page.wait_for_url("**/depots/**")
    expect(page.locator(".stage")).to_have_count(12)
    expect(page.locator("#stages-status")).to_contain_text("C'est fini", timeout=PATIENCE)
    stages = [each.get_attribute("class") for each in page.locator(".stage").all()]
    assert stages == ["stage searchable"] * 12
    wait_until_found(page, "", 12)


def test_they_are_reviewed_by_keyboard_alone(page: Page) -> None:
    page.goto("/atelier/a-verifier")
    page.get_by_role("link", name="Commencer par le premier").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/a-verifier/*")
    expect(page.locator(".value.proposed").nth(3)).to_be_attached()
    page.keyboard.press("a")
    expect(page.locator("input[value=accepted]:checked")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("r")
    expect(page.locator("input[value=refused]:checked")).to_have_count(1)
    quoted = 0
    for _ in range(12):
        quoted += page.locator(".overlay g rect, .pane-text mark").count()
        fill_what_is_expected(page)
        page.keyboard.press("t")
        page.wait_for_url(re.compile(r"fait="))
        if "fini" in page.url:
            break
        page.evaluate("() => history.replaceState(null, '', location.pathname)")
    expect(page.locator(".done")).to_contain_text("tout est vérifié")
    assert quoted > 20, "what is quoted is marked on its page"


def fill_what_is_expected(page: Page) -> None:
    """Write in place, as a person does who sees the page beside, what the software did not find."""
    if not page.locator("#issued-1").input_value():
        page.locator("#issued-1").fill("mars 2016")
        page.keyboard.press("Escape")
    if not page.locator("#type-1").input_value():
        page.locator("#type-1").select_option("actes")
        page.locator("h1").click()


def test_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/atelier/notices")
    identifier = page.locator(".ticks input").first.get_attribute("value")
    page.goto(f"/atelier/a-verifier/{identifier}")
    page.locator("#keys summary").click()
    page.locator("#shortcut").click()
    page.locator("h1").click()
    page.keyboard.press("t")
    page.wait_for_timeout(300)
    assert page.url.endswith(str(identifier))
    page.locator("#shortcut").click()


def test_many_are_changed_at_once_found_and_undone(page: Page) -> None:
    page.goto("/atelier/notices?q=quartier")
    page.locator(".bulk-panel summary").click()
    page.get_by_label("Toutes les notices de cette recherche").check()
    page.get_by_label("Que faire ?").select_option("set")
    page.get_by_label("Dans quel champ ?").select_option("publisher")
    page.get_by_label("Valeur", exact=True).fill("Centre Xylophone")
    page.get_by_role("button", name="Voir ce qui changerait").click()
    expect(page.locator(".preview > li").nth(1)).to_be_attached()
    lines = page.locator(".preview > li").count()
    assert found(page, "xylophone") == 0
    page.get_by_role("button", name="Appliquer").click()
    wait_until_found(page, "xylophone", lines)
    page.get_by_role("button", name="Annuler").first.click()
    wait_until_found(page, "xylophone", 0)


def test_what_was_thrown_away_comes_back(page: Page) -> None:
    total = found(page, "")
    page.goto("/atelier/notices?q=relogement")
    page.locator(".ticks a").first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Mettre à la corbeille").click()
    expect(page.locator(".rows")).to_contain_text(title)
    wait_until_found(page, "", total - 1)
    page.get_by_role("button", name="Restaurer").first.click()
    wait_until_found(page, "", total)


def test_a_correction_is_found_at_once(page: Page) -> None:
    page.goto("/atelier/notices?q=relogement")
    page.locator(".ticks a").first.click()
    page.get_by_label("Titre", exact=True).fill("Un titre tarabiscoté")
    page.locator("#save").click()
    expect(page.locator(".done")).to_contain_text("Enregistré")
    wait_until_found(page, "tarabiscoté", 1)


def test_words_chosen_on_the_page_go_into_a_field(page: Page) -> None:
    page.goto("/atelier/notices?q=Saint-Denis")
    page.get_by_role("link", name="diagnostic en marchant").first.click()
    page.wait_for_load_state()
    words = page.locator(".word")
    words.first.wait_for(state="attached")
    words.first.scroll_into_view_if_needed()
    first, third = words.nth(0).bounding_box(), words.nth(2).bounding_box()
    assert first and third
    page.mouse.move(first["x"] + 2, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(third["x"] + third["width"] / 2, third["y"] + third["height"] / 2, steps=6)
    page.mouse.up()
    chosen = page.locator("#put-text").inner_text()
    assert len(chosen.split()) == 3
    page.get_by_label("Mettre dans").select_option("publisher")
    page.get_by_role("button", name="Mettre", exact=True).click()
    expect(page.locator("#publisher-1")).to_have_value(chosen)
    page.get_by_role("button", name="Reprendre la valeur d'avant").click()
    expect(page.locator("#publisher-1")).not_to_have_value(chosen)


def test_words_are_chosen_by_keyboard_too(page: Page) -> None:
    page.locator(".pane-raw summary").focus()
    page.keyboard.press("Enter")
    page.locator(".pane-raw textarea").focus()
    page.keyboard.press("Control+Home")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    text = page.locator(".pane-raw textarea").input_value()
    expect(page.locator("#put-text")).to_have_text(" ".join(text[:6].split()))
    page.locator("#put-it").focus()
    page.keyboard.press("Enter")
    page.locator("#save").click()
    expect(page.locator(".done")).to_contain_text("Enregistré")
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".done")).to_contain_text("comme avant")


@pytest.mark.parametrize("view", [DESKTOP, replace(NARROW, name="768 px", width=768), NARROW, DARK], ids=str)
def test_every_page_is_accessible_and_fits(page: Page, browser: Browser, axe: str, view: View) -> None:
    state = page.context.storage_state()
    context = browser.new_context(
        base_url=page.url.partition("/atelier")[0], storage_state=state, locale="fr-FR",
        viewport={"width": view.width, "height": 900}, color_scheme=view.color_scheme,
    )  # fmt: skip
    window = context.new_page()
    window.goto("/atelier/notices")
    notice = str(window.locator(".ticks a").first.get_attribute("href"))
    more = [notice, f"{notice}/historique", notice.replace("/notice/", "/a-verifier/")]
    for address in [*PAGES, *more]:
        window.goto(address, wait_until="load")
        report = run(axe, window, COLOURS if view is DARK else ALL_RULES)
        assert report["passes"] and not report["violations"], f"{address}\n{explain(report)}"
        wide, widest = window.evaluate(OVERFLOW)
        assert wide <= 0, (address, widest)
    context.close()
