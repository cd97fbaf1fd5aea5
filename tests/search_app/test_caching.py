import re


def test_a_page_one_already_has_is_not_made_again(client):
    first = client.get("/recherche?q=sante")
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    assert client.get("/recherche?q=sante", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/recherche?q=jardin", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/recherche?q=sante&hl=en", headers={"If-None-Match": tag}).status_code == 200


def test_a_change_of_the_catalogue_makes_every_page_new(app, client, monkeypatch):
    tag = client.get("/").headers["ETag"]
    monkeypatch.setattr(app.extensions["site_library"].catalogue, "generation", "2")
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_static_files_are_named_by_their_content_and_kept(client):
    page = client.get("/").text
    for name in ("/script.js?v=", "/style.css?v="):
        start = page.index(name)
        answer = client.get(page[start : page.index('"', start)])
        assert answer.cache_control.max_age == 365 * 24 * 3600


def test_the_typefaces_come_from_here_with_their_licence(client):
    style = client.get("/style.css").text
    faces = re.findall(r'url\("([^"]+)"\)', style)
    assert len(faces) == 2
    for each in faces:
        answer = client.get(f"/{each}")
        assert answer.status_code == 200
        assert answer.data.startswith(b"wOF2")
        assert f"/{each}" in client.get("/").text
    assert "SIL Open Font License" in client.get("/static/fonts/OFL.txt").text


def test_errors_are_not_kept(client):
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_what_a_centre_writes_looks_alike_on_every_page(client):
    """Its text stands on the home page as well as on its own pages, tables and lists among it."""
    style = client.get("/style.css").text
    assert all(f".prose {each}" in style for each in ("table", "th", "ol"))
