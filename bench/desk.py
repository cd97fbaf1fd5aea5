"""The desk of a large library: milliseconds of processor of each of its pages, the first time and after.

`python bench/desk.py [--records 10000] [--library FOLDER]`. An administrator looks at every page of the desk
that needs no name in its address, and at one vocabulary, in one process, in a library whose values
are all proposed and none confirmed, which is what costs the desk most.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from flask import Flask
from flask.testing import FlaskClient

from bench.served import library_of
from catalogue.library import Library
from desk.accounts import Accounts, Role
from desk.errors import DeskError
from search_app.application import create_app

NAME, PASSWORD = "banc", "quatre mots pris au hasard"
#: Promised of each page, the first time included.
PROMISED_MS = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--library", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        library = library_of(asked.library or Path(temporary) / "library", asked.records)
        app = create_app(library)
        browser = logged_in(app, library)
        for path in addresses(app):
            first, after = _took(browser, path), min(_took(browser, path) for _ in range(4))
            over = "  above what is promised" if first > PROMISED_MS else ""
            print(f"{path:40} first {first:7.1f} ms   after {after:7.1f} ms{over}")


def logged_in(app: Flask, library: Library) -> FlaskClient:
    """A browser of an administrator, made for this bench."""
    with suppress(DeskError):  # one of an earlier run
        Accounts(library.state).add(NAME, Role.ADMINISTRATOR, PASSWORD)
    browser = app.test_client()
    page = browser.get("/atelier/connexion").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    form = {"name": NAME, "password": PASSWORD, "csrf_token": token[1]}
    assert browser.post("/atelier/connexion", data=form).status_code == 302
    return browser


def addresses(app: Flask) -> Iterator[str]:
    """Every page of the desk that needs no name, and one vocabulary."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("desk.") and "GET" in (rule.methods or ()) and not rule.arguments:
            yield rule.rule
    yield "/atelier/vocabulaires/themes"


def _took(browser: FlaskClient, path: str) -> float:
    begun = time.process_time()
    answer = browser.get(path)
    answer.get_data()
    assert answer.status_code < 400, (path, answer.status_code)
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
