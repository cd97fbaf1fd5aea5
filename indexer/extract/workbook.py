"""Spreadsheets (XLSX, XLSB, XLS, ODS and their variants), sheet by sheet, each row with its headings.

calamine reads values as they were last computed; formulas and hidden states are not asked for. Sheets are
read whether shown or hidden, as a library reads what a person may have hidden to print. What stands beside
the cells of an XLSX (comments, text boxes, titles of charts) follows the last sheet.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, is_zipfile
from zlib import error as ZlibError

import python_calamine

from indexer.extract import flat_sheets, ooxml, refusals
from indexer.extract.extracted import Extracted, Metadata
from indexer.extract.far_cells import without_far_cells
from indexer.extract.flat_sheets import is_flat
from indexer.extract.flow import Block, Flow
from indexer.extract.formats import Options
from indexer.extract.package import Package
from indexer.extract.sections import assemble
from indexer.extract.table_rows import Row, blocks_of_rows
from indexer.extract.text import read_bounded

Cell = int | float | str | bool | time | date | datetime | timedelta

#: Parts that hold words beside the cells.
_ASIDE = re.compile(
    r"xl/(?:comments\d*|threadedComments/\w+|comments/\w+|drawings/drawing\d*|charts/chart\d*)\.xml"
)
_LOCKED = "assword"
_MOST_SHEETS = 200
_FAR = (
    "Des cellules très loin des premières n'ont pas été lues : si elles comptent, rapprochez-les dans le "
    "tableur, puis redéposez le fichier."
)


def extract(path: Path, options: Options) -> Extracted:
    """Read one workbook; raises ExtractionError when it is locked, damaged or out of proportion."""
    metadata, asides, damage = _checked(path)
    blocks: list[Block] = []
    content = read_bounded(path)
    try:
        content, far = without_far_cells(content) if is_zipfile(BytesIO(content)) else (content, False)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError) as error:
        raise refusals.damaged(path) from error
    warnings = [*damage, *([_FAR] if far else [])]
    try:
        for name, rows in islice(_sheets(path, content), _MOST_SHEETS):
            found, more = blocks_of_rows(rows, name)
            blocks += found
            if more:
                warnings.append(f"La feuille « {name} » a {more} : le reste n'est pas lu.")
    except python_calamine.PasswordError as error:
        raise refusals.encrypted(path) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise (refusals.encrypted if _LOCKED in str(error) else refusals.damaged)(path) from error
    return assemble([*blocks, *asides], metadata, warnings)


def _checked(path: Path) -> tuple[Metadata, list[Block], tuple[str, ...]]:
    """What the workbook says of itself and beside its cells, and what of that is damaged; refuses a bomb."""
    if not is_zipfile(path):
        return Metadata(), [], ()
    with Package(path) as package:
        for name in package:
            if name.lower().endswith(".xml"):
                package.measure(name)
        told = ooxml.properties(package) if ooxml.CORE in package else Metadata()
        return told, list(_asides(package)), package.warnings


def _asides(package: Package) -> Iterator[Block]:
    for name in sorted(filter(_ASIDE.fullmatch, package)):
        root = package.part(name)
        if "comments" in name.lower():
            for comment in root.iter("{*}comment", "{*}threadedComment"):
                yield Block("".join(map(str, comment.itertext())))
        else:
            flow = Flow()
            ooxml.pour_drawing(flow, root)
            yield from flow.blocks()


def _sheets(path: Path, content: bytes) -> Iterator[tuple[str, Iterator[Row]]]:
    """Name and rows of each sheet; files of XML alone are read here or packed for calamine."""
    if is_flat(content):
        root = flat_sheets.parse(path, content)
        if flat_sheets.is_of_excel(root):
            yield from flat_sheets.sheets(root)
            return
        content = flat_sheets.pack(root)
    with python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).iter_rows()
            yield name, ([_written(cell) for cell in row] for row in rows)


def _written(cell: Cell) -> str:
    """A value as a reader of French writes it."""
    match cell:
        case bool():
            return "oui" if cell else "non"
        case float():
            return f"{cell:.10g}".replace(".", ",") if cell % 1 else str(int(cell))
        case datetime():
            return cell.strftime("%d/%m/%Y" if cell.time() == time() else "%d/%m/%Y %H:%M")
        case date():
            return cell.strftime("%d/%m/%Y")
        case _:
            return str(cell)
