from pathlib import Path

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from indexer.errors import ExtractionError, Reason
from indexer.extract.formats import Options
from indexer.extract.pdf import extract
from tests.indexer.extract.printing import rewrite, write_pdf

WAIT = [
    ("Veuillez patienter...", 70, 700, 14),
    ("Vous pouvez mettre à niveau vers la dernière version d'Adobe Reader.", 70, 680, 11),
]
COVER = [("Pour une expérience optimale, ouvrez ce porte-documents PDF dans Acrobat X.", 70, 700, 12)]
FORM = """<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.0/">
<subform><draw><value><text>Demande de subvention</text></value></draw><field name="objet"><caption><value>
<text>Objet</text></value></caption></field></subform></template><xfa:datasets
xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><objet>ornithorynque</objet></xfa:data></xfa:datasets>
</xdp:xdp>"""


def read(path: Path) -> list[str]:
    return [page.text for page in extract(path, Options(ocr=False)).pages]


def with_form(path: Path, *packets: str, page: list[tuple[str, int, int, int]] = WAIT) -> Path:
    def change(writer: pypdf.PdfWriter) -> None:
        streams = []
        for packet in packets:
            stream = DecodedStreamObject()
            stream.set_data(packet.encode())
            streams += [TextStringObject("x"), writer._add_object(stream)]
        xfa = ArrayObject(streams) if len(packets) > 1 else streams[1]
        form = DictionaryObject({NameObject("/XFA"): xfa, NameObject("/Fields"): ArrayObject()})
        writer.root_object[NameObject("/AcroForm")] = form
        writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(True)

    rewrite(write_pdf(path, [page]), change)
    return path


@pytest.mark.parametrize("cut", [0, 100])
def test_a_dynamic_form_is_read_from_its_data(tmp_path: Path, cut: int) -> None:
    packets = (FORM[:cut], FORM[cut:]) if cut else (FORM,)
    path = with_form(tmp_path / "a.pdf", *packets)
    assert read(path) == ["Demande de subvention\nObjet\nobjet : ornithorynque"]
    assert extract(path, Options(ocr=False)).lines == ()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Bitte warten.", False),
        (
            "Veuillez patienter… Votre visionneur ne sait pas afficher ce document, trop récent pour lui.",
            False,
        ),
        ("Demande de subvention de l'association. " * 3, True),
    ],
)
def test_the_file_says_that_it_is_dynamic_in_any_language(tmp_path: Path, said: str, kept: bool) -> None:
    text = read(with_form(tmp_path / "a.pdf", FORM, page=[(said, 70, 700, 8)]))[0]
    assert text.startswith(said.strip() if kept else "Demande de subvention\nObjet")


def test_a_page_that_asks_to_wait_for_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="formulaire Adobe dynamique") as refused:
        read(write_pdf(tmp_path / "a.pdf", [WAIT]))
    assert refused.value.reason is Reason.UNSUPPORTED


def test_a_portfolio_is_what_it_holds(tmp_path: Path) -> None:
    inner = write_pdf(tmp_path / "annexe.pdf", [[("Le mot convenu est ornithorynque.", 70, 700, 11)]])

    def attach(writer: pypdf.PdfWriter) -> None:
        writer.add_attachment("annexe.pdf", inner.read_bytes())
        writer.add_attachment("photo.png", b"\x89PNG" + bytes(50))

    rewrite(path := write_pdf(tmp_path / "a.pdf", [COVER]), attach)
    assert read(path) == ["", "annexe.pdf\n\nLe mot convenu est ornithorynque."]
    found = extract(path, Options(ocr=False))
    assert found.lines == ()
    assert "« photo.png »" in found.warnings[0]


def test_a_document_that_speaks_of_a_program_is_no_placeholder(tmp_path: Path) -> None:
    said = [("Ce guide se lit dans Adobe Reader ou un autre logiciel.", 70, 700, 11)]
    assert read(write_pdf(tmp_path / "a.pdf", [said])) == [said[0][0]]
