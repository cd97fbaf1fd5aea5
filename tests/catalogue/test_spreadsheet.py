import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.intake import IntakeError
from catalogue.spreadsheet import read_rows, write_rows


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_reads_what_spreadsheets_write(separator: str, encoding: str) -> None:
    content = f"titre{separator}année\r\nÉté à Tours{separator}2007\r\n".encode(encoding)
    (row,) = read_rows(content)
    assert (row.number, row.line, dict(row.cells)) == (1, 2, {"titre": "Été à Tours", "année": "2007"})


def test_a_row_knows_the_line_it_begins_on() -> None:
    rows = list(read_rows(b'a,b\n1,"deux\nlignes"\n\n\n2,x\n'))
    assert [(row.number, row.line) for row in rows] == [(1, 2), (2, 6)]


def test_a_line_whose_quotes_are_wrong_costs_itself() -> None:
    rows = list(read_rows(b'a,b\n1,"ouvert\n2,x\n3,"y"z\n4,w\n'))
    assert [(row.line, bool(row.error)) for row in rows] == [(2, True), (3, False), (4, True), (5, False)]


def test_more_cells_than_columns_is_told() -> None:
    (row,) = read_rows(b"a,b\n1,2,3\n")
    assert "3 cellules pour 2 colonnes" in row.error


def test_a_file_without_names_is_refused() -> None:
    with pytest.raises(IntakeError, match="vide"):
        list(read_rows(b"\n \n"))


@pytest.mark.parametrize("cell", ["=1+1", "+33 2", "-rf", "@sum", "'=déjà"])
def test_no_cell_passes_for_a_formula_and_comes_back_as_it_was(cell: str) -> None:
    written = write_rows(["a", "b"], [[cell, "x"]])
    assert written.splitlines()[1][0] not in "=+-@"
    (row,) = read_rows(written.encode())
    assert row.cells["a"] == cell


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_refusal(content: bytes) -> None:
    try:
        rows = list(read_rows(content))
    except IntakeError:
        return
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
