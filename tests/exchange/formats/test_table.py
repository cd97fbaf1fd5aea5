import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given

from catalogue.fields import BY_NAME
from catalogue.record import Access, Status
from exchange.formats import table
from tests.exchange.incoming.test_mapping import mapped
from tests.exchange.references import REFERENCE, titled, wild_text, written


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_reads_back_what_was_written():
    (row,) = read(written(table, REFERENCE))
    assert row["Titre"] == REFERENCE.title
    assert row["Auteurs"] == "Martin, Claire ; Villes au carré"
    assert (row["Date"], row["Pages"], row["Adresse"]) == ("2007-10-09", "24", REFERENCE.address)


@pytest.mark.parametrize(
    ("field", "code", "said"),
    [
        ("access", Access.NETWORK, "réseau"),
        ("access", "internal", "interne"),
        ("status", Status.PROPOSED, "à publier"),
        ("status", "published", "publié"),
    ],
)
def test_codes_are_said_in_words_that_a_corrected_table_may_come_back_with(field, code, said):
    (row,) = read(written(table, replace(REFERENCE, **{field: code})))
    assert row[BY_NAME[field].label] == said
    assert mapped(title="T", **{field: said}).values[field] == code


@pytest.mark.parametrize("title", ["=1+1", "+33", "-2", "@SUM(A1)", "＝1+1"])
def test_no_cell_is_a_formula(title):
    (row,) = read(written(table, titled(title)))
    assert row["Titre"] == "'" + title


@given(wild_text)
def test_no_cell_ever_is(text):
    for row in read(written(table, titled(text))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
