import csv
import io
import re

import pytest

from tests.search_app.pages.html import page_of, texts


@pytest.mark.parametrize(
    "asked", ["", "?par=programme", "?colonnes=annee", "?annee=2000..2012&colonnes=annee&region=24"]
)
def test_every_count_is_that_of_the_search_it_leads_to(client, asked):
    page = page_of(client.get(f"/lacunes{asked}"))
    links = page.cssselect("table.gaps td a")
    counted = [(each.get("href"), int(each.text_content().split()[-1])) for each in links]
    told = [each for each in counted if each[1]]
    assert told == counted  # what is not there leads nowhere
    for url, count in (*told[:40], counted[0], counted[-1]):
        found = client.get(url.replace("/recherche", "/recherche.json")).json
        assert (found["total"], found["problems"]) == (count, []), url


@pytest.mark.parametrize("asked", ["", "?par=programme&colonnes=annee"])
def test_the_table_to_take_away_has_the_same_counts(client, asked):
    page = page_of(client.get(f"/lacunes{asked}"))
    rows = list(csv.reader(io.StringIO(client.get(f"/lacunes.csv{asked}").data.decode("utf-8-sig"))))
    shown = [
        [cell.text_content().split()[-1] for cell in row.cssselect("td")] for row in page.cssselect("tr")[1:]
    ]
    assert [row[2:] for row in rows[1:]] == shown
    assert rows[0][2:] == texts(page, "thead th")[1:]


def test_a_cell_says_what_it_counts_to_who_does_not_see_it(client):
    page = page_of(client.get("/lacunes"))
    told = [each.get("aria-label") for each in page.cssselect("td:not(.gap-total) a")]
    assert told
    assert all(re.fullmatch(r".+, .+\u00a0: [1-9][0-9]* documents?", each) for each in told), told


@pytest.mark.parametrize(
    "asked", ["?annee=hier", "?region=neige", "?par=x&colonnes=y", "?annee_min=2010&annee_max="]
)
def test_any_address_has_an_answer(client, asked):
    assert client.get(f"/lacunes{asked}").status_code == 200


def test_what_is_missing_leads_nowhere(client):
    page = page_of(client.get("/lacunes"))
    empty = [each for each in page.cssselect("tbody td") if each.text_content() == "0"]
    assert empty
    assert not any(each.get("class") or each.cssselect("a") for each in empty)
    assert all(each.get("data-column") for each in page.cssselect("tbody td a"))  # for narrow windows
