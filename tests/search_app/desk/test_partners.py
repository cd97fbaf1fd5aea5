import io

import pytest

from exchange.bundles.creating import create_bundle
from exchange.bundles.keys import signing_key
from exchange.bundles.signing import public_key
from exchange.received import stores
from indexer.watch import _looks_of
from tests.exchange.bundles.conftest import keep, library_of, record
from tests.search_app.desk.conftest import send, token_of
from tests.search_app.pages.html import page_of, texts

PAGE = "/atelier/partenaires"


@pytest.fixture
def other(tmp_path):
    """Another centre's library, with two notices to tell."""
    library = library_of(tmp_path / "oriv")
    keep(library, record("un", "Un bilan"), record("deux", "Un guide"))
    return library


@pytest.fixture
def bundle(other, tmp_path):
    create_bundle(other, tmp_path / "lot.zip")
    return (tmp_path / "lot.zip").read_bytes()


def mount(browser, bundle):
    """Send a bundle as a file; the page that answers."""
    form = {"csrf_token": token_of(browser, PAGE), "file": (io.BytesIO(bundle), "lot.zip")}
    return browser.post(PAGE, data=form, content_type="multipart/form-data")


def confirmed(browser, answer, **changed):
    page = page_of(answer)
    form = dict(page.cssselect("form.form")[0].form_values()) | {"compared": "1"} | changed
    del form["csrf_token"]
    return send(browser, PAGE, page=PAGE, **form)


def test_a_centre_is_mounted_once_its_key_was_compared(log_in, bundle, other, desk_library, run_index):
    browser = log_in("anne")
    before = _looks_of(desk_library)
    answer = mount(browser, bundle)
    fingerprint = public_key(signing_key(other)).fingerprint
    assert texts(page_of(answer), ".fingerprint code") == [fingerprint]
    assert not stores(desk_library), "nothing is kept before a person has compared"
    assert confirmed(browser, answer).status_code == 302
    assert list(stores(desk_library)) == ["oriv"]
    assert _looks_of(desk_library) != before, "the indexer sees that there is something to do"
    run_index()
    assert "2 notices" in browser.get(PAGE).text
    assert mount(browser, bundle).status_code in {302, 400}, "its key is known: nobody is asked again"


@pytest.mark.parametrize("changed", [{"fingerprint": "0000 0000"}, {"compared": ""}])
def test_a_key_that_is_not_the_one_compared_is_not_believed(log_in, bundle, desk_library, changed):
    browser = log_in("anne")
    form = {key: value for key, value in changed.items() if value}
    answer = mount(browser, bundle)
    page = dict(page_of(answer).cssselect("form.form")[0].form_values())
    asked = {"where": page["where"], "fingerprint": page["fingerprint"]} | form
    if "fingerprint" in changed:
        asked["compared"] = "1"
    answer = send(browser, PAGE, page=PAGE, **asked)
    assert answer.status_code in {200, 400} and not stores(desk_library)


@pytest.mark.parametrize(
    "where",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "..",
        "",
        "0" * 32,
        "https://127.0.0.1/partage/",
        "http://a.example/",
    ],
)
def test_no_file_of_the_server_and_no_private_address_is_asked_for(log_in, where, desk_library):
    browser = log_in("anne")
    answer = send(browser, PAGE, page=PAGE, where=where)
    assert answer.status_code == 400 and page_of(answer).cssselect(".alert")
    assert not stores(desk_library)


def test_a_bundle_that_is_none_is_refused_with_why(log_in, desk_library):
    answer = mount(log_in("anne"), b"PK nothing")
    assert answer.status_code == 400 and page_of(answer).cssselect(".alert")


def test_news_are_asked_and_coverage_shown(log_in, bundle, desk_library, run_index):
    browser = log_in("anne")
    confirmed(browser, mount(browser, bundle))
    run_index()
    told = send(browser, f"{PAGE}/nouvelles", page=PAGE, centre="oriv")
    assert "aucune adresse" in told.text
    assert send(browser, f"{PAGE}/nouvelles", page=PAGE, centre="inconnu").status_code == 400
    assert texts(page_of(browser.get(f"{PAGE}/oriv")), "h1") == ["Centre oriv"]
    assert browser.get(f"{PAGE}/inconnu").status_code == 404


def test_a_centre_is_retired_only_by_who_means_it(log_in, bundle, desk_library, run_index):
    browser = log_in("anne")
    confirmed(browser, mount(browser, bundle))
    send(browser, f"{PAGE}/oriv/retirer", page=PAGE)
    assert list(stores(desk_library)) == ["oriv"]
    send(browser, f"{PAGE}/oriv/retirer", page=PAGE, sure="1")
    assert not stores(desk_library)


def test_only_an_administrator_opens_it(log_in, desk_library):
    assert log_in("claire").get(PAGE).status_code == 403
    assert send(log_in("claire"), PAGE, where="https://a.example/").status_code == 403
