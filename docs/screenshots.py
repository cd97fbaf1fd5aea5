"""`make screenshots`: the README's pictures, taken of the demonstration library, indexed afresh elsewhere.

Needs Chromium on PATH. Rewrites docs/images/*.png and nothing else.
"""

import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from catalogue.library import open_library
from desk.accounts import Accounts, Role
from search_app.application import create_app

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
WINDOW = {"width": 1280, "height": 860}
#: Colours of a picture: enough for text and covers, a third of the bytes.
COLOURS = 160
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

#: What the pictures search for.
WORDS = "santé mentale"
#: The address the pictures show in permalinks.
ADDRESS = "https://fonds.centre.example"
#: Who sits at the desk in the pictures, in a library that is deleted after them.
PERSON, PASSWORD = "claire", "quatre mots pris au hasard"


def home(window: Page, site: str) -> None:
    """What the library holds."""
    window.goto(site)


def results(window: Page, site: str) -> None:
    """A search, narrowed by two boxes ticked as a visitor ticks them."""
    window.goto(f"{site}/recherche?q=quartier")
    for group in ("Thème", "Région"):
        window.get_by_role("group", name=group).get_by_role("checkbox").first.check()
    window.get_by_role("button", name="Filtrer").first.click()
    window.wait_for_url("**theme=**")


def notice(window: Page, site: str) -> None:
    """A notice with where the words stand in the document, and a reason unfolded."""
    window.goto(f"{site}/recherche?q={WORDS}&type=rapport-activite")
    window.locator("main .card h3 a").first.click()
    window.locator(".record-head summary").first.click()


def page(window: Page, site: str) -> None:
    """A page as printed, with the words found on it."""
    window.goto(f"{site}/recherche?q={WORDS}&type=rapport-activite")
    window.locator("main .extracts a").first.click()


def gaps(window: Page, site: str) -> None:
    """What the library lacks."""
    window.goto(f"{site}/lacunes?colonnes=annee&annee_min=2007")


def review(window: Page, site: str) -> None:
    """A proposed notice at the desk beside the page of its document, at a value that was read on it."""
    window.goto(f"{site}/atelier/a-verifier")
    window.fill("#name", PERSON)
    window.fill("#password", PASSWORD)
    window.get_by_role("button", name="Se connecter").click()
    window.get_by_role("link", name="Rapport d'activité 2007").first.click()
    window.locator(".word").first.wait_for(state="attached")
    for key in "aa":
        window.keyboard.press(key)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The site of the demonstration library, copied to a folder and indexed there."""
    shutil.copy(ROOT / "fonds.toml", folder)
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    subprocess.run([sys.executable, "-m", "fonds", "index", "--library", str(folder)], check=False)  # noqa: S603
    Accounts(folder / "state").add(PERSON, Role.ADMINISTRATOR, PASSWORD)
    os.environ["FONDS_LIBRARY_URL"] = ADDRESS
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(open_library(folder)), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


def take(window: Page, name: str) -> None:
    """Write one picture with as few colours as do."""
    path = IMAGES / f"{name}.png"
    window.wait_for_load_state("networkidle")
    if name != "review":
        window.evaluate("() => window.scrollTo(0, 0)")
    window.screenshot(path=path)
    picture = Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    sys.stdout.write(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} kB\n")


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, serving(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        for shot in (home, results, notice, page, review, gaps):
            window = browser.new_page(viewport=WINDOW, locale="fr-FR")
            shot(window, site)
            take(window, shot.__name__)
        browser.close()


if __name__ == "__main__":
    main()
