"""A real site on a real port, and Chromium before it."""

import json
import logging
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from catalogue.library import Library, create_library
from exchange.bundles.shelf import publish, published
from search_app.application import create_app
from tests.exchange.bundles.conftest import keep, record
from tests.search_app.memory import MemoryCatalogue
from tests.web.fonds_to_browse import records_with_files
from tests.web.views import DESKTOP, View

CHECKER = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

#: Container queries (CSS Containment 3), which every browser knows since 2023 and the checker does not.
UNKNOWN_TO_IT = ("CSS: Unrecognized at-rule “@container”", "CSS: “container-type”: Property")

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
#: What a page must show is waited for, in milliseconds: a busy machine takes its time, and what is counted
#: at once may be counted before the page is whole.
expect.set_options(timeout=20_000)

FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium: nothing is downloaded for a test."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on PATH: `make browser` installs it")
    return {"executable_path": chromium, "args": FLAGS.split()}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running site over the library to browse."""
    yield from serve_library(create_library(tmp_path_factory.mktemp("library")))


def serve_library(library: Library) -> Iterator[str]:
    """Run a site over a library, filled with what is browsed, until the generator is resumed."""
    keep(library, record("a"))
    publish(library, published(library))
    catalogue = MemoryCatalogue(library.folder, records_with_files(library.corpus))
    app = create_app(library, opener=lambda _: catalogue)  # type: ignore[arg-type,return-value]
    yield from serve(app)
    app.extensions["site_library"].images.close()


def serve(app: Any) -> Iterator[str]:
    """Run an application until the generator is resumed."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    return site


@pytest.fixture(scope="module")
def windows(browser: Browser, site: str) -> Iterator[dict[View, Page]]:
    """The windows opened so far."""
    opened: dict[View, Page] = {}
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture
def look(browser: Browser, site: str, windows: dict[View, Page]) -> Any:
    """Open an address as seen in a view; one window for each view, used again and again."""

    def open_page(address: str, view: View = DESKTOP) -> Page:
        if view not in windows:
            windows[view] = new_context(browser, site, view).new_page()
            if not view.enhanced:
                windows[view].route("**/*.js*", lambda route: route.abort())
        page = windows[view]
        page.goto(address, wait_until="load")
        return page

    return open_page


def new_context(browser: Browser, site: str, view: View) -> BrowserContext:
    return browser.new_context(
        base_url=site,
        viewport={"width": view.width, "height": 900},
        color_scheme=view.color_scheme,
        locale="fr-FR",
    )


@pytest.fixture(scope="module")
def check() -> Callable[[Path], list[str]]:
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        pytest.skip("the checker needs Java and vnu-jar: `make browser` brings the latter")

    def run(folder: Path) -> list[str]:
        command = [java, "-jar", CHECKER, "--also-check-css", "--also-check-svg", "--format", "json", folder]
        messages = json.loads(subprocess.run(command, capture_output=True).stderr)["messages"]
        return [
            f"{Path(each['url']).name}: {each['message']}"
            for each in messages
            if not each["message"].startswith(UNKNOWN_TO_IT)
        ]

    return run


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `make browser` does it")
    return AXE.read_text(encoding="utf-8")
