from datetime import UTC, datetime

import pytest

from catalogue.indexing import Activity, tell_indexing
from catalogue.library import Library
from catalogue.settings import LibrarySettings, Settings
from search_app.application import create_app
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("/aide", "Aide à la recherche"),
        ("/accessibilite", "Déclaration d'accessibilité"),
        ("/plan", "Plan du site"),
        ("/mentions-legales", "Mentions légales"),
    ],
)
def test_pages_about_the_site(client, url, title):
    assert texts(page_of(client.get(url)), "h1") == [title]


def test_the_declaration_is_honest(client):
    assert "n'est pas conforme" in client.get("/accessibilite").text
    assert "Accessibilité : non conforme" in texts(page_of(client.get("/")), "footer a")


def test_each_example_of_the_help_can_be_followed(client):
    examples = page_of(client.get("/aide")).cssselect(".operators a")
    assert len(examples) == 6
    assert {client.get(each.get("href")).status_code for each in examples} == {200}


def test_health_counts_what_everyone_may_read(client):
    told = client.get("/healthz").json
    assert (told["status"], told["records"], told["indexing"]["state"]) == ("ok", 8, "off")


def test_health_says_that_the_indexer_is_in_trouble_and_not_why(client, library):
    tell_indexing(library, Activity.FAILED, "Le dossier /secret manque.")
    try:
        answer = client.get("/healthz")
        assert (answer.status_code, answer.json["status"]) == (200, "degraded")
        assert "secret" not in answer.text
    finally:
        tell_indexing(library, Activity.OFF)


def test_what_machines_ask_for(client):
    assert "Disallow: /recherche" in client.get("/robots.txt").text
    assert client.get("/favicon.ico").mimetype == "image/svg+xml"


def test_whoever_finds_a_weakness_is_told_whom_to_tell(client, tmp_path):
    assert client.get("/.well-known/security.txt").status_code == 404
    library = Library(tmp_path, Settings(library=LibrarySettings(contact="doc@exemple.fr")))
    site = create_app(library, opener=lambda _: MemoryCatalogue(tmp_path)).test_client()
    text = site.get("/.well-known/security.txt").text
    told = dict(line.split(": ", 1) for line in text.splitlines())
    assert told["Contact"] == "mailto:doc@exemple.fr"
    assert datetime.fromisoformat(told["Expires"]) > datetime.now(UTC)
