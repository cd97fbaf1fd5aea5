from pathlib import Path
from zipfile import ZipFile

import pytest

from catalogue.document_formats import ODT
from indexer.errors import ExtractionError, Reason
from indexer.extract import formats
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.odf import extract
from tests.indexer.extract.packaging import master_page, write_odf, write_zip

#: A paragraph style `B` that begins a page.
BREAK = """<style:style style:name="B" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fiche.odt"


def read(path: Path) -> Extracted:
    return extract(path, Options())


def texts(path: Path) -> list[str]:
    return [page.text for page in read(path).pages]


def test_a_text_is_read_with_lists_tables_and_its_spaces(path: Path) -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{a}</text:p></table:table-cell>"
        f"<table:covered-table-cell/><table:table-cell><text:p>{b}</text:p></table:table-cell></table:table-row>"
        for a, b in (("Région", "ZUS"), ("Centre", "30"))
    )
    write_odf(
        path,
        "<text:h text:outline-level='1'>Fiche</text:h>"
        "<text:list><text:list-item><text:p>un <text:span>deux</text:span>\n   trois</text:p>"
        f"</text:list-item></text:list><table:table>{rows}</table:table>"
        "<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>",
    )
    assert texts(path) == ["Fiche\nun deux trois\nRégion | ZUS\nCentre | 30\n\na b c\nd"]
    assert read(path).pages[0].headings == ("Fiche",)


def test_notes_and_annotations_end_the_page_and_deletions_are_gone(path: Path) -> None:
    write_odf(
        path,
        "<text:tracked-changes><text:p>supprimé</text:p></text:tracked-changes>"
        "<text:p>Avant<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p>"
        "</text:note-body></text:note><office:annotation><dc:creator>Moi</dc:creator><text:p>Remarque</text:p>"
        "</office:annotation> après</text:p><text:p>Suite</text:p>",
    )
    assert texts(path) == ["Avant après\nSuite\nNote\nRemarque"]


def test_a_text_box_follows_its_paragraph(path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame>"
    write_odf(path, f"<text:p>Avant {box}après</text:p>")
    assert texts(path) == ["Avant après\nEncadré"]


def test_recorded_and_typed_breaks_make_pages(path: Path) -> None:
    body = (
        "<text:p>Un <text:soft-page-break/>deux</text:p>"
        "<text:p text:style-name='B'><text:soft-page-break/>Trois</text:p>"
        "<text:soft-page-break/><text:p>Quatre</text:p>"
    )
    write_odf(path, body, styles=BREAK, meta="<meta:document-statistic meta:page-count='4'/>")
    assert texts(path) == ["Un", "deux", "Trois", "Quatre"]


def test_a_first_paragraph_that_begins_a_page_leaves_none_blank(path: Path) -> None:
    write_odf(
        path, "<text:p text:style-name='B'>Un</text:p><text:p text:style-name='B'>Deux</text:p>", styles=BREAK
    )
    assert texts(path) == ["Un", "Deux"]


def test_headers_stand_once(path: Path) -> None:
    write_odf(path, "<text:p>Corps</text:p>")
    with ZipFile(path, "a") as package:
        package.writestr("styles.xml", master_page("Bilan <text:page-number>3</text:page-number>"))
    assert texts(path) == ["Corps\nBilan"]


def test_the_title_style_is_prominent(path: Path) -> None:
    write_odf(path, "<text:p text:style-name='Title'>Le bilan</text:p><text:p>Corps</text:p>")
    assert [(line.text, line.size) for line in read(path).lines] == [("Le bilan", 30.0), ("Corps", 12.0)]


def test_a_table_of_contents_is_not_prominent(path: Path) -> None:
    pattern = "<text:table-of-content-source><text:p>modèle</text:p></text:table-of-content-source>"
    lines = "<text:index-body><text:p text:style-name='Title'>Un 3</text:p></text:index-body>"
    contents = f"<text:table-of-content>{pattern}{lines}</text:table-of-content>"
    write_odf(path, f"{contents}<text:p>Corps</text:p>")
    assert [(line.text, line.size) for line in read(path).lines] == [("Un 3", 12.0), ("Corps", 12.0)]


def test_properties_are_read(path: Path) -> None:
    meta = (
        "<dc:title>Bilan</dc:title><meta:initial-creator>Anne</meta:initial-creator><dc:creator>Luc</dc:creator>"
        "<meta:keyword>ville</meta:keyword><meta:keyword>santé</meta:keyword>"
        "<meta:creation-date>2007-10-09T08:30:00</meta:creation-date><dc:language>fr-FR</dc:language>"
    )
    metadata = read(write_odf(path, "<text:p>x</text:p>", meta=meta)).metadata
    assert (metadata.title, metadata.creators, metadata.keywords) == ("Bilan", ("Anne",), ("ville", "santé"))
    assert (metadata.created, metadata.language) == ("2007-10-09", "fr-FR")


def test_a_slide_is_a_page_with_title_first_and_notes_last(path: Path) -> None:
    def frame(kind: str, text: str) -> str:
        box = f"<draw:text-box><text:p>{text}</text:p></draw:text-box>"
        return f"<draw:frame presentation:class='{kind}'>{box}</draw:frame>"

    shapes = frame("outline", "corps") + frame("title", "{0}") + frame("page-number", "9")
    notes = f"<presentation:notes>{frame('notes', 'dire {0}')}</presentation:notes>"
    slide = f"<draw:page>{shapes}{notes}</draw:page>"
    write_odf(path, slide.format("Un") + slide.format("Deux"), kind="presentation")
    assert texts(path) == ["Un\ncorps\ndire Un", "Deux\ncorps\ndire Deux"]


def test_a_locked_file_is_refused(path: Path) -> None:
    write_zip(path, {"content.xml": b"\x8f\x12", "META-INF/manifest.xml": "<m><encryption-data/></m>"})
    with pytest.raises(ExtractionError, match=path.name) as refused:
        read(path)
    assert refused.value.reason is Reason.ENCRYPTED


def test_entities_are_not_expanded(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    write_odf(path, "<text:p>avant &x; après</text:p>")
    with ZipFile(path) as package:
        content = package.read("content.xml").decode()
    declaration = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    write_zip(path, {"content.xml": declaration + content})
    assert texts(path) == ["avant après"]


def test_a_flat_file_and_its_forerunner_are_read(tmp_path: Path) -> None:
    office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text"))
    flat = tmp_path / "a.xml"
    flat.write_text(
        f'<office:document xmlns:office="{office}" xmlns:text="{text}" office:mimetype="{ODT}">'
        "<office:body><office:text><text:p>ornithorynque</text:p></office:text></office:body></office:document>"
    )
    sun = {
        "mimetype": "application/vnd.sun.xml.writer",
        "content.xml": '<office:document-content xmlns:office="http://openoffice.org/2000/office" '
        'xmlns:text="http://openoffice.org/2000/text"><office:body><text:p>ornithorynque</text:p>'
        "</office:body></office:document-content>",
    }
    for path in (flat, write_zip(tmp_path / "b.sxw", sun)):
        assert formats.extract(path, formats.detect(path), Options()).pages[0].text == "ornithorynque"


def test_what_nobody_sees_is_not_read(path: Path) -> None:
    style = (
        '<style:style style:name="{0}" style:family="{1}">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    write_odf(
        path,
        "<text:p>vu<text:span text:style-name='c'>un</text:span>"
        "<text:hidden-text text:is-hidden='true'>deux</text:hidden-text></text:p>"
        "<text:p text:style-name='P'>trois</text:p>"
        "<text:p>quatre<text:hidden-paragraph text:is-hidden='true'/></text:p>"
        "<text:section text:display='none'><text:p>cinq</text:p></text:section>"
        "<text:p>vu aussi<text:hidden-paragraph text:is-hidden='false'/></text:p>",
        styles=style.format("c", "text") + style.format("P", "paragraph"),
    )
    assert texts(path) == ["vu\nvu aussi"]
