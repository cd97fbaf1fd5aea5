"""A newcomer sets up her centre, from `fonds init` to a finished home and legal pages, and touches no file.

The tests of this file follow each other in one library, as her morning does. `fonds init` is asked in a
terminal of its own, as a person is.
"""

import os
import pty
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.web.serving import FONDS, add_user, served
from tests.web.test_accessibility import ALL_RULES, COLOURS, explain, run
from tests.web.test_layout import OVERFLOW
from tests.web.views import DARK, DESKTOP, NARROW, View

PASSWORD = "quatre mots pris au hasard"
REPORT = "# Bilan du contrat de ville de Tours\n\nLe logement et la santé des habitants du Sanitas en 2019.\n"
PAGES = ["/", "/a-propos", "/contact", "/mentions-legales", "/donnees-personnelles", "/accessibilite"]
DESK = [
    "/atelier/site",
    "/atelier/site/page/mentions-legales",
    "/atelier/site/page/accueil",
    "/atelier/messages",
]


def ask_init(folder: str) -> None:
    """`fonds init` in a terminal, its two questions answered as one types."""
    ours, theirs = pty.openpty()
    asked = subprocess.Popen([*FONDS, "init", folder], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    told = b""
    for question, answer in ((b"Nom du centre", "Villes au carré\n"), (b"Ville:", "Tours\n")):
        while question not in told:
            told += os.read(ours, 1024)
        told = b""
        os.write(ours, answer.encode())
    assert asked.wait(60) == 0
    os.close(ours)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of `fonds serve` over what she made by answering two questions, with one document in it."""
    folder = str(tmp_path_factory.mktemp("centre") / "lib")
    ask_init(folder)
    Path(folder, "corpus", "bilan.md").write_text(REPORT, encoding="utf-8")
    subprocess.run([*FONDS, "index", "--library", folder], check=True, capture_output=True)
    add_user(folder, "claire", PASSWORD)
    with served(folder, "--processes", "1", "--no-index") as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, centre: str) -> Iterator[Page]:
    context = browser.new_context(base_url=centre, locale="fr-FR", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_what_she_answered_is_on_every_page_and_nothing_else(page: Page) -> None:
    for address in PAGES:
        page.goto(address)
        shown = page.locator("body").inner_text()
        assert "Villes au carré" in shown
        assert "Tours" in shown
        assert not re.search(r"\blib\b|127\.0\.0\.1|localhost|fonds\.toml", shown), address


def test_the_desk_says_what_is_to_be_done(page: Page) -> None:
    page.goto("/atelier")
    page.locator("#name").fill("claire")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/atelier")
    page.get_by_role("link", name="pages du site à compléter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le site du centre")
    expect(page.locator(".lights .lacking")).to_have_count(5)


def test_she_gives_a_logo_and_a_colour_looks_first_and_saves(page: Page, tmp_path: Path) -> None:
    Image.new("RGB", (600, 200), "#c8102e").save(tmp_path / "logo.png")
    page.get_by_label("Logo", exact=True).set_input_files(tmp_path / "logo.png")
    page.get_by_label("Couleur de la maison").fill("#ffd700")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Aperçu").click()
    preview = opened.value
    preview.wait_for_load_state()
    expect(preview.get_by_text("rien n'est encore enregistré")).to_be_visible()
    assert preview.locator(".brand img.logo").evaluate("each => each.naturalWidth") > 100
    preview.close()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Cette couleur serait trop claire")).to_be_visible()
    band = page.locator(".band").evaluate("each => getComputedStyle(each).backgroundColor")
    assert band != "rgb(18, 63, 76)"


def test_she_orders_the_home_page_by_keyboard(page: Page) -> None:
    def names() -> list[str]:
        return [each.partition("\n")[0] for each in page.locator(".block-name").all_inner_texts()]

    before = names().index("Le mot du centre")
    for _ in range(2):
        page.get_by_role("button", name="Monter Le mot du centre").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert names().index("Le mot du centre") == before - 2
    page.get_by_label("Mettre un document à la une").fill("Bilan du contrat de ville de Tours")
    page.keyboard.press("Enter")
    expect(page.locator("#une + ul")).to_contain_text("Bilan")
    page.get_by_role("link", name="Écrire la phrase d'accueil").click()
    page.get_by_label("Phrase d'accueil").fill("La documentation des quartiers de Centre-Val de Loire.")
    page.get_by_label("Votre texte").fill("## Bienvenue\n\nNous sommes ouverts le **mardi**.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".done")).to_contain_text("Enregistré")
    page.goto("/")
    expect(page.locator(".lead")).to_contain_text("Centre-Val de Loire")
    titles = page.locator(".blocks h2").all_inner_texts()
    assert titles.index("À la une") < titles.index("Bienvenue") < titles.index("Nouveautés")


def test_she_fills_in_the_pages_until_every_light_is_green(page: Page) -> None:
    filled = {
        "a-propos": {"Votre texte": "Centre de ressources politique de la ville."},
        "contact": {"Adresse électronique": "doc@exemple.fr", "Téléphone": "02 47 00 00 00",
                    "Adresse postale": "2 rue des Docs\n37000 Tours"},
        "mentions-legales": {"Éditeur du site": "Association Villes au carré",
                             "Direction de la publication": "Anne Durand",
                             "Hébergeur": "Hébergeur SARL\n1 rue du Serveur, 75001 Paris"},
    }  # fmt: skip
    for name, boxes in filled.items():
        page.goto(f"/atelier/site/page/{name}")
        for label, value in boxes.items():
            page.get_by_label(label).fill(value)
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator(".done")).to_contain_text("Enregistré")
    page.goto("/atelier/site")
    expect(page.locator(".lights .complete")).to_have_count(5)
    page.goto("/mentions-legales")
    shown = page.locator("main").inner_text()
    assert all(each in shown for each in ("Anne Durand", "Hébergeur SARL", "37000 Tours", "02 47 00 00 00"))


def test_a_step_is_undone(page: Page) -> None:
    page.goto("/atelier/site")
    page.locator("#pas").get_by_role("button", name="Annuler").first.click()
    expect(page.locator(".done")).to_contain_text("annulé")
    expect(page.locator(".lights .lacking")).to_have_count(1)
    page.locator("#pas").get_by_role("button", name="Annuler").first.click()
    expect(page.locator(".done")).to_contain_text("annulé")
    expect(page.locator(".lights .complete")).to_have_count(5)


def test_a_visitor_reports_a_mistake_and_she_reads_it(page: Page, browser: Browser, centre: str) -> None:
    visitor = browser.new_context(base_url=centre, locale="fr-FR", java_script_enabled=False)
    window = visitor.new_page()
    window.goto("/recherche")
    window.locator(".card h3 a").first.click()
    window.get_by_role("link", name="Signaler une erreur").click()
    window.get_by_label("Votre message", exact=True).fill("La date est fausse.")
    window.get_by_role("button", name="Envoyer").click()
    expect(window.get_by_role("status")).to_contain_text("Votre message est arrivé")
    assert visitor.cookies() == []
    visitor.close()
    page.goto("/atelier/messages")
    expect(page.locator(".letter")).to_have_text("La date est fausse.")
    page.get_by_role("button", name="Traité").click()
    expect(page.locator(".done")).to_contain_text("traité")


@pytest.mark.parametrize("view", [DESKTOP, NARROW, DARK], ids=str)
def test_every_page_is_accessible_and_fits(page: Page, browser: Browser, axe: str, view: View) -> None:
    address, state = page.url.partition("/atelier")[0], page.context.storage_state()
    context = browser.new_context(
        base_url=address, storage_state=state, locale="fr-FR",
        viewport={"width": view.width, "height": 900}, color_scheme=view.color_scheme,
    )  # fmt: skip
    window = context.new_page()
    for address in [*PAGES, *DESK]:
        window.goto(address, wait_until="load")
        report = run(axe, window, COLOURS if view is DARK else ALL_RULES)
        assert report["passes"] and not report["violations"], f"{address}\n{explain(report)}"
        wide, widest = window.evaluate(OVERFLOW)
        assert wide <= 0, (address, widest)
    context.close()
