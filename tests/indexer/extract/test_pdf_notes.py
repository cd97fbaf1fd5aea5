from pathlib import Path

import pypdf
from pypdf.annotations import FreeText, Text
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from indexer.extract.formats import Options
from indexer.extract.pdf import extract
from tests.indexer.extract.printing import rewrite, write_pdf

WHERE = (70, 500, 300, 520)


def test_what_is_written_without_being_drawn_is_read_once(tmp_path: Path) -> None:
    def write(writer: pypdf.PdfWriter) -> None:
        writer.add_annotation(0, Text(rect=WHERE, text="Remarque : ornithorynque"))
        box = FreeText(rect=WHERE, text="Encadré : kangourou")
        box.pop("/AP", None)
        writer.add_annotation(0, box)
        field = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/V"): TextStringObject("wombat municipal"),
                NameObject("/Rect"): pypdf.generic.ArrayObject(map(pypdf.generic.FloatObject, WHERE)),
            }
        )
        writer.add_annotation(0, field)
        writer.add_annotation(0, Text(rect=WHERE, text="Corps du texte"))

    rewrite(path := write_pdf(tmp_path / "a.pdf", [[("Corps du texte", 70, 700, 11)]]), write)
    text = extract(path, Options(ocr=False)).pages[0].text
    assert [line for line in ("ornithorynque", "kangourou", "wombat municipal") if line not in text] == []
    assert text.count("Corps du texte") == 1
