"""A browser that runs no script does all that matters."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.pages import PAGES


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_searching_filtering_and_reading(page: Page) -> None:
    page.goto(PAGES["accueil"])
    page.get_by_label("Rechercher dans le fonds").fill("santé")
    page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("group", name="Thème").get_by_role("checkbox").first.check()
    page.locator("input[name=annee_min]").fill("2005")
    page.get_by_role("button", name="Filtrer").first.click()
    page.wait_for_url(re.compile(r"theme=.*annee=2005"))
    page.locator("main .card h3 a").first.click()
    page.locator("main .extracts a").first.click()
    page.wait_for_url("**/page/**")
    expect(page.locator("main mark")).not_to_have_count(0)


def test_what_needs_a_script_is_not_shown(page: Page) -> None:
    page.goto(PAGES["notice"])
    assert not page.get_by_role("button", name="Copier").is_visible()
    page.goto(PAGES["aide"])
    assert not page.locator("#shortcut").is_visible()
