"""From the demonstration corpus to a marked word on a page: indexer, engine and site together."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.library import open_library
from search_app.application import create_app
from tests.web.conftest import serve

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(ROOT / "fonds.toml", folder)
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    command = [sys.executable, "-m", "fonds", "index", "--library", str(folder)]
    assert subprocess.run(command, capture_output=True).returncode in {0, 1}  # 1: some documents failed
    app = create_app(open_library(folder))
    yield from serve(app)
    app.extensions["site_library"].images.close()
    app.extensions["site_library"].catalogue.close()


@pytest.fixture
def page(browser: Browser, demonstration: str) -> Iterator[Page]:
    context = browser.new_context(base_url=demonstration, locale="fr-FR")
    yield context.new_page()
    context.close()


def test_from_the_home_page_to_a_word_on_a_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill("reussite educative")  # as typed by someone in a hurry
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Type de document").get_by_label("Rapport d'activité").check()
    page.get_by_role("button", name="Filtrer").first.click()
    page.wait_for_url("**type=*")
    page.locator("main .extracts a").first.click()
    expect(page.locator("section.text mark")).not_to_have_count(0)
    found = page.locator("section.text mark").all_inner_texts()
    assert {word.casefold() for word in found} & {"réussite", "réussite éducative"}
    page.locator("figure img").evaluate("each => each.decode()")
    expect(page.locator(".overlay rect")).not_to_have_count(0)


def test_every_kind_of_document_can_be_read_online(page: Page) -> None:
    formats: dict[str, str] = {}
    following: str | None = "/recherche?tri=titre"
    while following:
        page.goto(following)
        for card in page.locator("main .card:has(.format)").all():
            formats[card.locator(".format").inner_text()] = card.locator("h3 a").get_attribute("href") or ""
        link = page.get_by_role("link", name="Suivante")
        following = link.get_attribute("href") if link.count() else None
    assert {"PDF", "Word", "ODT", "Page web"} <= formats.keys()
    for address in formats.values():
        page.goto(address)
        page.get_by_role("link", name="Lire en ligne").click()
        page.wait_for_url("**/page/1*")
        assert len(page.locator("section.text").inner_text()) > 40
