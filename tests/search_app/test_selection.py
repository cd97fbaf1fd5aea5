import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from catalogue.short_code import short_code
from exchange.formats import FORMATS
from search_app.pages.selection import MOST
from tests.search_app.pages.html import page_of, texts

REPORT, GARDEN, SECRET = map(short_code, ("rapport-2007", "fiche-jardin", "note-interne"))
#: Replaced by the report.
OLD = short_code("retire")


def test_the_documents_of_the_address_are_listed_in_its_order(client):
    page = page_of(client.get(f"/selection?d={GARDEN},{REPORT}"))
    links = [each.get("href") for each in page.cssselect(".cards h3 a")]
    assert links == ["/notice/fiche-jardin", "/notice/rapport-2007"]
    assert len(texts(page, ".references li")) == 2


def test_what_was_ticked_one_by_one_gets_one_address(client):
    answer = client.get(f"/selection?d={GARDEN}&d={REPORT}&d={GARDEN}")
    assert (answer.status_code, answer.location) == (302, f"/selection?d={GARDEN},{REPORT}")


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://fonds.example/d/{GARDEN}",
        f"https://fonds.example/selection?d={GARDEN}%2C{REPORT}",
        GARDEN.upper(),
    ],
)
def test_addresses_are_pasted_as_people_have_them(client, pasted):
    answer = client.get("/selection", query_string={"d": [REPORT, pasted]})
    assert answer.location == f"/selection?d={REPORT},{GARDEN}"


def test_a_document_is_taken_out(client):
    page = page_of(client.get(f"/selection?d={GARDEN},{REPORT}"))
    drops = [each.get("href") for each in page.cssselect(".drop a")]
    assert drops == [f"/selection?d={REPORT}", f"/selection?d={GARDEN}"]


def test_documents_stand_side_by_side(client):
    page = page_of(client.get(f"/selection?d={GARDEN},{REPORT}&vue=comparer"))
    assert len(page.cssselect(".side-by-side thead th")) == 2
    assert "Type de document" in texts(page, ".side-by-side tbody th")
    assert not page_of(client.get(f"/selection?d={GARDEN}&vue=comparer")).cssselect(".side-by-side")


def test_what_is_not_public_is_counted_and_not_named(client):
    answer = client.get(f"/selection?d={GARDEN},{SECRET}")
    assert "1 document de cette sélection" in texts(page_of(answer), ".problems")[0]
    assert "interne" not in answer.text.lower().replace("internet", "")


def test_what_cannot_be_read_is_said(client):
    assert "n'importe" in client.get("/selection?d=n'importe").text.replace("&#39;", "'")
    many = ",".join(short_code(str(number)) for number in range(MOST + 1))
    assert f"{MOST} documents au plus" in " ".join(
        texts(page_of(client.get(f"/selection?d={many}")), ".problems")
    )


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_selection_leaves_in_every_format(client, form):
    answer = client.get(f"/selection.{form.name}?d={GARDEN},{REPORT}")
    assert (answer.status_code, answer.mimetype) == (200, form.media_type)
    assert answer.data


def test_the_file_holds_the_selection_and_nothing_else(client):
    entries = json.loads(client.get(f"/selection.csl.json?d={GARDEN},{SECRET}").data)
    assert len(entries) == 1


@pytest.mark.parametrize(
    "url",
    ["/notice/rapport-2007", "/notice/rapport-2007/page/3", "/recherche?q=sante", f"/selection?d={GARDEN}"],
)
def test_every_page_is_sent_by_letter_and_its_link_copied(client, url):
    page = page_of(client.get(url))
    letter = page.cssselect(".sharing a")[0].get("href")
    address = page.cssselect(".sharing button")[0].get("data-text")
    assert letter.startswith("mailto:?subject=")
    assert address in unquote(parse_qs(urlsplit(letter).query)["body"][0])
    assert client.get(address, follow_redirects=True).status_code == 200


def test_a_short_address_leads_to_the_document_and_its_page(client):
    assert client.get(f"/d/{REPORT}").location == "/notice/rapport-2007"
    assert client.get(f"/d/{REPORT.upper()}/3").location == "/notice/rapport-2007/page/3"
    assert client.get(f"/d/{REPORT}?hl=en").location == "/notice/rapport-2007?hl=en"


def test_a_short_address_survives_a_new_version_of_the_file(client):
    assert client.get(f"/d/{OLD}").location == "/notice/rapport-2007"
    assert client.get(f"/selection?d={OLD},{REPORT}").location == f"/selection?d={REPORT}"


@pytest.mark.parametrize("code", [SECRET, "0000000000", "abc", "é" * 200])
def test_what_is_not_there_or_not_public_is_not_found(client, code):
    answer = client.get(f"/d/{code}")
    assert answer.status_code == 404
    assert "interne" not in answer.text.lower().replace("internet", "")
