"""A depositor's file waits, is corrected, published, and only then found by anybody.

The tests follow each other in one library.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.serving import FONDS, add_user, served
from tests.web.test_accessibility import ALL_RULES, COLOURS, explain, run
from tests.web.test_layout import OVERFLOW
from tests.web.views import DARK, DESKTOP, NARROW, View

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENT = CORPUS / "fiches/fiche-mediation-numerique.md"
BROKEN = b"%PDF-1.4 rien"
PASSWORD = "quatre mots pris au hasard"
#: A word of the correction that stands nowhere else.
WORD = "tarabiscotée"
#: Another, which the documentalist writes beside the page.
PUBLISHER = "Xylographe"
#: Reading and indexing take seconds on a busy machine.
PATIENCE = 90_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`fonds serve` over a new library with a documentalist and a depositor."""
    folder = str(tmp_path_factory.mktemp("publication") / "bibliotheque")
    subprocess.run([*FONDS, "init", folder], check=True, capture_output=True)
    for name, role in (("claire", "administrateur"), ("paul", "deposant")):
        add_user(folder, name, PASSWORD, "--role", role)
    with served(folder) as address:
        yield address


def opened(browser: Browser, address: str, name: str = "") -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="fr-FR", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if name:
        page.goto("/atelier/connexion")
        page.locator("#name").fill(name)
        page.locator("input[type=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Aujourd'hui")
    yield page
    context.close()


@pytest.fixture(scope="module")
def paul(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, "paul")


@pytest.fixture(scope="module")
def claire(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, "claire")


@pytest.fixture(scope="module")
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address)


def found(page: Page, words: str) -> int:
    """How many results the site gives; none while nothing was ever indexed."""
    answer = page.request.get("/recherche.json", params={"q": words})
    return int(answer.json()["total"]) if answer.ok else 0


def wait_until_found(page: Page, words: str, total: int) -> None:
    for _ in range(PATIENCE // 500):
        if found(page, words) == total:
            return
        page.wait_for_timeout(500)
    assert found(page, words) == total


def test_it_is_sent_and_waits(paul: Page, visitor: Page) -> None:
    paul.goto("/atelier/deposer")
    broken = {"name": "cassé.pdf", "mimeType": "application/pdf", "buffer": BROKEN}
    paul.locator("#files").set_input_files(DOCUMENT)
    paul.get_by_role("button", name="Déposer", exact=True).click()
    paul.wait_for_url("**/depots/**")
    expect(paul.locator("#stages-summary")).to_have_text(
        re.compile("1 ajouté, dont 1 à publier"), timeout=PATIENCE
    )
    expect(paul.locator(".stage.unpublished")).to_contain_text("En attente")
    assert found(visitor, "médiation numérique") == found(paul, "médiation numérique") == 0
    paul.goto("/atelier/deposer")
    paul.locator("#files").set_input_files([broken])  # type: ignore[list-item]
    paul.get_by_role("button", name="Déposer", exact=True).click()
    paul.wait_for_url("**/depots/**")
    expect(paul.locator("#stages-summary")).to_have_text("1 échec", timeout=PATIENCE)


def test_its_depositor_corrects_it(paul: Page, visitor: Page) -> None:
    paul.goto("/atelier")
    paul.locator("section", has_text="Vos documents en attente").get_by_role(
        "link", name="médiation numérique"
    ).click()
    paul.get_by_label("Titre", exact=True).fill(f"Une fiche {WORD}")
    paul.locator("#save").click()
    expect(paul.locator(".done")).to_contain_text("Enregistré")
    assert found(visitor, WORD) == 0


@pytest.mark.parametrize("view", [DESKTOP, NARROW, DARK], ids=str)
def test_what_waits_is_shown_to_all(claire: Page, browser: Browser, axe: str, view: View) -> None:
    state = claire.context.storage_state()
    context = browser.new_context(
        base_url=claire.url.partition("/atelier")[0], storage_state=state, locale="fr-FR",
        viewport={"width": view.width, "height": 900}, color_scheme=view.color_scheme,
    )  # fmt: skip
    window = context.new_page()
    for address in ("/atelier", "/atelier/a-publier", "/atelier/echecs"):
        window.goto(address, wait_until="load")
        report = run(axe, window, COLOURS if view is DARK else ALL_RULES)
        assert report["passes"] and not report["violations"], f"{address}\n{explain(report)}"
        wide, widest = window.evaluate(OVERFLOW)
        assert wide <= 0, (address, widest)
    context.close()


def test_it_is_corrected_beside_its_page_and_waits_still(claire: Page, visitor: Page) -> None:
    wait_until_found(claire, WORD, 1)
    assert found(visitor, WORD) == 0
    claire.goto("/atelier")
    claire.get_by_role("link", name="document à publier").focus()
    claire.keyboard.press("Enter")
    claire.wait_for_url("**/a-publier")
    claire.get_by_role("link", name="Relire et corriger").first.click()
    claire.wait_for_load_state()  # what keys do is told by a script, which comes last
    expect(claire.locator(".pane-window")).to_contain_text("médiation numérique")
    claire.get_by_label("Éditeur").fill(f"Maison {PUBLISHER}")
    claire.keyboard.press("Control+Enter")
    expect(claire.locator(".done")).to_contain_text("Enregistré")
    wait_until_found(claire, PUBLISHER, 1)
    assert found(visitor, PUBLISHER) == 0


def test_it_is_published_by_keyboard_and_only_then_found_by_anybody(claire: Page, visitor: Page) -> None:
    assert found(visitor, WORD) == 0
    claire.goto("/atelier/a-publier")
    claire.locator(".ticks input[type=checkbox]").focus()
    claire.keyboard.press("Space")
    claire.get_by_role("button", name="Publier les documents cochés").focus()
    claire.keyboard.press("Enter")
    expect(claire.locator(".done")).to_contain_text("1 document publié")
    wait_until_found(visitor, WORD, 1)
    assert found(visitor, PUBLISHER) == 1
    visitor.goto(f"/recherche?q={WORD}")
    expect(visitor.get_by_role("link", name=f"Une fiche {WORD}")).to_be_visible()


def test_a_file_that_cannot_be_read_is_tried_again_then_taken_out(claire: Page) -> None:
    claire.goto("/atelier/echecs")
    claire.get_by_role("button", name="Réessayer cassé.pdf").or_(
        claire.get_by_role("button", name=re.compile("^Réessayer"))
    ).last.click()
    expect(claire.locator(".done")).to_contain_text("lu à nouveau")
    claire.get_by_role("button", name=re.compile("^Mettre à la corbeille")).click()
    expect(claire.locator(".done")).to_contain_text("à la corbeille")


def test_publishing_is_taken_back(claire: Page, visitor: Page) -> None:
    claire.goto("/atelier/historique")
    step = claire.locator(".rows > li", has_text="Publication")
    step.get_by_role("button", name="Annuler").click()
    wait_until_found(visitor, WORD, 0)
    wait_until_found(claire, WORD, 1)
