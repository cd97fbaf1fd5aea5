"""The rooms of the demonstration library, as a visitor goes through them, and each page under the audits."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from catalogue.short_code import short_code
from tests.web.serving import FONDS, add_user, served
from tests.web.test_accessibility import ALL_RULES, COLOURS, explain, run

ROOT = Path(__file__).parents[2]
PASSWORD = "quatre mots pris au hasard"
LAUNCH = short_code("agenda-lancement-2007")
#: Every page of the rooms, with content.
PAGES = (
    "/experiences",
    "/acteurs",
    "/agenda",
    "/dossiers",
    "/questions",
    "/etat-des-lieux",
    "/territoires",
    "/etat-des-lieux?q=sant%C3%A9",
    "/territoires/R54",
    "/territoires/C28134",
    "/notice/dossier-habitants",
    "/notice/acteur-bertin",
    "/notice/agenda-sante-mentale-2027",
    "/notice/question-qpv-zus",
    "/notice/experience-jardin-rives",
    "/experiences/comparer",
    "/experiences?hl=en",
    "/agenda?hl=en",
    "/indicateurs",
    "/indicateurs?hl=en",
    "/indicateurs?theme=habitat&an=2007",
    "/notice/experience-ecole-velo",
    "/notice/agenda-lancement-2007",
    f"/agenda/{LAUNCH}/evaluation",
    f"/agenda/{LAUNCH}/fiche",
    f"/agenda/{LAUNCH}/evaluation?hl=en",
)
#: Those of the desk, as a documentalist sees them.
DESK = (
    "/atelier", "/atelier/rubriques", "/atelier/experiences", "/atelier/evaluations",
    "/atelier/acteurs", "/atelier/chiffres", "/atelier/activite", "/atelier/lettre",
    "/atelier/lettre?hl=en", "/atelier/rubriques/agenda/nouveau", "/atelier/rubriques/acteurs/acteur-bertin",
    "/atelier/evaluations/agenda-lancement-2007", "/atelier/evaluations/agenda-lancement-2007?hl=en",
)  # fmt: skip


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("rubriques")
    shutil.copy(ROOT / "fonds.toml", folder)
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ROOT / "figures", folder / "figures")
    subprocess.run([*FONDS, "index", "--library", str(folder)], capture_output=True)
    add_user(str(folder), "claire", PASSWORD)
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


@pytest.mark.parametrize("width", [1280, 320])
def test_the_desk_of_the_rooms_passes_the_same_audits(
    browser: Browser,
    rooms: str,
    axe: str,
    check: Callable[[Path], list[str]],
    tmp_path: Path,
    width: int,
) -> None:
    context = browser.new_context(
        base_url=rooms, locale="fr-FR", viewport={"width": width, "height": 900}, java_script_enabled=True
    )
    page = context.new_page()
    page.goto("/recherche?q=zzqx")  # finds nothing, which the desk tells
    log_in(page)
    expect(page.get_by_role("button", name="Synonyme zzqx")).to_be_visible()
    for number, address in enumerate(DESK):
        page.goto(address)
        report = run(axe, page, ALL_RULES)
        assert not report["violations"], (address, explain(report))
        seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert seen[0] <= seen[1], address
        (tmp_path / f"{number}.html").write_bytes(page.request.get(address).body())
    assert not check(tmp_path)
    context.close()


def log_in(page: Page) -> None:
    page.goto("/atelier/connexion")
    page.get_by_label("Nom").fill("claire")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/atelier")


def test_the_evaluation_sheet_prints_on_one_page(browser: Browser, rooms: str) -> None:
    page = browser.new_page(base_url=rooms, locale="fr-FR")
    page.goto(f"/agenda/{LAUNCH}/fiche")
    with pdfium.PdfDocument(page.pdf(format="A4")) as printed:
        assert len(printed) == 1
        text = printed[0].get_textpage().get_text_range()
    assert "Fiche d'évaluation" in text and "Rechercher" not in text and "Données personnelles" not in text


def test_figures_of_documents_are_reached_from_a_territory_and_taken_as_a_table(
    browser: Browser, rooms: str
) -> None:
    context = browser.new_context(base_url=rooms, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto("/territoires/R54")
    page.get_by_role("link", name=re.compile("indicateurs? relevés? dans")).click()
    page.get_by_label("Mots de la phrase").fill("zones urbaines")
    page.get_by_role("button", name="Chercher", exact=True).click()
    expect(page.get_by_text("Les deux régions comptent 44 zones urbaines sensibles").first).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tableau (CSV)").click()
    assert "44" in taken.value.path().read_text(encoding="utf-8-sig")
    page.get_by_role("link", name=re.compile(r"^(p\.|Page|page) ")).first.click()
    expect(page.locator("section.text")).to_contain_text("zones urbaines sensibles")
    context.close()


def test_an_evaluation_is_sent_by_keyboard_without_scripts_and_counted_at_the_desk(
    browser: Browser, rooms: str
) -> None:
    context = browser.new_context(base_url=rooms, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto("/notice/agenda-lancement-2007")
    page.get_by_role("link", name="Donner votre avis").click()
    group = page.get_by_role("group", name="Ce que j'ai appris")
    group.get_by_label("Pas du tout").focus()
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_label("Ce que vous en retenez").fill("Les rencontres.")
    page.get_by_role("button", name="Envoyer").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Votre fiche est arrivée. Merci.")
    assert not context.cookies()
    log_in(page)
    page.goto("/atelier/evaluations/agenda-lancement-2007")
    row = page.get_by_role("row", name=re.compile("me servira"))
    expect(row.get_by_role("cell").last).to_contain_text("4,0")
    context.close()


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
