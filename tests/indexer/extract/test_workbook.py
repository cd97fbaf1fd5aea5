from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from indexer.errors import ExtractionError, Reason
from indexer.extract.formats import Options, detect, extract
from tests.indexer.extract.packaging import write_odf, write_zip


def read(path: Path) -> str:
    return "\n".join(page.text for page in extract(path, detect(path), Options()).pages)


def test_each_value_stands_after_its_heading_sheet_by_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "suivi.xlsx", {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Conseils citoyens")
        sheet.write(0, 0, "Suivi 2016")
        for column, heading in enumerate(["Commune", "Habitants", "Créé le", "Part"]):
            sheet.write(2, column, heading)
        for column, value in enumerate(["Reims", 12, date(2015, 6, 26), 0.5]):
            sheet.write(3, column, value)
        workbook.add_worksheet("Notes").write(0, 0, "À compléter")
    text = read(tmp_path / "suivi.xlsx")
    assert "Commune : Reims | Habitants : 12 | Créé le : 26/06/2015 | Part : 0,5" in text
    assert text.index("Conseils citoyens") < text.index("Suivi 2016") < text.index("Notes")


def test_an_ods_is_read_as_well(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    row = "<table:table-row>%s</table:table-row>"
    rows = row % (cell % "Commune" + cell % "Thème") + row % (cell % "Évry" + cell % "santé")
    path = write_odf(
        tmp_path / "a.ods", f'<table:table table:name="T">{rows}</table:table>', kind="spreadsheet"
    )
    assert "Commune : Évry | Thème : santé" in read(path)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": "<nothing"})
    with pytest.raises(ExtractionError) as refused:
        read(path)
    assert refused.value.reason is Reason.DAMAGED


def test_a_workbook_that_swells_is_refused_unread(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "a.xlsx", {"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": "0" * 2**24}
    )
    with pytest.raises(ExtractionError) as refused:
        read(path)
    assert refused.value.reason is Reason.TOO_LARGE
