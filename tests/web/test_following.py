"""A practitioner finds, reads, keeps, shares and follows by e-mail; and stops it by the letter's link.

`fonds serve` as a process of its own, and a real mail server on this machine. The browser runs no script.
The tests of this file follow each other, as her weeks do.
"""

import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from alerts.tables import TABLES, alerts_file
from catalogue.library import create_library
from desk.storage import opened
from tests.alerts.conftest import write_settings
from tests.alerts.post_office import PostOffice, free_port, post_office, text_of
from tests.alerts.reader_of_test import PAST, titles
from tests.web.serving import FONDS, served
from tests.web.test_accessibility import ALL_RULES, COLOURS, explain, run
from tests.web.test_layout import OVERFLOW
from tests.web.views import DARK, DESKTOP, NARROW

ANNE = "anne@exemple.fr"
TEXT = "# Le logement à {place}\n\nLe logement social des quartiers de {place}, en {year}.\n"


@dataclass
class Centre:
    folder: Path
    address: str
    office: PostOffice

    def put(self, place: str, year: int) -> None:
        text = TEXT.format(place=place, year=year)
        (self.folder / "corpus" / f"{place}.md").write_text(text, encoding="utf-8")
        subprocess.run([*FONDS, "index", "--library", str(self.folder)], check=True, capture_output=True)

    def week_passes(self) -> None:
        with opened(alerts_file(self.folder / "state"), TABLES) as alerts:
            alerts.execute("UPDATE subscription SET due = ?", (PAST,))

    def letters(self, count: int) -> list[str]:
        """What `fonds serve` sent by itself, as soon as there are so many letters."""
        until = time.monotonic() + 60
        while len(self.office.letters) < count and time.monotonic() < until:
            time.sleep(0.1)
        assert len(self.office.letters) == count
        return [text_of(each) for each in self.office.letters]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    folder = create_library(tmp_path_factory.mktemp("centre") / "lib", centre_name="Villes au carré").folder
    port = free_port()
    with post_office() as (office, mail_port):
        write_settings(folder, f"http://127.0.0.1:{port}", mail_port)
        Centre(folder, "", office).put("Tours", 2019)
        with served(str(folder), "--processes", "1", "--no-index", port=port) as address:
            yield Centre(folder, address, office)


@pytest.fixture(scope="module")
def page(browser: Browser, centre: Centre) -> Iterator[Page]:
    context = browser.new_context(base_url=centre.address, java_script_enabled=False, locale="fr-FR")
    yield context.new_page()
    context.close()


def link_in(letter: str) -> str:
    return re.findall(r"http://\S+/alertes/suivi\S+", letter)[0]


def test_she_finds_reads_keeps_and_shares(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("logement")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Le logement à Tours").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Le logement à Tours")
    expect(page.get_by_role("link", name="Envoyer par courriel")).to_have_attribute(
        "href", re.compile("^mailto:.*/d/")
    )
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    expect(page).to_have_url(re.compile("/selection\\?d="))


def test_she_asks_to_be_told_and_confirms(page: Page, centre: Centre) -> None:
    page.goto("/recherche?q=logement")
    page.get_by_role("link", name="Être averti par courriel de ce qui arrive").click()
    expect(page.get_by_text("1 document ces 30 derniers jours")).to_be_visible()
    page.get_by_label("Votre adresse électronique").fill(ANNE)
    page.get_by_label("Chaque jour").check()
    page.get_by_role("button", name="Recevoir les nouveautés").click()
    expect(page.get_by_role("status")).to_contain_text("Ouvrez-le et confirmez")
    page.goto(link_in(centre.letters(1)[0]))
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("status")).to_contain_text("C'est fait")


def test_she_is_told_of_what_is_new_once(page: Page, centre: Centre) -> None:
    centre.put("Blois", 2026)
    centre.week_passes()
    letter = centre.letters(2)[1]
    assert titles(letter) == ["Le logement à Blois"]
    page.goto(re.findall(r"http://\S+/d/\w+", letter)[0])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Le logement à Blois")
    centre.week_passes()
    time.sleep(6)
    assert len(centre.office.letters) == 2


def test_these_pages_are_accessible(browser: Browser, centre: Centre, axe: str) -> None:
    addresses = ["/alertes?q=logement", "/alertes?q=logement&envoye=1", link_in(centre.letters(2)[1]),
                 "/alertes/arretee", "/donnees-personnelles", "/alertes?theme=zorglub"]  # fmt: skip
    for view in (DESKTOP, NARROW, DARK):
        context = browser.new_context(
            base_url=centre.address, viewport={"width": view.width, "height": 900},
            color_scheme=view.color_scheme,
        )  # fmt: skip
        window = context.new_page()
        for address in addresses:
            window.goto(address)
            report = run(axe, window, COLOURS if view is DARK else ALL_RULES)
            assert not report["violations"], explain(report)
            assert window.evaluate(OVERFLOW)[0] <= 0
        context.close()


def test_the_link_of_the_letter_stops_it(page: Page, centre: Centre) -> None:
    page.goto(link_in(centre.letters(2)[1]))
    page.get_by_role("button", name="Arrêter cette alerte").click()
    expect(page.get_by_role("status")).to_contain_text("votre adresse est effacée")
    centre.put("Dreux", 2026)
    time.sleep(4)
    assert len(centre.office.letters) == 2
    assert ANNE.encode() not in alerts_file(centre.folder / "state").read_bytes()
    logs = b"".join(each.read_bytes() for each in (centre.folder / "state").rglob("*.jsonl"))
    assert ANNE.encode() not in logs and b"cle=" not in logs
