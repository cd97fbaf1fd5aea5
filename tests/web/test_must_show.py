"""What the whole site must show with everything a centre may open: rooms, mail, partners, the demonstration.

Stops before the first filter, weight on the wire, nothing wider than the window, no script needed, no fault.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomlkit
from playwright.sync_api import Browser, Page, Request

from alerts.subscription import Frequency
from alerts.subscriptions import Subscriptions
from tests.alerts.post_office import free_port
from tests.web.serving import FONDS, served
from tests.web.test_accessibility import ALL_RULES, COLOURS, explain, run

ROOT = Path(__file__).parents[2]
ROOMS = ["experiences", "territoires", "acteurs", "agenda", "dossiers", "questions", "etat-des-lieux"]
ADDRESSES = (
    "/", "/recherche?q=logement", "/recherche?page=2&par_page=20", "/recherche?q=xylophone", "/themes",
    "/dispositifs", "/territoires", "/territoires/R24", "/theme/sante", "/dispositif/cucs", "/lacunes",
    "/lacunes?par=programme&colonnes=annee", "/selection", "/aide", "/plan", "/reseau", "/contact",
    "/a-propos",
    "/mentions-legales", "/donnees-personnelles", "/accessibilite", "/recherche/valeurs/auteur",
    "/alertes?q=logement", "/alertes/arretee", "/atelier/connexion", "/rien",
)  # fmt: skip
REPORT = "ee0256523af7762366d18577c24b0dbd4ddbd7425b13227ef382f047e9494c29"
#: What a visitor comes to besides: notices, documents open at a page, every room.
BESIDE = (
    "/lacunes?par=programme", "/lacunes?colonnes=annee", "/recherche/valeurs/region",
    "/recherche?q=logement&theme=cadre-de-vie", f"/notice/{REPORT}", f"/notice/{REPORT}/page/2?q=quartier",
    "/selection?d=0jfkacehd4", "/territoires/C28134",
    "/territoires/R54", "/experiences", "/experiences/comparer", "/acteurs", "/agenda", "/dossiers",
    "/questions", "/etat-des-lieux", "/etat-des-lieux?q=logement", "/notice/dossier-habitants",
    "/notice/acteur-bertin", "/notice/agenda-sante-mentale-2027", "/notice/experience-jardin-rives",
)  # fmt: skip
#: Kilobytes on the wire with style, script, typefaces and headers, images of pages aside.
HOME, OTHERS = 80, 60


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Address of the site, and the key of an alert that waits to be confirmed."""
    folder, port = tmp_path_factory.mktemp("tout"), free_port()
    tables = tomlkit.parse((ROOT / "fonds.toml").read_text(encoding="utf-8"))
    tables["library"] |= {"url": f"http://127.0.0.1:{port}", "contact": "doc@exemple.fr"}
    tables["mail"], tables["site"] = {"host": "127.0.0.1", "port": free_port()}, {"rooms": ROOMS}
    (folder / "fonds.toml").write_text(tomlkit.dumps(tables), encoding="utf-8")
    for each in ("corpus", "figures"):
        shutil.copytree(ROOT / each, folder / each)
    subprocess.run([*FONDS, "index", "--library", str(folder)], capture_output=True)
    kept = Subscriptions(folder / "state")
    kept.ask("anne@exemple.fr", "q=logement", Frequency.DAILY, "fr", visitor="192.0.2.1")
    with served(str(folder), "--processes", "1", "--no-index", port=port) as address:
        yield address, kept.all()[0].key


@pytest.fixture(
    scope="module", params=[(1280, "light"), (768, "light"), (320, "light"), (768, "dark")], ids=str
)
def window(request: pytest.FixtureRequest, browser: Browser, everything: tuple[str, str]) -> Iterator[Page]:
    width, colours = request.param
    context = browser.new_context(
        base_url=everything[0], locale="fr-FR", viewport={"width": width, "height": 800}, color_scheme=colours
    )
    yield context.new_page()
    context.close()


def test_at_most_twelve_stops_before_the_first_filter(window: Page) -> None:
    window.goto("/recherche?q=logement")
    stops = 0
    while not window.evaluate("document.activeElement.closest('.filters') !== null"):
        window.keyboard.press("Tab")
        stops += 1
        assert stops < 40
    assert stops - 1 <= 12


def test_no_page_is_wider_than_the_window_nor_breaks_a_rule(
    window: Page, axe: str, everything: tuple[str, str]
) -> None:
    found = {}
    for address in (*ADDRESSES, f"/alertes/suivi?cle={everything[1]}"):
        window.goto(address)
        dark = window.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        report = run(axe, window, COLOURS if dark else ALL_RULES)
        if report["violations"]:
            found[address] = explain(report)
        if (
            window.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            > 0
        ):
            found[address] = "wider than the window"
    assert found == {}


def test_each_page_is_light_and_asks_nobody_else(browser: Browser, everything: tuple[str, str]) -> None:
    heavy = {}
    for address in (*ADDRESSES, *BESIDE):
        context = browser.new_context(base_url=everything[0])  # whose cache holds nothing yet
        page, asked = context.new_page(), list[Request]()
        page.on("requestfinished", lambda each, asked=asked: asked.append(each))
        answer = page.goto(address, wait_until="networkidle")
        assert answer and (answer.ok or address == "/rien"), address
        assert all(each.url.startswith((everything[0], "data:")) for each in asked), address
        sizes = [
            each.sizes() for each in asked if "/image" not in each.url and not each.url.startswith("data:")
        ]
        weight = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes) / 1024
        if weight > (HOME if address == "/" else OTHERS):
            heavy[address] = round(weight, 1)
        assert context.cookies() == [] or address.startswith("/atelier")
        context.close()
    assert heavy == {}


def test_the_ways_of_the_centre_open_without_a_script(browser: Browser, everything: tuple[str, str]) -> None:
    context = browser.new_context(
        base_url=everything[0], java_script_enabled=False, viewport={"width": 1280, "height": 800}
    )
    page = context.new_page()
    page.goto("/")
    page.locator(".menu-open").get_by_text("Le centre", exact=True).click()
    page.get_by_role("link", name="Agenda").first.click()
    assert page.url.endswith("/agenda")
    context.close()
