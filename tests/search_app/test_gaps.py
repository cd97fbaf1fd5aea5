import csv
import gzip
import io

import pytest

from search.gaps import Column, Columns, GapMatrix, GapRow
from search.query import YearRange
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


def test_a_cell_names_its_column_once_and_its_row_is_a_heading(client):
    page = page_of(client.get("/lacunes"))
    told = [each.get("data-column") for each in page.cssselect("td:not(.gap-total) a")]
    assert told
    assert set(told) <= set(texts(page, "thead th"))
    assert all(each.get("scope") == "row" for each in page.cssselect("tbody th"))
    assert "content: attr(data-column)" in client.get("/static/gaps.css").text


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


@pytest.mark.parametrize("asked", ["", "?par=programme", "?colonnes=annee", "?par=programme&colonnes=annee"])
def test_a_matrix_without_a_gap_is_light_still(client, monkeypatch, asked):
    """As with ten thousand documents and more: every cell counts some."""

    def full(catalogue, question, reader):
        if question.columns is Columns.REGIONS:
            columns = [Column(region=f"région {number}") for number in range(20)]
        else:
            columns = [Column(years=YearRange(year, year)) for year in range(2007, 2027)]
        rows = [
            GapRow(f"theme-{number}", 1, tuple(100 + number * place % 899 for place in range(20)), 900)
            for number in range(7, 77)
        ]
        return GapMatrix(tuple(columns), tuple(rows), (900,) * 20, 10_000)

    monkeypatch.setattr("search_app.pages.gaps.gap_matrix", full)
    page = client.get(f"/lacunes{asked}", headers={"Accept-Encoding": "gzip"})
    assert len(gzip.decompress(page.data)) > 100_000  # there is much to say
    assert len(page.data) < 16_500
