"""Every field of a record and every value of an address holds an attack; none may become markup."""

from dataclasses import replace

import pytest

from catalogue.record import Evidence, Page, Provenance, Record
from search_app.state import FACET_KEYS
from tests.search_app.conftest import site_of
from tests.search_app.memory import MemoryCatalogue

POLYGLOT = (
    "jaVasCript:/*`/*\\`/*'/*\"/**/(alert())//</title></style></textarea></script>--!><svg/onload=alert()>"
)
RECORD = Record(
    "attaque",
    POLYGLOT,
    alternative=POLYGLOT,
    creators=(POLYGLOT,),
    publisher=POLYGLOT,
    issued="2007",
    type=POLYGLOT,
    language=POLYGLOT,
    abstract=POLYGLOT,
    themes=(POLYGLOT,),
    programmes=(POLYGLOT,),
    audience=(POLYGLOT,),
    places=(POLYGLOT,),
    source=POLYGLOT,
    rights=POLYGLOT,
    centre=POLYGLOT,
    relations=(POLYGLOT,),
    format=POLYGLOT,
    pages=1,
    sha256=POLYGLOT,
    file=POLYGLOT,
    provenance=tuple(
        Provenance(field, POLYGLOT, POLYGLOT, 0.5, (Evidence(1, POLYGLOT),))
        for field in ("title", "themes", "places")
    ),
)
PAGES = (Page(1, POLYGLOT, label=POLYGLOT, headings=(POLYGLOT,)),)
OTHER = replace(RECORD, identifier="autre")


@pytest.fixture(scope="module")
def client(library):
    catalogue = MemoryCatalogue(library.folder, ((RECORD, PAGES), (OTHER, PAGES)))
    return site_of(library, catalogue).test_client()


@pytest.mark.parametrize(
    "url",
    ["/", "/recherche", "/recherche?q=alert", "/notice/attaque?q=alert", "/notice/attaque/page/1?q=alert"],
)
def test_nothing_a_record_says_becomes_markup(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert "<svg/onload" not in answer.text
    assert 'href="jaVasCript' not in answer.text
    assert "alert" in answer.text


@pytest.mark.parametrize("key", ["q", "tri", "page", "synonymes", "annee_min", *FACET_KEYS.values()])
def test_nothing_an_address_says_becomes_markup(client, key):
    answer = client.get("/recherche", query_string={key: POLYGLOT})
    assert answer.status_code == 200
    assert "<svg/onload" not in answer.text
    assert "onload=alert" in answer.text


@pytest.mark.parametrize("url", ["/<svg/onload=alert()>", "/notice/<svg onload=alert()>"])
def test_error_pages_escape_too(client, url):
    assert "<svg onload" not in client.get(url).text
    assert "<svg/onload" not in client.get(url).text
