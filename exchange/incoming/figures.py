"""A table of figures as it comes, a workbook or CSV: the first sheet with its rows, as CSV of ours.

`handle` runs in a limited process. A workbook is told from its first bytes; what is neither is handed back as
it is, for whoever reads CSV to say what is wrong with it.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO

from catalogue.spreadsheet import write_rows

#: What workbooks begin with: a ZIP (XLSX, ODS) or a compound file (XLS).
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def handle(body: bytes) -> bytes:
    """The task of `confined`: the file's bytes in, CSV out."""
    if not body.startswith(_WORKBOOKS):
        return body
    from python_calamine import CalamineWorkbook  # for workbooks alone

    book = CalamineWorkbook.from_filelike(BytesIO(body))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=True)
    names = [str(each) for each in rows[0]] if rows else []
    return write_rows(names, (list(_cells(row)) for row in rows[1:])).encode()


def _cells(row: Sequence[object]) -> Iterator[str]:
    for cell in row:
        yield str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
