import pytest

from catalogue.errors import IndexMissingError, LockedError
from catalogue.library import create_library
from search_app.application import create_app
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts


def failing(message):
    def search(query):
        raise message

    return search


@pytest.fixture
def fonds(app):
    return app.extensions["site_library"].catalogue


def test_an_index_not_made_yet_is_said_and_opened_as_soon_as_it_is(tmp_path):
    library = create_library(tmp_path)
    answers = [IndexMissingError("Rien n'est indexé ; lancez « fonds index »."), MemoryCatalogue(tmp_path)]

    def opener(_library):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = create_app(library, opener=opener).test_client()
    before = client.get("/")
    assert (before.status_code, before.headers["Retry-After"]) == (503, "60")
    assert "lancez « fonds index »" in before.text
    assert client.get("/").status_code == 200


def test_what_the_catalogue_says_is_shown_with_its_status(client, fonds, monkeypatch):
    monkeypatch.setattr(fonds, "search", failing(LockedError("Une indexation est en cours.")))
    answer = client.get("/recherche?q=a*")
    assert answer.status_code == 503
    assert "Une indexation est en cours." in answer.text


def test_what_every_visitor_meets_is_logged_once(client, fonds, monkeypatch, caplog):
    monkeypatch.setattr(fonds, "search", failing(LockedError("Un message que rien d'autre ne dit.")))
    for _ in range(5):
        assert client.get("/recherche?q=b").status_code == 503
    assert caplog.text.count("que rien d'autre ne dit") == 1


def test_an_unexpected_error_shows_no_trace(client, fonds, monkeypatch):
    monkeypatch.setattr(fonds, "search", failing(ZeroDivisionError("secret")))
    answer = client.get("/recherche?q=a")
    assert answer.status_code == 500
    assert texts(page_of(answer), "h1") == ["Erreur du site"]
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "url",
    [
        "/sitemap-922337203685478.xml",
        "/notice/bilan/page/99999999999999999999",
        "/notice/bilan/page/%s.json" % ("9" * 5000),
        "/notice/bilan/page/99999999999999999999/image",
    ],
)
def test_a_number_that_is_none_of_ours_is_not_found(client, url):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(("method", "url", "status"), [("get", "/rien", 404), ("post", "/recherche", 405)])
def test_errors_of_the_request_are_pages_with_a_next_step(client, method, url, status):
    answer = getattr(client, method)(url)
    assert answer.status_code == status
    assert "/aide" in [each.get("href") for each in page_of(answer).cssselect("main a")]


def test_a_program_is_answered_in_json(client):
    assert client.get("/notice/rien.json").json["status"] == 404


def test_a_page_that_only_reads_says_what_it_allows(client):
    answer = client.post("/")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
