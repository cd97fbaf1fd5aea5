"""The rooms of the demonstration library, as a visitor goes through them, and each page under the audits."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.web.serving import FONDS, served
from tests.web.test_accessibility import ALL_RULES, COLOURS, explain, run

ROOT = Path(__file__).parents[2]
#: Every page of the rooms, with content.
PAGES = (
    "/experiences", "/acteurs", "/agenda", "/dossiers", "/questions", "/etat-des-lieux", "/territoires",
    "/etat-des-lieux?q=sant%C3%A9", "/territoires/R54", "/territoires/C28134", "/notice/dossier-habitants",
    "/notice/acteur-bertin", "/notice/agenda-sante-mentale-2027", "/notice/question-qpv-zus",
    "/notice/experience-jardin-rives", "/experiences/comparer", "/experiences?hl=en", "/agenda?hl=en",
)  # fmt: skip


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("rubriques")
    shutil.copy(ROOT / "fonds.toml", folder)
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ROOT / "figures", folder / "figures")
    subprocess.run([*FONDS, "index", "--library", str(folder)], capture_output=True)
    with served(str(folder)) as address:
        yield address


@pytest.fixture(scope="module", params=[(1280, "light"), (320, "light"), (1280, "dark")], ids=str)
def window(request: pytest.FixtureRequest, browser: Browser, rooms: str) -> Iterator[Page]:
    width, colours = request.param
    context = browser.new_context(
        base_url=rooms, locale="fr-FR", viewport={"width": width, "height": 900}, color_scheme=colours
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(window: Page, axe: str, address: str) -> None:
    window.goto(address)
    dark = window.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    report = run(axe, window, COLOURS if dark else ALL_RULES)
    assert not report["violations"], explain(report)
    width = window.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]


def test_their_markup_is_valid(
    browser: Browser, rooms: str, check: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    page = browser.new_page(base_url=rooms)
    for number, address in enumerate(PAGES):
        (tmp_path / f"{number}.html").write_bytes(page.request.get(address).body())
    assert not check(tmp_path)


def test_every_page_is_small(browser: Browser, rooms: str) -> None:
    page = browser.new_page(base_url=rooms)
    weights = {address: len(page.request.get(address).body()) for address in PAGES}
    assert {address: weight for address, weight in weights.items() if weight > 60_000} == {}


def test_a_visitor_goes_from_a_theme_to_a_calendar_and_a_report(browser: Browser, rooms: str) -> None:
    context = browser.new_context(base_url=rooms, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator(".menu-open").get_by_text("Le centre", exact=True).click()
    page.get_by_role("link", name="Expériences").first.click()
    boxes = page.get_by_role("checkbox", name=re.compile("Comparer"))
    expect(boxes.nth(2)).to_be_attached()
    for each in boxes.all()[:3]:
        each.check()
    page.get_by_role("button", name="Comparer les fiches cochées").click()
    expect(page.get_by_role("columnheader")).to_have_count(3)
    page.goto("/territoires/C28134")
    page.get_by_role("link", name="Visite : des jardins partagés au pied des tours").first.click()
    page.goto("/territoires/R54")
    expect(page.get_by_role("cell", name="14", exact=True)).to_have_count(1)
    expect(page.get_by_text("Journée de lancement du centre de ressources")).not_to_have_count(0)
    page.goto("/agenda")
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("Ajouter à mon agenda")).first.click()
    assert Calendar.from_ical(taken.value.path().read_bytes()).walk("VEVENT")
    page.goto("/recherche?q=sant%C3%A9")
    page.get_by_role("link", name="Faire l'état des lieux").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF accessible").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    context.close()
