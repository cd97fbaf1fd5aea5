from datetime import date
from pathlib import Path
from struct import pack
from zipfile import ZipFile

import pytest
import xlsxwriter

from catalogue.document_formats import BY_MEDIA_TYPE, BY_SUFFIX
from indexer.errors import ExtractionError, Reason
from indexer.extract import salvage, workbook
from indexer.extract.far_cells import _tamed
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


def test_a_flat_ods_is_read_with_its_spaces_and_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.fods"
    names = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    day = '<table:table-cell office:value-type="date" office:date-value="2019-03-01"/>'
    row = "\n <table:table-row>%s</table:table-row>"
    rows = row % (cell % "Commune" + cell % "Le") + row % (
        cell % "<text:span>Évry</text:span> <text:span>centre</text:span>" + day
    )
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:settings/>\n'
        f'<office:body><office:spreadsheet><table:table table:name="T">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document>",
        encoding="utf-8",
    )
    assert BY_MEDIA_TYPE[detect(path)].label == "FODS"
    assert "Commune : Évry centre | Le : 01/03/2019" in read(path)
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    with pytest.raises(ExtractionError) as refused:
        read(path)
    assert refused.value.reason is Reason.DAMAGED


def test_a_binary_workbook_is_read(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsb", binary_workbook([["Commune", "Habitants"], ["Évry", 52349.0]]))
    assert BY_MEDIA_TYPE[detect(path)].label == "XLSB"
    assert "Commune : Évry | Habitants : 52349" in read(path)


def binary_workbook(rows: list[list[str | float]]) -> dict[str, str | bytes]:
    """The parts of an XLSB of one sheet (MS-XLSB, records of 2.3)."""
    book = record(131) + record(143) + record(156, pack("<II", 0, 1) + text("rId1") + text("Villes"))
    size = pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    sheet = record(129) + record(148, size) + record(145)
    for number, row in enumerate(rows):
        sheet += record(0, pack("<III", number, 0, 300) + bytes(5))
        for column, value in enumerate(row):
            kind, written = (6, text(value)) if isinstance(value, str) else (5, pack("<d", value))
            sheet += record(kind, pack("<II", column, 0) + written)
    package, office = (
        f"http://schemas.openxmlformats.org/{each}/2006" for each in ("package", "officeDocument")
    )
    worksheet = f'Id="rId1" Type="{office}/relationships/worksheet" Target="worksheets/sheet1.bin"'
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Override PartName="/xl/workbook.bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "xl/workbook.bin": book + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships">'
        f"<Relationship {worksheet}/></Relationships>",
        "xl/worksheets/sheet1.bin": sheet + record(146) + record(130),
    }


def record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(content)]) + content


def text(value: str) -> bytes:
    return pack("<I", len(value)) + value.encode("utf-16-le")


def test_what_excel_2003_called_an_xml_sheet_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    cell = '<Cell{}><Data ss:Type="{}">{}</Data></Cell>'.format
    day = cell("", "DateTime", "2015-06-26T00:00:00.000")
    rows = (
        cell("", "String", "Commune") + cell("", "String", "Le") + cell("", "String", "Aides"),
        cell("", "String", "Évry") + day + cell("", "Number", "12"),
        cell("", "String", "Grigny") + cell(' ss:Index="3"', "Number", "3"),
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="Suivi"><Table>'
        f"{''.join(f'<Row>{each}</Row>' for each in rows)}</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    assert "Suivi" in read(path)
    assert "Commune : Évry | Le : 26/06/2015 | Aides : 12" in read(path)
    assert "Commune : Grigny | Aides : 3" in read(path)


def test_what_stands_beside_the_cells_is_read_after_them(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet("Suivi")
        sheet.write(0, 0, "Évry")
        sheet.write_comment(0, 0, "À vérifier avec la mission locale")
        sheet.insert_textbox(5, 0, "Source : enquête de 2015")
    text = read(tmp_path / "a.xlsx")
    assert text.index("Évry") < text.index("À vérifier avec la mission locale")
    assert "Source : enquête de 2015" in text


def test_a_cell_touched_by_mistake_at_the_far_end_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "loin.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Suivi")
        for row, values in enumerate((("Commune", "Thème"), ("Évry", "santé"))):
            sheet.write_row(row, 0, values)
        sheet.write(1_048_575, 16_383, "x")
        sheet.write(0, 16_383, "y")
    extracted = extract(path, detect(path), Options())
    assert "Commune : Évry | Thème : santé" in extracted.pages[0].text
    assert "très loin" in extracted.warnings[0]


def test_false_counts_and_endless_repeats_ask_for_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Suivi").write(0, 0, "Évry")
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/sharedStrings.xml"
    parts[name] = parts[name].replace(b'uniqueCount="1"', b'uniqueCount="999999999"')
    assert b"999999999" in parts[name] and b"999999999" not in _tamed(name, parts[name])
    assert "Évry" in read(write_zip(path, parts))
    rows = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>Reims</text:p></table:table-cell></table:table-row>'
    )
    body = f'<table:table table:name="T">{rows}</table:table>'
    assert "Reims" in read(write_odf(tmp_path / "b.ods", body, kind="spreadsheet"))


def test_a_workbook_whose_list_of_entries_is_wrong_is_read_without_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["Commune", "Subvention"])
    listed, checksum = b"PK\1\2", 16
    first, *others = path.read_bytes().split(listed)
    wrong = (each[: checksum - 4] + b"\0\0\0\0" + each[checksum:] for each in others)
    path.write_bytes(listed.join((first, *wrong)))
    with pytest.raises(ExtractionError):
        workbook.extract(path, Options())
    extracted = extract(path, BY_SUFFIX[".xlsx"].media_type, Options())
    assert "Subvention" in extracted.pages[0].text and salvage.WARNING in extracted.warnings
