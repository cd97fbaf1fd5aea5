"""Figures of a workbook, as CSV."""

import io

import xlsxwriter

from exchange.incoming.figures import handle


def test_a_table_that_begins_within_its_sheet_is_read_from_its_first_row() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((("lieu", "année", "valeur"), ("Centre", 2007, 30.5)), 2):
            sheet.write_row(row, 1, cells)
    assert handle(content.getvalue()).decode().split() == ["lieu,année,valeur", "Centre,2007,30.5"]


def test_what_is_no_workbook_is_left_as_it_is() -> None:
    assert handle(b"lieu;valeur\n") == b"lieu;valeur\n"
