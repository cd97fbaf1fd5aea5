"""Whatever a document says of itself, the browser runs nothing of it."""

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from catalogue.library import create_library
from catalogue.record import Evidence, Provenance, Record, Rubric
from catalogue.record import Page as Text
from catalogue.rooms import RUBRICS
from search_app.application import create_app
from tests.search_app.fonds_of_test import PDF, RECORDS
from tests.search_app.memory import MemoryCatalogue
from tests.web.conftest import serve

#: Closes whatever it may stand in, then tries to run.
POLYGLOT = (
    "jaVasCript:alert(1)//\"'></title></script></textarea></style><svg/onload=alert(1)>"
    "<img src=x onerror=alert(1)>{{7*7}}&lt;script>alert(1)</script>"
)
KEPT = {"identifier", "issued", "format", "pages", "sha256", "size", "access", "language", "centre", "file"}
#: What decides whether a reader sees the notice at all.
KEPT |= {"status", "embargo", "sharing"}
ADDRESSES = [
    "/",
    "/recherche?q=alert",
    "/notice/hostile?q=alert",
    "/notice/hostile/page/1?q=alert",
    "/notice/rapport-2007?q=%3Csvg/onload=alert(1)%3E",
    "/recherche?q=%22%3E%3Csvg/onload=alert(1)%3E&theme=%3Cimg%20src=x%20onerror=alert(1)%3E&annee=%3Cb%3E",
    "/notice/%3Csvg%20onload=alert(1)%3E",
]


def hostile_record() -> Record:
    """Every field that a document or a notice fills holds the polyglot."""
    filled = {
        each.name: (POLYGLOT,) if each.type in (tuple[str, ...], "tuple[str, ...]") else POLYGLOT
        for each in fields(Record)
        if each.name not in KEPT | {"provenance", "rubrics"}
    }
    evidence = (Evidence(1, POLYGLOT),)
    reasons = tuple(
        Provenance(name, POLYGLOT, POLYGLOT, 0.5, evidence) for name in ("title", "themes", "abstract")
    )
    filled["rubrics"] = tuple(Rubric(name, 1, POLYGLOT) for name in RUBRICS)
    return replace(RECORDS[0][0], identifier="hostile", format=PDF, provenance=reasons, **filled)


@pytest.fixture(scope="module")
def site_of_hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    library = create_library(tmp_path_factory.mktemp("hostile"))
    pages = (Text(1, POLYGLOT, label=POLYGLOT, headings=(POLYGLOT,)),)
    catalogue = MemoryCatalogue(library.folder, (*RECORDS, (hostile_record(), pages)))
    yield from serve(create_app(library, opener=lambda _: catalogue))  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_runs(browser: Browser, site_of_hostile: str, address: str) -> None:
    page = browser.new_page()
    complaints = listen(page)
    page.goto(site_of_hostile + address)
    if "/hostile" in address:
        assert "onerror=alert(1)" in page.locator("main").inner_text(), "the polyglot was not even shown"
    assert (
        page.locator("img[src=x], svg[onload], script:not([src], [type='application/ld+json'])").count() == 0
    )
    expect(page.locator("a[href^='javascript' i]")).to_have_count(0)
    assert not complaints
    page.close()


def test_typing_completes_to_text(browser: Browser, site_of_hostile: str) -> None:
    page = browser.new_page()
    complaints = listen(page)
    page.goto(site_of_hostile)
    page.get_by_role("combobox").press_sequentially("alert")
    page.get_by_role("option", name="onerror").first.wait_for()
    expect(page.locator("[role=listbox] img")).to_have_count(0)
    assert not complaints
    page.close()


def listen(page: Page) -> list[str]:
    """What the browser complains of: dialogs, errors, what the site's policy refused."""
    heard: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            heard.append(message.text)

    page.on("dialog", on_dialog)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", on_console)
    return heard
