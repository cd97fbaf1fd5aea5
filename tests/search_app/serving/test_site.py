"""The site under its public address, with the settings of the moment, and who may send it large bodies."""

import pytest

from catalogue.library import create_library, open_library
from desk.accounts import Accounts, Role
from indexer.pipeline import Run, index
from search_app.serving import site as serving
from search_app.serving.body_limits import MOST
from search_app.serving.site import Site


@pytest.fixture
def folder(tmp_path):
    library = create_library(tmp_path / "fonds")
    (library.corpus / "note.md").write_text("# Note\n\nTexte commun.\n", encoding="utf-8")
    index(Run(library, workers=1))
    return library.folder


def settings(folder, text):
    (folder / "fonds.toml").write_text(text, encoding="utf-8")


def test_settings_edited_while_the_site_runs_are_followed_and_broken_ones_are_not(folder, monkeypatch):
    monkeypatch.setattr(serving, "LOOK_S", 0)
    site = Site(open_library(folder))
    client = site.app.test_client()
    settings(folder, '[library]\nname = "Autre nom"\n')
    list(site({**_environ("/aide")}, lambda *_: None))
    assert "Autre nom" in site.app.test_client().get("/aide").text
    settings(folder, "[library\n")
    list(site({**_environ("/aide")}, lambda *_: None))
    assert "Autre nom" in site.app.test_client().get("/aide").text
    assert client.get("/aide").status_code == 200


def test_the_hour_of_the_centre_is_followed_as_other_settings_are(folder, monkeypatch):
    hours = []
    monkeypatch.setattr(serving, "LOOK_S", 0)
    monkeypatch.setattr(serving, "follow_zone", hours.append)
    site = Site(open_library(folder))
    settings(folder, '[library]\ntimezone = "Indian/Reunion"\n')
    list(site({**_environ("/aide")}, lambda *_: None))
    assert hours == ["Indian/Reunion"]


def _environ(path):
    from werkzeug.test import create_environ

    return create_environ(path)


def test_every_address_stands_below_the_path_of_the_public_one(folder):
    settings(folder, '[library]\nurl = "https://doc.exemple.fr/fonds"\n')
    client = Site(open_library(folder)).app.test_client()
    for path in ("/fonds/recherche?q=commun", "/recherche?q=commun"):
        page = client.get(path)
        assert page.status_code == 200
        for kind in ('href="', 'action="', 'src="'):
            for each in page.text.split(kind)[1:]:
                address = each.partition('"')[0]
                own = ("/fonds/", "https://doc.exemple.fr/fonds/", "#", "data:", "mailto:?")
                assert address.startswith(own), address
        assert "/fonds/fonds" not in page.text
    assert client.get("/fonds").status_code == 200
    moved = client.get("/fonds/recherche?q=commun&page=1").headers.get("Location", "/fonds/recherche")
    assert moved.startswith("/fonds/recherche")
    assert client.get("/fonds/atelier").headers["Location"].startswith("/fonds/atelier/connexion?next=")
    for path in ("/fonds/robots.txt", "/fonds/oai?verb=Identify", "/fonds/nouveautes.atom"):
        text = client.get(path).text
        assert "/fonds/fonds" not in text
        assert "https://doc.exemple.fr/fonds/" in text or client.get(path).status_code == 404


def test_only_who_may_deposit_may_send_much(folder):
    library = open_library(folder)
    site = Site(library)
    assert site.body_limit("POST", "/recherche", {}) == MOST
    assert site.body_limit("POST", "/atelier/deposer", {}) == MOST
    assert site.body_limit("POST", "/nulle-part", {}) == MOST
    Accounts(library.state).add("docu", Role.LIBRARIAN, "une longue phrase secrète")
    client = site.app.test_client()
    form = client.get("/atelier/connexion").text
    token = form.split('name="csrf_token" value="')[1].partition('"')[0]
    sent = {"name": "docu", "password": "une longue phrase secrète", "csrf_token": token}
    assert client.post("/atelier/connexion", data=sent).status_code == 302
    cookie = {"COOKIE": f"fonds={client.get_cookie('fonds').value}"}
    assert site.body_limit("POST", "/atelier/deposer", cookie) > 100 * MOST
    assert site.body_limit("POST", "/recherche", cookie) == MOST
