import gzip

GZIP = {"Accept-Encoding": "gzip"}


def test_pages_and_style_sheets_are_compressed_for_whoever_takes_it(client):
    for url in ("/", "/recherche.json", "/static/base.css"):
        plain, packed = client.get(url), client.get(url, headers=GZIP)
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.data) == plain.data


def test_a_compressed_page_one_has_is_not_made_again(client):
    tag = client.get("/", headers=GZIP).headers["ETag"]
    assert client.get("/", headers=GZIP | {"If-None-Match": tag}).status_code == 304


def test_a_browser_that_refuses_is_answered_plainly(client):
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_documents_leave_as_they_are(client, library):
    path = library.corpus / "lettres" / "12.html"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x" * 5000)
    answer = client.get("/notice/lettre-12/fichier", headers=GZIP)
    assert answer.data == b"x" * 5000
