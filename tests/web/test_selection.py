"""A practitioner finds, keeps, compares, cites and sends documents, with a script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.short_code import short_code
from tests.web.pages import PAGES


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_selection_is_kept_in_the_browser_and_shared(page: Page, browser: Browser, site: str) -> None:
    page.goto(PAGES["résultats"])
    link = page.get_by_role("navigation", name="Navigation principale").get_by_role(
        "link", name="Ma sélection"
    )
    boxes = page.get_by_role("checkbox", name="Sélectionner")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(link).to_have_text("Ma sélection (2)")
    page.goto(PAGES["notice anglaise"])
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    expect(page.get_by_role("button", name="Retirer de ma sélection")).to_be_visible()
    expect(link).to_have_text("Ma sélection (3)")
    page.goto("/selection")
    page.wait_for_url("**/selection?d=*")
    expect(page.locator(".cards li")).to_have_count(3)
    page.get_by_role("link", name="Retirer de la sélection").first.click()
    expect(link).to_have_text("Ma sélection (2)")
    page.get_by_role("button", name="Copier la bibliographie").click()
    assert len(copied(page).strip().splitlines()) == 2
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié")).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(copied(page))
    expect(other.locator(".references li")).to_have_count(2)
    other.get_by_role("button", name="Garder ces documents").click()
    expect(other.get_by_role("link", name="Ma sélection (2)")).to_be_visible()
    other.get_by_role("link", name="Vider la sélection").click()
    expect(other.get_by_text("Votre sélection est vide")).to_be_visible()
    other.context.close()


def test_without_a_script_the_address_carries_the_selection(plain: Page) -> None:
    plain.goto(PAGES["résultats"])
    boxes = plain.get_by_role("checkbox", name="Sélectionner")
    boxes.nth(0).check()
    boxes.nth(1).check()
    plain.get_by_role("button", name="Voir les documents sélectionnés").click()
    expect(plain.locator(".cards li")).to_have_count(2)
    plain.get_by_label("Adresse courte d'un document").fill(f"/d/{short_code('urban-health')}")
    plain.get_by_role("button", name="Ajouter", exact=True).click()
    expect(plain.locator(".cards li")).to_have_count(3)
    plain.get_by_role("link", name="Comparer").click()
    expect(plain.locator(".side-by-side thead th")).to_have_count(3)
    assert not plain.get_by_role("button", name="Copier").first.is_visible()


def test_a_sheet_of_paper_holds_references_and_the_address(page: Page) -> None:
    page.goto(PAGES["sélection"])
    page.emulate_media(media="print")
    assert page.locator(".references li").first.is_visible()
    assert page.locator("p.print-only").is_visible()
    assert not page.locator(".cards").is_visible()
    assert not page.locator("#added").is_visible()


def copied(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))
