import re

import lxml.html
import pytest

from catalogue.library import create_library
from desk.accounts import Accounts, Role
from indexer.pipeline import Run, index
from search_app.application import create_app
from tests.search_app.conftest import Client, site_of
from tests.search_app.memory import MemoryCatalogue

PASSWORD = "quatre mots pris au hasard"
PEOPLE = {"paul": Role.DEPOSITOR, "claire": Role.LIBRARIAN, "anne": Role.ADMINISTRATOR}


@pytest.fixture(scope="session")
def kept_accounts(tmp_path_factory):
    """Accounts hashed once, since a hash is slow on purpose."""
    state = tmp_path_factory.mktemp("accounts")
    for name, role in PEOPLE.items():
        Accounts(state).add(name, role, PASSWORD)
    return (state / "accounts.sqlite").read_bytes()


@pytest.fixture
def desk_library(tmp_path, kept_accounts):
    library = create_library(tmp_path / "bibliotheque")
    (library.state / "accounts.sqlite").write_bytes(kept_accounts)
    return library


@pytest.fixture
def desk_app(request, desk_library):
    """The site over a real catalogue, empty until a test indexes, or over one in memory that is full."""
    if "memory" in request.fixturenames:
        return site_of(desk_library, MemoryCatalogue(desk_library.folder))
    app = create_app(desk_library)
    app.test_client_class = Client
    return app


@pytest.fixture
def memory():
    """Asks for the site over the catalogue in memory."""


@pytest.fixture
def run_index(desk_library):
    return lambda: index(Run(desk_library, workers=1))


@pytest.fixture
def visitor(desk_app):
    return desk_app.test_client()


@pytest.fixture
def log_in(desk_app):
    """A browser in which that person has logged in."""

    def open_browser(name):
        browser = desk_app.test_client()
        answer = send(browser, "/atelier/connexion", name=name, password=PASSWORD)
        assert answer.status_code == 302, answer.text
        return browser

    return open_browser


def token_of(browser, page="/atelier/connexion"):
    """What a form of that page sends to prove where it came from."""
    text = browser.get(page, follow_redirects=True).text
    return re.search(r'name="csrf_token" value="([^"]+)"', text)[1]


def form_of(text, form="sheet"):
    """What a browser would send of a form of the page, untouched."""
    fields = {}
    for name, value in lxml.html.fromstring(text).get_element_by_id(form).form_values():
        fields.setdefault(name, []).append(value)
    return fields


def send(browser, address, *, page=None, **form):
    """Send a form as a browser does, with the token of the page it stands on."""
    form["csrf_token"] = token_of(browser, page or "/atelier/connexion")
    return browser.post(address, data=form)


__all__ = ["Client", "form_of", "send", "token_of"]
